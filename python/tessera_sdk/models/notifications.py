# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from .._model import Model
from ..enums import (
    NotificationKind,
    NotificationStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification(Model):
    """A message on its way to a channel in Slack, or to a user by mail"""

    id: UUID
    """Id"""

    kind: NotificationKind
    """How it is told"""

    destination_id: UUID
    """The channel's configuration, or the user"""

    event_id: UUID
    """The event, the same for all who are told"""

    payload: dict[str, Any]
    """What is told: event, timestamp, team_ids, data"""

    status: NotificationStatus
    """How far it is"""

    attempts: int
    """How often it was tried"""

    last_attempt_at: datetime | None = None
    """When that was last"""

    last_error: str | None = None
    """What was wrong then"""

    created_at: datetime
    """When it was created"""

    next_attempt_at: datetime | None = None
    """When it is tried next; null: not any more, or an earlier one to the same destination comes first"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
