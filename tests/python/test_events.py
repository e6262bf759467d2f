"""Following what happens: the stream of events as the SDK gives it."""

import asyncio
import itertools
import json
import random
import threading
import uuid

import pytest

from support.make import unique
from support.proxy import Proxy, Treatment
from tessera_sdk import AsyncTesseraClient, AuditEvent, AuthenticationError, TesseraClient, TesseraConnectionError, TesseraError, ValidationError
from tessera_sdk._events import EventParser, EventStream

GRAMMAR = [
    (b"data: a\n\n", [("", "message", "a")]),
    (b"data:a\ndata: b\ndata\n\n", [("", "message", "a\nb\n")]),
    (b"\xef\xbb\xbfid: 7\nevent: x.y\ndata: {}\n\n", [("7", "x.y", "{}")]),
    (b"id: 7\n\ndata: a\n\n", [("7", "message", "a")]),
    (b"id: 7\ndata: a\n\nid\ndata: b\n\n", [("7", "message", "a"), ("", "message", "b")]),
    (b"id: 1\x002\ndata: a\n\n", [("", "message", "a")]),
    (b": comment\n\nevent: x\n\ndata:  two blanks\n\n", [("", "message", " two blanks")]),
    (b"other: 1\nretry: 10\ndata: \xc3\xa9\xff\n\n", [("", "message", "é\ufffd")]),
    (b"data: not complete\n", []),
    (b"data: \xef\xbb\xbfa\n\n", [("", "message", "\ufeffa")]),
    (b"data\n\n", [("", "message", "")]),
]


@pytest.mark.parametrize("newline", [b"\n", b"\r", b"\r\n"])
@pytest.mark.parametrize(("stream", "events"), GRAMMAR)
def test_grammar_cut_anywhere(stream, events, newline):
    stream = stream.replace(b"\n", newline)
    for size in range(1, len(stream) + 1):
        parser = EventParser()
        found = []
        for start in range(0, len(stream), size):
            found += parser.feed(stream[start : start + size])
        assert found == events, size


def test_mixed_line_ends_at_random():
    choice = random.Random(3)
    for _ in range(200):
        events = [(str(number), "t", "\n".join(str(choice.random()) for _ in range(choice.randint(1, 3)))) for number in range(1, 5)]
        lines = itertools.chain.from_iterable([f"id: {i}", f"event: {t}", *(f"data: {part}" for part in d.split("\n")), ""] for i, t, d in events)
        stream = b""
        for line in lines:
            stream += line.encode() + choice.choice([b"\n", b"\r\n"])
        cuts = sorted(choice.sample(range(len(stream)), 4))
        parser, found = EventParser(), []
        for start, end in itertools.pairwise([0, *cuts, len(stream)]):
            found += parser.feed(stream[start:end])
        assert found == events


def following(*replies):
    given = iter(replies)
    return EventStream(lambda *_: next(given), None, None, None, None, None, 1, True, 20)


def test_what_is_no_stream():
    """A page of another server is not asked for again and again."""
    for page in ("<p>Log in</p>", "", {"status": "ok"}):
        with pytest.raises(TesseraError, match="no stream of events"):
            next(following(page))


def test_events_that_cannot_be_read():
    """What a newer server may tell besides is passed over."""
    members = {name: None for name in ("actor_id", "actor_key_id", "actor_user_id", "actor_subject")}
    event = {**members, "id": str(uuid.uuid4()), "entity_type": "team", "entity_id": str(uuid.uuid4()), "action": "team.created", "actor_type": "human",
             "payload": {}, "occurred_at": "2026-03-09T10:11:12.000000Z"}  # fmt: skip
    stream = following(f"id: 2\nevent: new.kind\ndata: {{}}\n\nid: 3\ndata: {{\n\nid: 4\nevent: team.created\ndata: {json.dumps(event)}\n\n")
    assert next(stream).action == "team.created" and stream.last_event_id == "4"


def names(count):
    return [unique("followed") for _ in range(count)]


def test_for(server):
    made = names(3)
    with TesseraClient(server.url) as client, client.events(event="team.created") as events:
        for name in made:
            client.teams.create(name=name)
        found = list(itertools.islice(events, 3))
    assert all(isinstance(event, AuditEvent) for event in found)
    assert [event.payload["name"] for event in found] == made
    assert int(events.last_event_id) > 0


def test_resumes_behind_what_was_taken(server):
    made = names(4)
    with TesseraClient(server.url) as client:
        with client.events(event="team.*") as events:
            for name in made:
                client.teams.create(name=name)
            first = [next(events).payload["name"] for _ in range(2)]
        rest = client.events(event=["team.created", "team.updated"], after=events.last_event_id)
        assert first + [next(rest).payload["name"] for _ in range(2)] == made


def test_async_for(server):
    async def follow():
        made = names(3)
        found = []
        async with AsyncTesseraClient(server.url) as client, client.events(event="team.created") as events:
            for name in made:
                await client.teams.create(name=name)
            async for event in events:
                found.append(event.payload["name"])
                if len(found) == 3:
                    events.close()
        return found == made

    assert asyncio.run(follow())


def test_waits_for_what_is_to_come_and_can_be_cancelled(server):
    async def follow():
        async with AsyncTesseraClient(server.url) as client, client.events() as events:
            waiting = asyncio.ensure_future(anext(events))
            await asyncio.sleep(0)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            waiting = asyncio.ensure_future(anext(events))
            team = await client.teams.create(name=unique("after"))
            while (await waiting).entity_id != team.id:
                waiting = asyncio.ensure_future(anext(events))

    asyncio.run(follow())


def test_goes_on_where_connections_are_cut(server):
    """Every connection is cut after a random number of bytes, also inside events."""
    choice = random.Random(11)
    proxy = Proxy(server.port, lambda _: Treatment(reply_bytes=choice.randint(400, 60000), reset=choice.random() < 0.5))
    with TesseraClient(server.url) as client:
        place = client.events().start().last_event_id
        teams = [client.teams.create(name=name).id for name in names(40)]
    with TesseraClient(proxy.url, retries=0) as client:
        events = client.events(event="team.created", after=place)
        found = [next(events).entity_id for _ in range(40)]
    assert found == teams


def test_tells_what_is_wrong(server):
    with TesseraClient(server.url) as client:
        with pytest.raises(ValidationError):
            next(client.events(event="no.such"))
        with pytest.raises(ValueError, match="wait"):
            client.events(wait=0)
    with TesseraClient("http://127.0.0.1:9", retries=0) as client, pytest.raises(TesseraConnectionError):
        next(client.events(reconnect=False))


def test_ends_where_it_was_closed(server):
    with TesseraClient(server.url) as client:
        events = client.events(wait=1).start()
        threading.Timer(0.1, events.close).start()
        assert [event for event in events if event.action == "none"] == []
