"""What changes of guarantees mean for a publish, by the asset's mode (chapter 02, section 9)."""

from support.contracts import NARROW, OTHER, WIDE
from support.make import audit_one, expect, expect_error, make_asset, make_contract, publish

PROMISED = {"freshness": {"max_staleness_minutes": 30}, "nullability": {"customer_id": "never"}, "accepted_values": {"state": ["open"]}}
WEAKER = {**PROMISED, "freshness": {"max_staleness_minutes": 60}}
STRONGER = {**PROMISED, "freshness": {"max_staleness_minutes": 5}}


def test_changes_of_guarantees_are_reported(api, asset):
    result = expect(publish(api, asset, NARROW, guarantees=PROMISED), 201)
    assert "guarantee_changes" not in result, "a first contract changes nothing"
    assert "guarantee_changes" not in expect(publish(api, asset, NARROW, guarantees=PROMISED), 201)
    result = expect(publish(api, asset, NARROW, guarantees=WEAKER), 201)
    assert result["action"] == "published" and result["change_type"] == "patch" and not result.get("breaking_changes")
    assert result["guarantee_changes"] == [
        {
            "type": "freshness_relaxed", "path": "freshness", "severity": "warning",
            "message": "freshness guarantee changed from {'max_staleness_minutes': 30} to {'max_staleness_minutes': 60}",
            "old_value": {"max_staleness_minutes": 30}, "new_value": {"max_staleness_minutes": 60},
        }
    ]  # fmt: skip
    result = expect(publish(api, asset, NARROW), 201)
    assert {change["type"] for change in result["guarantee_changes"]} == {"freshness_removed", "not_null_removed", "accepted_values_removed"}


def test_an_asset_that_ignores_guarantees(api, team):
    asset = make_asset(api, team, guarantee_mode="ignore")
    make_contract(api, asset, NARROW, guarantees=PROMISED)
    result = expect(publish(api, asset, NARROW), 201)
    assert result["action"] == "published" and "guarantee_changes" not in result


def test_a_strict_asset(server, api, team):
    asset = make_asset(api, team, guarantee_mode="strict")
    make_contract(api, asset, NARROW, guarantees=PROMISED)
    # Stronger is compatible, weaker is breaking, whatever the schema does.
    result = expect(publish(api, asset, WIDE, guarantees=STRONGER), 201)
    assert result["action"] == "published" and [change["severity"] for change in result["guarantee_changes"]] == ["info"]
    shown = expect(publish(api, asset, WIDE, guarantees=PROMISED, dry_run=True), 200)
    assert shown["action"] == "would.create.proposal" and shown["change_type"] == "major" and shown["version_auto_generated"] is True
    assert [change["type"] for change in shown["breaking_changes"]] == ["freshness_relaxed"]

    result = expect(publish(api, asset, OTHER, guarantees=None, version="7.0.0"), 201)
    assert result["action"] == "proposal.created" and result["change_type"] == "major"
    kinds = [change["type"] for change in result["breaking_changes"]]
    assert kinds[-3:] == ["not_null_removed", "accepted_values_removed", "freshness_removed"] and "property_removed" in kinds[:-3]
    proposal = result["proposal"]
    assert proposal["breaking_changes"] == result["breaking_changes"]
    assert proposal["guarantee_changes"] == result["guarantee_changes"] and len(result["guarantee_changes"]) == 3
    assert audit_one(server, proposal["id"], "proposal.created")["payload"]["breaking_changes_count"] == len(kinds)
    expect_error(publish(api, asset, WIDE), 409, "DUPLICATE_PROPOSAL")

    result = expect(publish(api, asset, WIDE, force=True, force_reason="agreed with all of them"), 201)
    assert result["action"] == "force.published" and result["contract"]["version"] == "2.0.0" and result["contract"]["guarantees"] is None
    # Nothing is left to take away.
    assert expect(publish(api, asset, WIDE), 201)["action"] == "published"


def test_a_strict_asset_that_enforces_versions(api, team):
    asset = make_asset(api, team, guarantee_mode="strict", semver_mode="enforce")
    make_contract(api, asset, NARROW, version="1.0.0", guarantees=PROMISED)
    error = expect_error(publish(api, asset, NARROW, version="1.1.0"), 400, "INVALID_VERSION", "major version bump")
    assert error["details"]["version_suggestion"]["suggested_version"] == "2.0.0"
    assert expect(publish(api, asset, NARROW, version="2.0.0"), 201)["action"] == "proposal.created"
