# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from .._model import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent(Model):
    """Something that happened, as the audit trail keeps it"""

    id: UUID
    """Id"""

    entity_type: str
    """Kind of what it happened to"""

    entity_id: UUID
    """What it happened to"""

    action: str
    """What happened"""

    actor_id: UUID | None = None
    """Team that acted; null: none, or the server itself"""

    actor_type: str
    """human or agent"""

    actor_key_id: UUID | None = None
    """API key with which it was done; null: with none"""

    actor_user_id: UUID | None = None
    """User who did it; null: none is known"""

    actor_subject: str | None = None
    """Whom the identity provider's token or the client's certificate named; null: it was neither"""

    payload: dict[str, Any]
    """What else there is to tell of it"""

    occurred_at: datetime
    """When"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead(Model):
    """The last link of the chain that seals the audit trail: an anchor, if it is kept elsewhere"""

    sequence: int
    """Number of the last event that is sealed, from 1; 0: none is"""

    hash: str
    """Hash behind that event, over it and all before: 64 hexadecimal digits"""

    sealed_at: datetime | None = None
    """When it was sealed"""

    unsealed: int
    """Events that wait to be sealed"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLink(Model):
    """A link of the chain"""

    sequence: int
    """Number of the event, from 1"""

    event_id: UUID
    """Id of the event"""

    digest: str
    """SHA-256 of the event as it was sealed"""

    hash: str
    """SHA-256 of the hash before and the digest, 64 bytes"""

    event: AuditEvent | None = None
    """The event as it is now; null: it is gone"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRange(Model):
    """A part of the chain, with all that is needed to verify it"""

    previous: str
    """Hash before the first of the links; 64 zeros before the first of all"""

    links: list[AuditLink]
    """The links in their order"""

    next: int | None = None
    """Number of the first event behind these; null: none is sealed"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
