"""Errors: what a failed call tells, which calls are tried again, and how a write becomes safe to repeat."""

import uuid

from tessera_sdk import NotFoundError, TesseraAPIError, TesseraClient, TesseraConnectionError, ValidationError

# Ten seconds for a call, all of its tries included. Only calls that may safely be repeated are tried again.
with TesseraClient(timeout=10.0, retries=3) as client:
    try:
        client.assets.get(uuid.uuid4())
    except NotFoundError as error:
        print(error.status_code, error.code)

    try:
        client.teams.create(name="")
    except ValidationError as error:
        print("refused:", error.message)

with TesseraClient("http://127.0.0.1:9", retries=0) as nobody:
    try:
        nobody.teams.list()
    except TesseraConnectionError:
        print("no server there")
    except TesseraAPIError as error:
        print("an error of the server:", error)

# With a key the server does a write once, however often it is sent.
with TesseraClient() as client:
    first = client.with_options(idempotency_key="onboarding-42").teams.create(name="retry-squad")
    again = client.with_options(idempotency_key="onboarding-42").teams.create(name="retry-squad")
    print("one team" if first.id == again.id else "two teams")
