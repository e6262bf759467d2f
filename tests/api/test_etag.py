"""Conditional requests (RFC 9110, section 13): ETag, If-None-Match, If-Match."""

import concurrent.futures

import pytest

from support.make import expect, expect_error, make_asset, make_contract, make_team, make_user, object_schema

KINDS = {"teams": make_team, "users": make_user, "assets": make_asset}
IDENTITY = {"accept-encoding": "identity"}


@pytest.fixture(params=sorted(KINDS))
def resource(request, api):
    """The path of a single resource, and a harmless change of it."""
    made = KINDS[request.param](api)
    return f"/{request.param}/{made['id']}", iter({"metadata": {"step": step}} for step in range(100))


def etag_of(api, path):
    reply = api.get(path, headers=IDENTITY)
    expect(reply, 200)
    tag = reply.headers["etag"]
    assert tag.startswith('"') and tag.endswith('"') and len(tag) > 2, f"a strong ETag, not {tag}"
    return tag


def test_single_resources_carry_an_etag(api, resource):
    path, changes = resource
    first = etag_of(api, path)
    assert etag_of(api, path) == first
    changed = api.patch(path, json=next(changes), headers=IDENTITY)
    expect(changed, 200)
    assert changed.headers["etag"] == etag_of(api, path) != first


def test_created_and_read_agree(api):
    for path, body in (("/teams", {"name": "etag team"}),):
        made = api.post(path, json=body, headers=IDENTITY)
        if made.status_code == 409:
            made = api.post(path, json={"name": f"etag {id(made)}"}, headers=IDENTITY)
        assert made.headers["etag"] == etag_of(api, f"{path}/{expect(made, 201)['id']}")


def test_equal_contents_of_two_resources_have_different_tags(api):
    tags = {etag_of(api, f"/teams/{make_team(api)['id']}") for _ in range(5)}
    assert len(tags) == 5


def test_if_none_match(api, resource):
    path, changes = resource
    tag = etag_of(api, path)
    for form in (tag, f"W/{tag}", f'"other", {tag}', f'"a","b",W/{tag}', "*"):
        reply = api.get(path, headers={"if-none-match": form, **IDENTITY})
        assert reply.status_code == 304, f"{form}: {reply.status_code}"
        assert reply.headers["etag"] == tag and reply.content == b""
        assert api.head(path, headers={"if-none-match": form}).status_code == 304
    for form in ('"other"', '"other", "another"', tag.strip('"'), '""'):
        assert api.get(path, headers={"if-none-match": form}).status_code == 200, form
    expect(api.patch(path, json=next(changes)), 200)
    assert api.get(path, headers={"if-none-match": tag}).status_code == 200


def test_the_tag_of_a_compressed_reply_works(api):
    made = make_team(api, metadata={"pad": "x" * 5000})
    path = f"/teams/{made['id']}"
    plain, packed = api.get(path, headers=IDENTITY), api.get(path, headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.headers["etag"] != packed.headers["etag"], "two encodings of one state are two representations"
    for tag in (plain.headers["etag"], packed.headers["etag"]):
        for encoding in ("identity", "gzip"):
            reply = api.get(path, headers={"if-none-match": tag, "accept-encoding": encoding})
            assert reply.status_code == 304 and reply.headers["etag"] == tag
    expect(api.patch(path, json={"metadata": {}}, headers={"if-match": packed.headers["etag"]}), 200)


def test_if_match(api, resource):
    path, changes = resource
    tag = etag_of(api, path)
    changed = expect(api.patch(path, json=next(changes), headers={"if-match": tag}), 200)
    error = expect_error(api.patch(path, json=next(changes), headers={"if-match": tag}), 412, "PRECONDITION_FAILED")
    assert error["message"]
    shown = expect(api.get(path), 200)
    assert shown["metadata"] == changed["metadata"], "a refused write changes nothing"
    fresh = etag_of(api, path)
    for form in ("{}", '"other", {}', "*"):
        fresh_reply = api.patch(path, json=next(changes), headers={"if-match": form.format(fresh), **IDENTITY})
        expect(fresh_reply, 200)
        fresh = fresh_reply.headers["etag"]
    for form in ('"other"', f"W/{fresh}", fresh.strip('"')):
        reply = api.patch(path, json=next(changes), headers={"if-match": form})
        assert reply.status_code in (400, 412), f"{form}: {reply.status_code}"


def test_if_match_on_what_hangs_on_contracts(api, team):
    """Writes at and below a registration and a contract are held against what a GET of them shows."""
    contract = make_contract(api, make_asset(api, team), object_schema(a="string"))
    made = expect(api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": make_team(api)["id"]}), 201)
    for path, write, bodies in (
        (f"/registrations/{made['id']}", "", [{"status": "migrating"}, {"status": "inactive"}]),
        (f"/contracts/{contract['id']}", "/guarantees", [{"guarantees": {"freshness": {"max_staleness_minutes": n}}} for n in (1, 2)]),
    ):
        tag = etag_of(api, path)
        changed = api.patch(path + write, json=bodies[0], headers={"if-match": tag, **IDENTITY})
        expect(changed, 200)
        fresh = etag_of(api, path)
        error = expect_error(api.patch(path + write, json=bodies[1], headers={"if-match": tag}), 412, "PRECONDITION_FAILED")
        assert error["details"] == {"current_etag": fresh} and fresh != tag
        expect(api.patch(path + write, json=bodies[1], headers={"if-match": fresh}), 200)


def test_if_match_on_put(api, team):
    tag = etag_of(api, f"/teams/{team['id']}")
    expect(api.put(f"/teams/{team['id']}", json={"metadata": {"a": 1}}, headers={"if-match": tag}), 200)
    expect_error(api.put(f"/teams/{team['id']}", json={"metadata": {"a": 2}}, headers={"if-match": tag}), 412, "PRECONDITION_FAILED")


def test_if_match_on_delete(api, resource):
    path, changes = resource
    stale = etag_of(api, path)
    expect(api.patch(path, json=next(changes)), 200)
    expect_error(api.delete(path, headers={"if-match": stale}), 412, "PRECONDITION_FAILED")
    fresh = etag_of(api, path)
    assert api.delete(path, headers={"if-match": fresh}).status_code == 204


def test_what_does_not_exist_is_404_before_412(api, resource):
    path, _ = resource
    missing = path.rsplit("/", 1)[0] + "/00000000-0000-4000-8000-000000000000"
    reply = api.patch(missing, json={}, headers={"if-match": '"x"'})
    assert reply.status_code in (404, 412)
    assert api.get(missing, headers={"if-none-match": "*"}).status_code == 404


def test_what_depends_on_others_changes_the_tag_of_an_asset(api, team):
    """The asset shows its owner's name: an old tag must not hide a new name."""
    asset = make_asset(api, team)
    path = f"/assets/{asset['id']}"
    before = api.get(path, headers=IDENTITY)
    expect(api.patch(f"/teams/{team['id']}", json={"name": f"{team['name']}x"}), 200)
    after = api.get(path, headers={"if-none-match": before.headers["etag"], **IDENTITY})
    assert after.status_code == 200 and after.json()["owner_team_name"] == f"{team['name']}x"


def test_an_etag_stands_for_the_bytes(api, team):
    """Equal tags, equal bodies: over a series of changes no tag comes twice."""
    path = f"/teams/{team['id']}"
    seen = {}
    for step in range(10):
        reply = api.patch(path, json={"metadata": {"step": step % 3}}, headers=IDENTITY)
        tag = reply.headers["etag"]
        assert seen.setdefault(tag, reply.content) == reply.content
    assert len(seen) > 2


def test_an_update_of_nothing_keeps_the_tag(api, team):
    path = f"/teams/{team['id']}"
    tag = etag_of(api, path)
    assert api.patch(path, json={}, headers=IDENTITY).headers["etag"] == tag == etag_of(api, path)


def test_lost_updates_are_impossible(server, api, team):
    """Many clients add one each, reading and writing under If-Match: nothing is lost."""
    path = f"/teams/{team['id']}"
    expect(api.patch(path, json={"metadata": {"n": 0}}), 200)
    clients = [server.api() for _ in range(4)]

    def add_five(client):
        added = attempts = 0
        while added < 5:
            attempts += 1
            assert attempts < 500, "no progress"
            read = client.get(path, headers=IDENTITY)
            value = {"n": read.json()["metadata"]["n"] + 1}
            reply = client.patch(path, json={"metadata": value}, headers={"if-match": read.headers["etag"]})
            assert reply.status_code in (200, 412)
            added += reply.status_code == 200

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(add_five, client) for client in clients]:
            done.result(120)
    assert expect(api.get(path), 200)["metadata"] == {"n": 20}


def test_writes_without_conditions_are_not_affected(api, team):
    asset = make_asset(api, team)
    make_contract(api, asset, object_schema(a="string"))
    expect(api.patch(f"/assets/{asset['id']}", json={"description": "x"}), 200)
