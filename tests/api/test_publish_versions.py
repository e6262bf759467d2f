"""The versions of contracts that are published: used, generated, suggested, refused (chapter 02, section 5)."""

import pytest

from support.contracts import NARROW, OTHER, WIDE, active_version, contracts_of, history_count
from support.make import expect, expect_error, expect_problem, make_asset, make_contract, make_team, publish


# --- versions ---------------------------------------------------------------------------------------------------------


def test_used_versions(api, asset):
    first = make_contract(api, asset, NARROW, version="1.0.0")
    error = expect_error(publish(api, asset, WIDE, version="1.0.0"), 409, "VERSION_EXISTS", "already exists")
    assert error["message"] == "Contract version 1.0.0 already exists for this asset"
    assert error["details"]["existing_contract_id"] == first["id"]
    make_contract(api, asset, WIDE, version="1.1.0")
    error = expect_error(publish(api, asset, WIDE, version="1.0.0"), 409, "VERSION_EXISTS")
    assert error["details"]["existing_contract_id"] == first["id"], "deprecated versions stay used"
    # Also where the change would be breaking or forced.
    expect_error(publish(api, asset, OTHER, version="1.1.0"), 409, "VERSION_EXISTS")
    expect_error(publish(api, asset, OTHER, version="1.1.0", force=True, force_reason="does not help"), 409, "VERSION_EXISTS")
    assert history_count(api, asset) == 2 and active_version(api, asset) == "1.1.0"


def test_generated_version_that_is_taken(api, asset):
    """After going backwards the next version may exist already: a 409 or a free version, never a failure."""
    make_contract(api, asset, NARROW, version="1.0.1")
    expect(publish(api, asset, NARROW, version="1.0.0", force=True, force_reason="an earlier line"), 201)
    reply = publish(api, asset, NARROW)
    if reply.status_code == 409:
        error = expect_error(reply, 409, "VERSION_EXISTS", "1.0.1")
        assert "None" not in error["message"] and "null" not in error["message"]
    else:
        assert expect(reply, 201)["contract"]["version"] not in ("1.0.0", "1.0.1")


def test_leading_zeros(api, team):
    """Numbers of a version are read by their value: one with leading zeros is taken, as what it counts, and never beside its equal."""
    asset = make_asset(api, team)
    assert make_contract(api, asset, NARROW, version="01.02.0")["version"] == "01.02.0"
    for version in ("1.2.0", "1.02.00", "01.2.0-rc.01"):
        expect_error(publish(api, asset, WIDE, version=version), 400, "INVALID_VERSION", "must be greater than current version 01.02.0")
    assert expect(publish(api, asset, WIDE), 201)["contract"]["version"] == "1.3.0"


@pytest.mark.parametrize("mode", ["auto", "suggest"])
def test_versions_go_up(api, team, mode):
    """By the precedence of Semantic Versioning, which builds have no part in."""
    asset = make_asset(api, team, semver_mode=mode)
    ladder = ["0.9.0", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.10.0", "2.0.0"]
    for number, version in enumerate(ladder):
        assert make_contract(api, asset, NARROW, version=version)["version"] == version
        for lower in ladder[:number]:
            reply = publish(api, asset, NARROW, version=lower + "+other", dry_run=True)
            error = expect_error(reply, 400, "INVALID_VERSION", f"must be greater than current version {version}")
            assert "force=true" in error["message"] and error["details"]["provided_version"] == lower + "+other"
        expect_error(publish(api, asset, NARROW, version=version + "+build"), 400, "INVALID_VERSION")
        expect_error(publish(api, asset, NARROW, version=version), 409, "VERSION_EXISTS")
    expect_error(publish(api, asset, OTHER, version="1.10.1"), 400, "INVALID_VERSION")
    result = expect(publish(api, asset, NARROW, version="1.10.1", force=True, force_reason="a fix of the first line"), 201)
    assert result["contract"]["status"] == "active" and active_version(api, asset) == "1.10.1"


@pytest.mark.parametrize(
    "version, kind",
    [
        ("1", "string_too_short"), ("1.0", "string_too_short"), ("", "string_too_short"), ("1.0.0" + "0" * 46, "string_too_long"),
        ("1.0.x", "string_pattern_mismatch"), ("v1.0.0", "string_pattern_mismatch"), ("1.0.0.0", "string_pattern_mismatch"),
        ("1.0.0-", "string_pattern_mismatch"), ("1.0.0+", "string_pattern_mismatch"), ("1.0.0_a", "string_pattern_mismatch"),
        ("1.0.0\n", "string_pattern_mismatch"), (" 1.0.0", "string_pattern_mismatch"), ("1.0.0-ü", "string_pattern_mismatch"),
        ("-1.0.0", "string_pattern_mismatch"), (100, "string_type"), (1.5, "string_type"),
    ],
)  # fmt: skip
def test_versions_that_are_refused(api, asset, version, kind):
    problem = expect_problem(publish(api, asset, NARROW, version=version), ("body", "version"), kind)
    assert problem["input"] == version
    if isinstance(version, str) and len(version) <= 50:
        assert "MAJOR.MINOR.PATCH" in problem["msg"]


HUGE = ["99999999999999999999999999", "18446744073709551615", "18446744073709551614", "9223372036854775807", "9223372036854775806", "4294967295", "2147483647"]


@pytest.mark.parametrize("mode", ["auto", "suggest", "enforce"])
def test_huge_version_numbers(start_server, mode):
    """Numbers at and beyond the end of a machine word are counted on rightly or refused; never a wrong number, never a stall.

    A server of its own: one that stalls must not take the others' along."""
    api = start_server().api(timeout=10)
    team = make_team(api)
    for number in HUGE:
        for version, following in ((f"1.0.{number}", f"1.0.{int(number) + 1}"), (f"{number}.0.0", f"{number}.0.1")):
            asset = make_asset(api, team, semver_mode=mode)
            first = publish(api, asset, NARROW, version=version)
            assert first.status_code in (201, 400, 422), first.text
            if first.status_code != 201:
                continue
            assert expect(first, 201)["contract"]["version"] == version
            second = publish(api, asset, NARROW)
            assert second.status_code in (200, 201, 400, 409), second.text
            if second.status_code in (200, 201):
                shown = second.json()
                counted = shown["contract"]["version"] if second.status_code == 201 else shown["version_suggestion"]["suggested_version"]
                assert counted == following
            if mode == "enforce":
                expect_error(publish(api, asset, NARROW, version="1.0.5"), 400, "INVALID_VERSION")


def test_semver_suggest(server, api, team):
    asset = make_asset(api, team, semver_mode="suggest")
    result = expect(publish(api, asset, NARROW), 200)
    assert result["action"] == "version.required" and "contract" not in result and "proposal" not in result
    assert result["message"] == "Version not provided. Please review the suggested version and re-submit with an explicit version."
    assert result["version_suggestion"] == {
        "suggested_version": "1.0.0", "current_version": None, "change_type": "patch", "reason": "First contract for this asset",
        "is_first_contract": True, "breaking_changes": [],
    }  # fmt: skip
    assert contracts_of(server, asset) == []
    make_contract(api, asset, NARROW, version="1.0.0")
    suggestion = expect(publish(api, asset, WIDE), 200)["version_suggestion"]
    assert suggestion == {
        "suggested_version": "1.1.0", "current_version": "1.0.0", "change_type": "minor",
        "reason": "Backward-compatible schema additions - minor version bump", "is_first_contract": False, "breaking_changes": [],
    }  # fmt: skip
    suggestion = expect(publish(api, asset, NARROW), 200)["version_suggestion"]
    assert (suggestion["suggested_version"], suggestion["change_type"]) == ("1.0.1", "patch")
    assert suggestion["reason"] == "No breaking schema changes - patch version bump"
    suggestion = expect(publish(api, asset, OTHER), 200)["version_suggestion"]
    assert (suggestion["suggested_version"], suggestion["change_type"]) == ("2.0.0", "major") and suggestion["breaking_changes"]
    assert suggestion["reason"] == "Breaking change detected - major version bump required"
    # An explicit version is taken as it is.
    assert make_contract(api, asset, WIDE, version="7.0.0")["version"] == "7.0.0"


def test_semver_enforce(api, team):
    asset = make_asset(api, team, semver_mode="enforce")
    make_contract(api, asset, NARROW, version="2.1.0")

    def refused(schema, version, *substrings, suggested, **options):
        error = expect_error(publish(api, asset, schema, version=version, **options), 400, "INVALID_VERSION", *substrings)
        assert error["details"]["provided_version"] == version
        assert error["details"]["version_suggestion"]["suggested_version"] == suggested

    for version in ("2.1.0-x", "2.0.9", "1.9.9"):
        refused(NARROW, version, f"Version {version} must be greater than current version 2.1.0", suggested="2.1.1")
    refused(WIDE, "2.1.1", "require at least a minor version bump. Expected 2.2.0 or higher, got 2.1.1", suggested="2.2.0")
    refused(OTHER, "2.2.0", "requires major version bump. Expected 3.0.0 or higher, got 2.2.0", suggested="3.0.0")
    refused(OTHER, "2.2.0", "major version bump", suggested="3.0.0", force=True, force_reason="not even by force")
    # A bigger bump than needed is fine, and so is none at all.
    assert make_contract(api, asset, WIDE, version="5.0.0")["version"] == "5.0.0"
    assert expect(publish(api, asset, WIDE), 201)["contract"]["version"] == "5.0.1"
