# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .._model import Model
from ..enums import (
    ChatEvent,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackConfig(Model):
    """A channel in Slack in which a team is told of events"""

    id: UUID
    """Id"""

    team_id: UUID
    """The team that is told"""

    channel_id: str
    """The channel's id in Slack, unique among those of the team"""

    channel_name: str | None = None
    """Its name, for people"""

    has_webhook_url: bool
    """Whether messages go to an incoming webhook; its URL is never shown"""

    has_bot_token: bool
    """Whether a bot posts them; its token is never shown"""

    notify_on: list[ChatEvent]
    """Events that are told"""

    enabled: bool
    """Whether anything is told"""

    created_at: datetime
    """When it was created"""

    updated_at: datetime | None = None
    """When it last changed"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackTestResult(Model):
    """How a test message went"""

    success: bool
    """Whether Slack took it"""

    error: str | None = None
    """Why not"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
