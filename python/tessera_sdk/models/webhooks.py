# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from .._model import Model
from ..enums import (
    WebhookEvent,
    WebhookOrigin,
    WebhookDeliveryStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEndpoint(Model):
    """A destination of events, without its secret"""

    id: UUID
    """Id"""

    url: str
    """Where events are posted to"""

    description: str | None = None
    """What it is for"""

    events: list[WebhookEvent] | None = None
    """Which events it is told; null: all"""

    enabled: bool
    """Whether it is told anything"""

    origin: WebhookOrigin
    """Who named it"""

    failures: int
    """Deliveries that failed in a row"""

    paused_until: datetime | None = None
    """Nothing is sent before, as too many failed; null: it is not so"""

    previous_secret_until: datetime | None = None
    """Until when events are signed with the secret before, too"""

    created_at: datetime
    """When it was created"""

    updated_at: datetime | None = None
    """When it last changed"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookEndpointSecret(Model):
    """A destination of events, with the secret that it has now"""

    id: UUID
    """Id"""

    url: str
    """Where events are posted to"""

    description: str | None = None
    """What it is for"""

    events: list[WebhookEvent] | None = None
    """Which events it is told; null: all"""

    enabled: bool
    """Whether it is told anything"""

    origin: WebhookOrigin
    """Who named it"""

    failures: int
    """Deliveries that failed in a row"""

    paused_until: datetime | None = None
    """Nothing is sent before, as too many failed; null: it is not so"""

    previous_secret_until: datetime | None = None
    """Until when events are signed with the secret before, too"""

    created_at: datetime
    """When it was created"""

    updated_at: datetime | None = None
    """When it last changed"""

    secret: str
    """What events are signed with: shown here and never again"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookDelivery(Model):
    """An event on its way to a destination"""

    id: UUID
    """Id, which the receiver gets as X-Tessera-Delivery"""

    event_type: str
    """Event"""

    payload: dict[str, Any]
    """What is posted: event, timestamp, payload"""

    url: str
    """Where it goes"""

    status: WebhookDeliveryStatus
    """How far it is"""

    attempts: int
    """How often it was posted"""

    last_attempt_at: datetime | None = None
    """When that was last tried"""

    last_error: str | None = None
    """What was wrong then: the first 500 characters of the reply, or the fault"""

    last_status_code: int | None = None
    """Status of the last reply"""

    created_at: datetime
    """When it was created"""

    delivered_at: datetime | None = None
    """When it was received with a status below 300"""

    endpoint_id: UUID
    """Its destination"""

    event_id: UUID
    """The event, the same for all destinations"""

    next_attempt_at: datetime | None = None
    """When it is tried next; null: not any more, or an earlier event of the same asset comes first"""

    redelivery_of: UUID | None = None
    """The delivery that this one repeats on demand"""

    received_at: datetime | None = None
    """When a consumer confirmed that it has dealt with the event"""

    receipt_note: str | None = None
    """What it said of that"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookReceipt(Model):
    """That an event was dealt with, as it is kept"""

    delivery_id: UUID
    """The delivery"""

    received_at: datetime
    """When that was first confirmed"""

    note: str | None = None
    """What came of it, as it was first said"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
