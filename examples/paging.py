"""Paging: one page of a list, and all entries of all pages."""

from tessera_sdk import TesseraClient

with TesseraClient() as client:
    for number in range(12):
        client.teams.create(name=f"paging team {number:02}")

    page = client.teams.list(name="paging team", limit=5)
    print(f"{len(page)} of {page.total}, from {page.offset}")

    # Pages are fetched as they are needed; here two teams of the list's middle are enough.
    for team in client.teams.iter(name="paging team", limit=5, offset=4):
        print(team.name)
        if team.name.endswith("05"):
            break
