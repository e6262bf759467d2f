"""Conditional requests: change a resource only while it is in the state that was read, and read again when it is not."""

from tessera_sdk import PreconditionFailedError, TesseraClient

with TesseraClient() as client:
    team = client.teams.create(name="careful")
    client.with_options(if_match=team.etag).teams.update(team.id, description="first")
    try:
        # The team is not any more what it was when its tag was read.
        client.with_options(if_match=team.etag).teams.update(team.id, description="too late")
    except PreconditionFailedError as error:
        print("refused:", error.code)
        now = client.teams.get(team.id)
        client.with_options(if_match=now.etag).teams.update(team.id, description="second")
    print(client.teams.get(team.id).description)
