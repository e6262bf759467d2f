"""Runs of quality checks (chapter 03, section 9)."""

import datetime
import json

import pytest

from support.make import expect, expect_error, expect_problem, make_asset, make_contract, object_schema, publish

NOBODY = "00000000-0000-4000-8000-000000000000"
RESULTS = [
    {"guarantee_id": "not_null_sku", "passed": True, "error_message": None, "rows_checked": 100, "rows_failed": 0, "metadata": {}},
    {"guarantee_id": "unique_sku", "passed": False, "error_message": "3 duplicates", "rows_checked": 100, "rows_failed": 3, "metadata": {"column": "sku"}},
]


def ago(**parts):
    return (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(**parts)).isoformat().replace("+00:00", "Z")


def report(api, asset, status="passed", **members):
    return api.post(f"/assets/{asset['id']}/audit-results", json={"status": status, "triggered_by": "dbt_test", **members})


def history(api, asset, **query):
    return expect(api.get(f"/assets/{asset['id']}/audit-history", params=query), 200)


def trends(api, asset):
    return expect(api.get(f"/assets/{asset['id']}/audit-trends"), 200)


def test_a_run(api, team):
    asset = make_asset(api, team)
    made = expect(report(api, asset), 200)
    assert made == {
        "id": made["id"], "asset_id": asset["id"], "asset_fqn": asset["fqn"], "contract_id": None, "contract_version": None, "status": "passed",
        "guarantees_checked": 0, "guarantees_passed": 0, "guarantees_failed": 0, "triggered_by": "dbt_test", "run_id": None,
        "run_at": made["run_at"], "guarantee_results": [],
    }  # fmt: skip
    contract = make_contract(api, asset, object_schema(a="string"))
    made = expect(report(api, asset, "failed", run_id="run-17", guarantee_results=RESULTS, run_at="2026-05-01T10:00:00.000001+02:00"), 200)
    assert made == {
        "id": made["id"], "asset_id": asset["id"], "asset_fqn": asset["fqn"], "contract_id": contract["id"], "contract_version": "1.0.0",
        "status": "failed", "guarantees_checked": 2, "guarantees_passed": 1, "guarantees_failed": 1, "triggered_by": "dbt_test",
        "run_id": "run-17", "run_at": "2026-05-01T08:00:00.000001Z", "guarantee_results": RESULTS,
    }  # fmt: skip
    (shown,) = history(api, asset, status="failed")["runs"]
    assert shown == {
        "id": made["id"], "status": "failed", "guarantees_checked": 2, "guarantees_passed": 1, "guarantees_failed": 1, "triggered_by": "dbt_test",
        "run_id": "run-17", "run_at": "2026-05-01T08:00:00.000001Z", "contract_version": "1.0.0", "failed_guarantees": ["unique_sku"],
    }  # fmt: skip


def test_counts_that_are_sent_stay(api, asset):
    made = expect(report(api, asset, "partial", guarantees_checked=7, guarantees_failed=9, guarantee_results=RESULTS), 200)
    assert (made["guarantees_checked"], made["guarantees_passed"], made["guarantees_failed"]) == (7, 0, 9)
    made = expect(report(api, asset, "partial", guarantees_passed=3), 200)
    assert (made["guarantees_checked"], made["guarantees_passed"], made["guarantees_failed"]) == (0, 3, 0)


def test_the_same_run_may_be_reported_again(api, asset):
    for _ in range(2):
        expect(report(api, asset, run_id="same"), 200)
    assert history(api, asset)["total_runs"] == 2


def test_results_among_the_details(api, asset):
    """What a reporter puts there itself counts in the history, whatever it is."""
    details = {"guarantee_results": [5, None, {"passed": False}, {"passed": False, "guarantee_id": "a"}, {"passed": True, "guarantee_id": "b"}, [1]]}
    expect(report(api, asset, "failed", details=details), 200)
    assert history(api, asset)["runs"][0]["failed_guarantees"] == ["unknown", "a"]
    expect(report(api, asset, "failed", details={"guarantee_results": "none"}), 200)
    assert history(api, asset)["runs"][0]["failed_guarantees"] == []
    expect(report(api, asset, "failed", details=details, guarantee_results=RESULTS), 200)
    assert history(api, asset)["runs"][0]["failed_guarantees"] == ["unique_sku"], "what is reported in its place wins"


@pytest.mark.parametrize(
    ("field", "value", "location", "kind"),
    [
        ("status", "PASSED", ("status",), "enum"), ("status", None, ("status",), "enum"), ("triggered_by", "x" * 51, ("triggered_by",), "string_too_long"),
        ("triggered_by", None, ("triggered_by",), "string_type"), ("guarantees_failed", -1, ("guarantees_failed",), "greater_than_equal"),
        ("run_id", "x" * 256, ("run_id",), "string_too_long"), ("run_at", "yesterday", ("run_at",), "datetime_parsing"),
        ("details", [], ("details",), "dict_type"), ("guarantee_results", {}, ("guarantee_results",), "list_type"),
        ("guarantee_results", [{"passed": True}], ("guarantee_results", 0, "guarantee_id"), "missing"),
        ("guarantee_results", [{"guarantee_id": "a"}], ("guarantee_results", 0, "passed"), "missing"),
        ("guarantee_results", [{"guarantee_id": "x" * 256, "passed": True}], ("guarantee_results", 0, "guarantee_id"), "string_too_long"),
        ("guarantee_results", [{"guarantee_id": "a", "passed": True, "rows_failed": -1}], ("guarantee_results", 0, "rows_failed"), "greater_than_equal"),
        ("guarantee_results", [{"guarantee_id": "a", "passed": True, "error_message": "x" * 2001}], ("guarantee_results", 0, "error_message"), "string_too_long"),
        ("guarantee_results", [{"guarantee_id": "a", "passed": True, "metadata": {"a": [1]}}], ("guarantee_results", 0, "metadata"), "value_error"),
    ],
)  # fmt: skip
def test_bad_reports(api, asset, field, value, location, kind):
    expect_problem(report(api, asset, **{field: value}), ("body", *location), kind)


def test_sizes(api, asset):
    """Counted as Python writes JSON: with blanks, and what is not ASCII escaped."""
    expect(report(api, asset, triggered_by="", guarantee_results=[{"guarantee_id": "", "passed": True}] * 1000), 200)
    problem = expect_problem(report(api, asset, guarantee_results=[{"guarantee_id": "a", "passed": True}] * 1001), ("body", "guarantee_results"), "value_error")
    assert problem["msg"] == "Value error, guarantee_results exceeds maximum count of 1000 (got 1001)"
    for limit, name, send in ((102400, "details", lambda free: {"details": free}),
                              (10240, "metadata", lambda free: {"guarantee_results": [{"guarantee_id": "a", "passed": True, "metadata": free}]})):
        free = {"a": "é", "b": 1.5, "c": None, "d": "😀"}
        free["pad"] = "x" * (limit - len(json.dumps({**free, "pad": ""})))
        assert len(json.dumps(free)) == limit
        expect(report(api, asset, **send(free)), 200)
        free["pad"] += "x"
        location = ("body", "details") if name == "details" else ("body", "guarantee_results", 0, "metadata")
        problem = expect_problem(report(api, asset, **send(free)), location, "value_error")
        assert problem["msg"] == f"Value error, {name} exceeds maximum size of {limit} bytes (got {limit + 1} bytes)"


def test_refusals(api):
    gone = make_asset(api)
    assert api.delete(f"/assets/{gone['id']}").status_code == 204
    for asset in (NOBODY, gone["id"]):
        for reply in (report(api, {"id": asset}), api.get(f"/assets/{asset}/audit-history"), api.get(f"/assets/{asset}/audit-trends")):
            expect_error(reply, 404, "ASSET_NOT_FOUND", asset)


def test_history(api, asset):
    for number, (status, by) in enumerate((("passed", "a"), ("failed", "b"), ("partial", "a"), ("passed", "b"))):
        expect(report(api, asset, status, triggered_by=by, run_id=str(number), run_at=ago(hours=10 - number)), 200)

    def runs(**query):
        shown = history(api, asset, **query)
        return [run["run_id"] for run in shown["runs"]], shown["total_runs"]

    assert runs() == (["3", "2", "1", "0"], 4), "newest first"
    assert runs(limit=2) == (["3", "2"], 4) and runs(triggered_by="a") == (["2", "0"], 2) and runs(status="passed", triggered_by="b") == (["3"], 1)
    assert runs(triggered_by="A") == ([], 0)
    for query in ({"limit": 0}, {"limit": 501}, {"status": "Passed"}):
        expect_problem(api.get(f"/assets/{asset['id']}/audit-history", params=query), ("query", *query))
    (context, *_) = expect(api.get(f"/assets/{asset['id']}/context"), 200)["recent_audits"]
    assert context["status"] == "passed" and context["triggered_by"] == "b"


# --- trends -----------------------------------------------------------------------------------------------------------


def test_no_runs(api, asset):
    nothing = {"total_runs": 0, "passed": 0, "failed": 0, "partial": 0, "failure_rate": 0, "most_failed_guarantees": []}
    expect(report(api, asset, "failed", run_at=ago(days=31)), 200)
    assert trends(api, asset) == {"asset_id": asset["id"], "asset_fqn": asset["fqn"], "last_run": None, "last_24h": nothing, "last_7d": nothing,
                                  "last_30d": nothing, "alerts": []}


def failing(*names):
    return [{"guarantee_id": name, "passed": False} for name in names]


def test_windows_and_alerts(api, asset):
    made = [expect(report(api, asset, status, run_at=ago(hours=hours), guarantee_results=failing(*names)), 200) for status, hours, names in (
        ("passed", 4, ()), ("failed", 3, ("b", "a")), ("failed", 2, ("a",)), ("failed", 1, ("c",)), ("passed", 48, ()), ("failed", 24 * 20, ("a",)))]
    shown = trends(api, asset)
    assert shown["last_run"] == {"id": made[3]["id"], "status": "failed", "run_at": made[3]["run_at"], "triggered_by": "dbt_test", "guarantees_failed": 1}
    counts = {name: (shown[name]["total_runs"], shown[name]["passed"], shown[name]["failed"], shown[name]["failure_rate"]) for name in ("last_24h", "last_7d", "last_30d")}
    assert counts == {"last_24h": (4, 1, 3, 0.75), "last_7d": (5, 2, 3, 0.6), "last_30d": (6, 2, 4, 4 / 6)}
    assert [(entry["guarantee_id"], entry["failure_count"]) for entry in shown["last_24h"]["most_failed_guarantees"]] == [("a", 2), ("c", 1), ("b", 1)]
    assert shown["last_30d"]["most_failed_guarantees"][0] == {"guarantee_id": "a", "failure_count": 3}
    assert shown["alerts"] == ["High failure rate in last 24h: 75% (3/4 runs failed)", "Most recent audit run failed"]


@pytest.mark.parametrize(("statuses", "rate"), [(["failed"] * 2 + ["passed"] * 3, 0.4), (["passed", "partial"], 0.5)])
def test_rates(api, asset, statuses, rate):
    for status in statuses:
        expect(report(api, asset, status), 200)
    assert trends(api, asset)["last_24h"]["failure_rate"] == rate


def test_alerts_of_the_week(api, asset):
    for number in range(10):
        expect(report(api, asset, run_at=ago(days=20, hours=number)), 200)
    for number in range(5):
        expect(report(api, asset, "partial", run_at=ago(days=3, hours=number), guarantee_results=failing("unique_sku")), 200)
    assert trends(api, asset)["alerts"] == ["Failure rate trending up: 100% (7d) vs 33% (30d)", "Guarantee 'unique_sku' failed 5 times in last 7 days"]


def test_the_most_failed_are_ten(api, asset):
    expect(report(api, asset, "failed", guarantee_results=failing(*"abcdefghijkl")), 200)
    shown = trends(api, asset)["last_7d"]["most_failed_guarantees"]
    assert [entry["guarantee_id"] for entry in shown] == list("abcdefghij")


def test_a_run_in_the_future_is_the_newest(api, asset):
    expect(report(api, asset, "failed", run_at=ago(days=-1)), 200)
    expect(report(api, asset), 200)
    shown = trends(api, asset)
    assert shown["last_run"]["status"] == "failed" and shown["last_24h"]["total_runs"] == 2


# --- the gate ---------------------------------------------------------------------------------------------------------

SCHEMA = object_schema(a="string")


def test_a_publish_is_warned(api, team):
    asset = make_asset(api, team)
    assert "audit_warning" not in expect(publish(api, asset, SCHEMA), 201)
    expect(report(api, asset, "partial", guarantees_checked=3, guarantees_failed=2), 200)
    wider = object_schema(a="string", b="string")
    assert expect(publish(api, asset, wider), 201)["audit_warning"] == "Warning: Most recent audit partial with 2 guarantee(s) failing"
    expect(report(api, asset), 200)
    assert "audit_warning" not in expect(publish(api, asset, SCHEMA | {"title": "x"}, force=True, force_reason="to be without a warning"), 201)


def test_an_asset_without_interest_in_guarantees_is_not_warned(api, team):
    asset = make_asset(api, team, guarantee_mode="ignore")
    expect(report(api, asset, "failed", guarantees_failed=1), 200)
    assert "audit_warning" not in expect(publish(api, asset, SCHEMA), 201)


def test_a_strict_asset_refuses(api, team):
    asset = make_asset(api, team, guarantee_mode="strict")
    make_contract(api, asset, object_schema(a="string"))  # without a run there is nothing to hold against it
    proposal = expect(publish(api, asset, object_schema(a="integer")), 201)["proposal"]
    expect(api.post(f"/proposals/{proposal['id']}/force", params={"actor_id": team["id"], "reason": "the test wants it"}), 200)
    made = expect(report(api, asset, "failed", guarantees_checked=1, guarantees_failed=1), 200)
    details = {"audit_status": "failed", "guarantees_failed": 1, "audit_run_at": made["run_at"]}
    wider = object_schema(a="string", b="string")
    forced = {"force": True, "force_reason": "it cannot wait"}
    for reply in (
        publish(api, asset, wider),
        publish(api, asset, wider, **forced),
        publish(api, asset, wider, dry_run=True),
        api.post(f"/proposals/{proposal['id']}/publish", json={"version": "2.0.0"}),
    ):
        error = expect_error(reply, 412, "AUDIT_FAILED", "Most recent audit failed", "strict")
        assert error["details"] == details
    items = {"contracts": [{"asset_id": asset["id"], "schema": wider}], "published_by": team["id"]}
    (item,) = expect(api.post("/contracts/bulk", params={"dry_run": "false"}, json=items), 200)["results"]
    assert (item["status"], "Most recent audit failed" in item["error"]) == ("failed", True)
    expect(report(api, asset), 200)
    expect(api.post(f"/proposals/{proposal['id']}/publish", json={"version": "2.0.0"}), 200)
    expect(publish(api, asset, object_schema(a="integer", b="string")), 201)


def test_a_publish_may_require_a_pass(api, team):
    asset = make_asset(api, team)
    expect_error(publish(api, asset, SCHEMA, require_audit_pass=True), 412, "AUDIT_REQUIRED")
    made = expect(report(api, asset, "failed", guarantees_checked=1, guarantees_failed=1), 200)
    error = expect_error(publish(api, asset, SCHEMA, require_audit_pass=True), 412, "AUDIT_FAILED")
    assert error["details"] == {"audit_status": "failed", "guarantees_failed": 1, "audit_run_at": made["run_at"]}
    expect(report(api, asset), 200)
    expect(publish(api, asset, SCHEMA, require_audit_pass=True), 201)


def test_a_proposal_shows_the_run(api, team):
    asset = make_asset(api, team)
    make_contract(api, asset, object_schema(["a"], a="string"))
    made = expect(report(api, asset, "failed", guarantees_failed=2, triggered_by="soda"), 200)
    proposal = expect(publish(api, asset, object_schema(["a"], a="integer")), 201)
    assert proposal["audit_warning"] == "Warning: Most recent audit failed with 2 guarantee(s) failing"
    shown = expect(api.get(f"/proposals/{proposal['proposal']['id']}/status"), 200)
    assert shown["audit_status"] == {"status": "failed", "guarantees_failed": 2, "run_at": made["run_at"], "triggered_by": "soda", "is_passing": False}
