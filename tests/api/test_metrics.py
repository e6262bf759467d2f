"""What the server counts (chapter 05, section 8.2)."""

import os
import pathlib
import re
import time
import uuid

import pytest

from support import postgres
from support.make import (
    acknowledge, expect, expect_error, make_asset, make_contract, make_team, make_user, object_schema, propose, publish, register, unique,
)  # fmt: skip
from support.scrape import promtool, scrape
from support.server import CHECKOUT

# Of the chapter: names, types, labels.
CHAPTER = {
    "tessera_http_requests_total": ("counter", {"method", "endpoint", "status"}),
    "tessera_http_request_duration_seconds": ("histogram", {"method", "endpoint"}),
    "tessera_http_requests_in_progress": ("gauge", {"method", "endpoint"}),
    "tessera_contracts_published_total": ("counter", {"change_type"}),
    "tessera_contracts_active": ("gauge", set()),
    "tessera_proposals_created_total": ("counter", set()),
    "tessera_proposals_acknowledged_total": ("counter", {"response"}),
    "tessera_proposals_pending": ("gauge", set()),
    "tessera_assets_total": ("gauge", set()),
    "tessera_registrations_total": ("gauge", set()),
    "tessera_teams_total": ("gauge", set()),
    "tessera_users_total": ("gauge", set()),
    "tessera_app_info": ("gauge", {"version"}),
    "tessera_app_uptime_seconds": ("gauge", set()),
    "process_cpu_seconds_total": ("counter", set()),
    "process_resident_memory_bytes": ("gauge", set()),
    "process_virtual_memory_bytes": ("gauge", set()),
    "process_start_time_seconds": ("gauge", set()),
    "process_open_fds": ("gauge", set()),
    "process_max_fds": ("gauge", set()),
}
BOUNDS = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0", "+Inf"]
GAUGES = {kind: f"tessera_{kind}" for kind in ("contracts_active", "proposals_pending", "assets_total", "registrations_total", "teams_total", "users_total")}
DEADLINE_SECONDS = 30


@pytest.fixture
def counting(start_server):
    """A server whose counts are the test's own."""
    return start_server()


def requests(told, **labels):
    return sum(value for own, value in told.all("tessera_http_requests_total") if labels.items() <= own.items())


# --- the form ---------------------------------------------------------------------------------------------------------


def test_the_chapters_metrics(counting):
    with counting.client() as client:
        expect(client.get("/health/live"), 200)
        told = scrape(client)
    for name, (kind, labels) in CHAPTER.items():
        assert told.types[name] == kind, name
        for own, _ in told.all(name + ("_sum" if kind == "histogram" else "")):
            assert set(own) == labels
    assert told.get("tessera_app_info", version="0.1.0") == 1
    assert 0 < told.get("tessera_app_uptime_seconds") < 1000
    buckets = told.all("tessera_http_request_duration_seconds_bucket")
    assert [own["le"] for own, _ in buckets if own["endpoint"] == "/health/live"] == BOUNDS
    for stem in ("http_requests", "http_request_duration_seconds", "contracts_published", "proposals_created", "proposals_acknowledged"):
        assert told.types[f"tessera_{stem}_created"] == "gauge"
        assert all(abs(value - time.time()) < 1000 for _, value in told.all(f"tessera_{stem}_created"))


def test_every_metric_of_the_table_is_told(http):
    table = re.findall(r'METRIC\(\w+, "(\w+)", (\w+),', (CHECKOUT / "api" / "metrics.def").read_text())
    told = scrape(http)
    created = {name for name in told.types if name.endswith("_created")}
    assert {name: kind.lower() for name, kind in table} == {name: kind for name, kind in told.types.items() if name not in created}


def test_prometheus_understands_it(counting):
    with counting.client() as client:
        expect(client.get("/health"), 200)
        expect(client.get("/nowhere"), 404)
        told = scrape(client)
    checked = promtool("check", "metrics", given=told.text)
    # What it has to say against the names that the chapter gives gauges is all that it may say.
    said = [line for line in (checked.stdout + checked.stderr).splitlines() if not re.search(r'_total non-counter metrics should not have "_total" suffix', line)]
    assert not said, said


def test_distributions_are_whole(http):
    expect(http.get("/health/live"), 200)
    told = scrape(http)
    for name, kind in told.types.items():
        if kind != "histogram":
            continue
        for labels, count in told.all(f"{name}_count"):
            buckets = [value for own, value in told.all(f"{name}_bucket") if {**own, **labels} == own]
            assert buckets == sorted(buckets) and buckets[-1] == count, (name, labels)
            assert told.get(f"{name}_sum", **labels) >= 0


# --- requests ---------------------------------------------------------------------------------------------------------


def test_endpoints_are_templates(counting):
    some, other = uuid.uuid4(), str(uuid.uuid4()).upper()
    with counting.client(checked=False) as client:
        for path in (f"/api/v1/assets/{some}", f"/api/v1/assets/{other}"):
            client.get(path)
        client.head(f"/api/v1/assets/{some}")
        client.post(f"/api/v1/assets/{some}/publish", json={})
        client.delete(f"/api/v1/assets/{some}/dependencies/{other}")
        for number in range(5):
            client.get(f"/nowhere/{number}")
        client.put("/health")
        client.get("/health/live?x=1")
        told = scrape(client)
    assert told.get("tessera_http_requests_total", method="GET", endpoint="/api/v1/assets/{id}", status="404") == 2
    assert told.get("tessera_http_requests_total", method="HEAD", endpoint="/api/v1/assets/{id}", status="404") == 1
    assert requests(told, method="POST", endpoint="/api/v1/assets/{id}/publish") == 1
    assert requests(told, method="DELETE", endpoint="/api/v1/assets/{id}/dependencies/{id}") == 1
    assert told.get("tessera_http_requests_total", method="GET", endpoint="unmatched", status="404") == 5
    assert told.get("tessera_http_requests_total", method="PUT", endpoint="unmatched", status="405") == 1
    assert told.get("tessera_http_requests_total", method="GET", endpoint="/health/live", status="200") == 1
    assert told.get("tessera_http_request_duration_seconds_count", method="GET", endpoint="/api/v1/assets/{id}") == 2
    assert all(value == 0 for _, value in told.all("tessera_http_requests_in_progress"))
    endpoints = {labels["endpoint"] for labels, _ in told.all("tessera_http_requests_total")}
    assert not any(str(some) in endpoint or other in endpoint or "nowhere" in endpoint for endpoint in endpoints)


def test_what_is_not_counted(counting):
    with counting.client(checked=False) as client:
        scrape(client)
        client.options("/api/v1/teams", headers={"origin": "http://localhost:3000", "access-control-request-method": "POST"})
        told = scrape(client)
    assert not told.all("tessera_http_requests_total") and not told.all("tessera_http_requests_in_progress")


def test_what_is_no_request_is_counted_as_unmatched(counting, connect):
    connection = connect(counting)
    connection.send(b"GET /a b c HTTP/1.1\r\n\r\n")
    assert connection.reply().status == 400
    with counting.client() as client:
        told = scrape(client)
    assert requests(told, endpoint="unmatched", status="400") == 1
    assert told.get("tessera_http_connections_accepted_total") >= 2 and told.get("tessera_http_connections") >= 1


def test_connections_and_bytes(counting):
    with counting.client(checked=False) as client:
        before = scrape(client)
        size = len(client.get("/health/live").content)
        after = scrape(client)
    grown = after.get("tessera_http_reply_bytes_total") - before.get("tessera_http_reply_bytes_total")
    assert grown == size, "the metrics themselves are not counted"


def test_caches(counting):
    api = counting.api()
    asset = make_asset(api)
    for _ in range(3):
        expect(api.get(f"/assets/{asset['id']}"), 200)
    told = scrape(counting.client())
    looks = {(labels["cache"], labels["result"]): value for labels, value in told.all("tessera_cache_lookups_total")}
    assert set(looks) == {(cache, result) for cache in ("credentials", "replies", "schemas") for result in ("hit", "miss")}
    if not postgres.chosen():
        assert looks["replies", "miss"] >= 1 and sum(value for (cache, _), value in looks.items() if cache == "replies") >= 3


# --- what the system is about -----------------------------------------------------------------------------------------


def business(server):
    told = scrape(server.client())
    return {
        **{labels["change_type"]: value for labels, value in told.all("tessera_contracts_published_total")},
        **{labels["response"]: value for labels, value in told.all("tessera_proposals_acknowledged_total")},
        "proposals": told.get("tessera_proposals_created_total"),
    }


def test_what_is_published_proposed_and_answered(counting):
    api = counting.api()
    owner, consumer = make_team(api), make_team(api)
    asset = make_asset(api, owner)
    nothing = dict.fromkeys(["initial", "patch", "minor", "major", "approved", "blocked", "migrating", "proposals"], 0)
    assert business(counting) == nothing
    contract = make_contract(api, asset, object_schema(id="integer"))
    register(api, contract, consumer)
    publish(api, asset, object_schema(id="integer", name="string"))
    expect(api.post(f"/assets/{asset['id']}/publish?dry_run=true", json={"schema": object_schema(id="integer", other="string"), "published_by": owner["id"]}), 200)
    assert api.post(f"/assets/{asset['id']}/publish", json={"schema": {"type": "nonsense"}}).status_code == 400
    assert business(counting) == {**nothing, "initial": 1, "minor": 1}
    proposal = propose(api, asset, object_schema(id="string"))
    assert business(counting) == {**nothing, "initial": 1, "minor": 1, "proposals": 1}
    acknowledge(api, proposal, consumer)
    told = business(counting)
    assert (told["approved"], told["blocked"], told["proposals"]) == (1, 0, 1)


def gauges(server):
    """The numbers as they are: those that were counted a moment ago may stand for a little longer."""
    return {kind: scrape(server.client()).get(name) for kind, name in GAUGES.items()}


def await_gauges(server, wanted):
    deadline = time.monotonic() + DEADLINE_SECONDS
    while gauges(server) != wanted:
        assert time.monotonic() < deadline, (gauges(server), wanted)


def test_gauges_count_what_lives(counting):
    api = counting.api()
    team, gone = make_team(api), make_team(api)
    user, former = make_user(api), make_user(api)
    asset, lost = make_asset(api, team), make_asset(api, team)
    contract = make_contract(api, asset, object_schema(id="integer"))
    register(api, contract, gone)
    await_gauges(counting, {"contracts_active": 1, "proposals_pending": 0, "assets_total": 2, "registrations_total": 1, "teams_total": 2, "users_total": 2})
    propose(api, asset, object_schema(id="string"))
    expect(api.delete(f"/assets/{lost['id']}"), 204)
    expect(api.delete(f"/users/{former['id']}"), 204)
    extra = make_team(api)
    expect(api.delete(f"/teams/{extra['id']}"), 204)
    assert user
    await_gauges(counting, {"contracts_active": 1, "proposals_pending": 1, "assets_total": 1, "registrations_total": 1, "teams_total": 2, "users_total": 1})


# --- the house's own --------------------------------------------------------------------------------------------------


def test_the_database_and_the_lanes(counting):
    api = counting.api()
    for _ in range(5):
        make_team(api)
    told = scrape(counting.client())
    assert told.get("tessera_database_up") == told.get("tessera_database_writable") == 1
    assert 0 <= told.get("tessera_database_probe_seconds") < 10
    assert told.get("tessera_database_writes_total") >= 5
    commits = told.get("tessera_database_commit_writes_count")
    assert 1 <= commits <= told.get("tessera_database_commit_writes_sum") and commits == told.get("tessera_database_commit_seconds_count")
    assert told.get("tessera_database_transaction_seconds_count") >= commits
    assert told.get("tessera_database_transactions_failed_total") == 0
    lanes = {labels["lane"] for labels, _ in told.all("tessera_lane_threads")}
    assert lanes == {"reads", "comparisons", "hashes", "writes", "outward"}
    assert told.get("tessera_lane_queue_maximum", lane="writes") == 10000
    assert told.get("tessera_outbox_waiting") == 0 and told.get("tessera_outbox_lag_seconds") == 0
    pool = told.get("tessera_database_pool_open")
    assert pool >= 1 if postgres.chosen() else pool is None
    kind = "server" if postgres.chosen() else "embedded"
    assert [labels["database"] for labels, _ in told.all("tessera_build_info")] == [kind]


def test_the_outbox(start_server):
    server = start_server(settings={"WEBHOOK_URL": "http://127.0.0.1:9/", "LOG_LEVEL": "CRITICAL"})
    api = server.api()
    make_contract(api, make_asset(api), object_schema(id="integer"))
    told = scrape(server.client())
    assert told.get("tessera_outbox_waiting") >= 1
    assert told.get("tessera_outbox_lag_seconds") >= 0


def test_jobs(start_server):
    server = start_server(settings={"TESSERA_IDEMPOTENCY_SWEEP": 1})
    deadline = time.monotonic() + DEADLINE_SECONDS
    job = {"job_name": "idempotency_keys"}
    with server.client() as client:
        while (told := scrape(client)).get("tessera_job_last_succeeded", **job) is None:
            assert time.monotonic() < deadline
        assert told.get("tessera_job_last_succeeded", **job) == 1
        assert abs(told.get("tessera_job_last_run_timestamp_seconds", **job) - time.time()) < 1000
        assert told.get("tessera_job_last_duration_seconds", **job) >= 0 and told.get("tessera_job_last_handled_rows", **job) == 0
        assert told.get("tessera_job_next_run_timestamp_seconds", **job) > told.get("tessera_job_last_run_timestamp_seconds", **job)
        names = set(re.findall(r"^JOB\((\w+)", (CHECKOUT / "api" / "jobs.def").read_text(), re.MULTILINE))
        while {labels["job_name"] for labels, _ in told.all("tessera_job_running")} != names:
            assert time.monotonic() < deadline
            told = scrape(client)


def test_the_process(server, http):
    told, process = scrape(http), f"/proc/{server.process.pid}"
    assert told.get("process_open_fds") == pytest.approx(len(os.listdir(f"{process}/fd")), abs=50)
    assert told.get("process_max_fds") >= told.get("process_open_fds")
    resident = int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(process, "status").read_text())[1]) * 1024
    assert told.get("process_resident_memory_bytes") == pytest.approx(resident, rel=0.5)
    assert told.get("process_virtual_memory_bytes") >= told.get("process_resident_memory_bytes")
    assert 0 <= time.time() - told.get("process_start_time_seconds") < 36_000
    assert told.get("process_cpu_seconds_total") > 0 and told.get("process_threads") > 5


# --- who may see it ---------------------------------------------------------------------------------------------------


def test_no_credential_is_needed(guarded):
    scrape(guarded.client())
    scrape(guarded.client(), headers={"authorization": "Bearer nonsense"})


def test_a_token_closes_it(start_server):
    server = start_server(settings={"TESSERA_METRICS_TOKEN": "token-of-the-scraper"})
    client = server.client(checked=False)
    refused = client.get("/metrics")
    expect_error(refused, 401, "MISSING_API_KEY", "TESSERA_METRICS_TOKEN")
    assert refused.headers["www-authenticate"] == "Bearer"
    for wrong in ("Bearer token-of-the-scraper2", "Bearer", "token-of-the-scraper", "Basic token-of-the-scraper", f"Bearer {unique()}"):
        expect_error(client.get("/metrics", headers={"authorization": wrong}), 401, "INVALID_API_KEY")
    scrape(client, headers={"authorization": "Bearer token-of-the-scraper"})
    assert client.get("/health").status_code == 200
