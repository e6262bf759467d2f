"""Destinations of webhooks, and what was delivered to them."""

from support.make import expect
from support.receiver import until

# A server whose webhooks reach this machine, and which does not wait long before it tries again.
QUICK = {"TESSERA_OUTBOUND_NETWORKS": "127.0.0.0/8", "TESSERA_WEBHOOK_PAUSE": 0.01, "TESSERA_WEBHOOK_BACKOFF": 0.05, "TESSERA_WEBHOOK_BREAK": 0.2}


def deliveries(api, **query):
    return expect(api.get("/webhooks/deliveries", params={"limit": 100, **query}), 200)["results"]


def settled(api, count=1, status="delivered", **query):
    """So many deliveries in that state, as soon as there are."""
    return until(lambda: (found := deliveries(api, status=status, **query)) and len(found) >= count and found)


def make_endpoint(api, url, **members):
    return expect(api.post("/webhooks/endpoints", json={"url": url, **members}), 201)
