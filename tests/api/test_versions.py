"""Versions of an asset's contracts go up."""

import pytest

from support.make import expect, expect_error, make_asset, make_contract, object_schema, publish

NARROW, OTHER = object_schema(["id"], id="integer"), object_schema(a="string")


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
    assert result["contract"]["status"] == "active" and expect(api.get(f"/assets/{asset['id']}"), 200)["active_contract_version"] == "1.10.1"
