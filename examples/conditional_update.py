"""Conditional requests: change a resource only while it is in the state that was read, and read again when it is not."""

import urllib.request

from tessera_sdk import PreconditionFailedError, TesseraClient


def read_tag(client, path):
    """The entity tag of a resource's present state."""
    with urllib.request.urlopen(client.base_url + path) as reply:
        return reply.headers["ETag"]


def update_if_unchanged(tag, team_id, **changes):
    # What is true of one call alone is said by a client of its own: its headers go with every call.
    with TesseraClient(headers={"If-Match": tag}) as conditional:
        return conditional.teams.update(team_id, **changes)


with TesseraClient() as client:
    team = client.teams.create(name="careful")
    tag = read_tag(client, f"/api/v1/teams/{team.id}")
    update_if_unchanged(tag, team.id, description="first")
    try:
        update_if_unchanged(tag, team.id, description="too late")
    except PreconditionFailedError as error:
        print("refused:", error.code)
        # The error tells the tag of the state that is there now.
        update_if_unchanged(error.details["current_etag"], team.id, description="second")
    print(client.teams.get(team.id).description)
