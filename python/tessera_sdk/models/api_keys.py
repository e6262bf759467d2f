# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .._model import Model, open_dict
from ..enums import (
    ApiKeyScope,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey(Model):
    """A credential of a program, without its secret"""

    id: UUID
    """Id"""

    key_prefix: str
    """How the key begins: public, to tell keys apart"""

    name: str
    """Name for people"""

    team_id: UUID
    """Team that it acts for"""

    user_id: UUID | None = None
    """Whose it is; refused while that user is deactivated"""

    scopes: list[ApiKeyScope]
    """What it may do"""

    agent_name: str | None = None
    """Name of the agent that uses it; null: a person or a program does"""

    agent_framework: str | None = None
    """What the agent is made with"""

    is_agent: bool
    """Whether it has the name of an agent"""

    created_at: datetime
    """When it was created"""

    expires_at: datetime | None = None
    """As of when it is refused; null: never"""

    last_used_at: datetime | None = None
    """When it was last used, to the minute; null: not yet"""

    revoked_at: datetime | None = None
    """When it was revoked; null: it was not"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyCreated(Model):
    """A new key, with its secret"""

    id: UUID
    """Id"""

    key_prefix: str
    """How the key begins: public, to tell keys apart"""

    name: str
    """Name for people"""

    team_id: UUID
    """Team that it acts for"""

    user_id: UUID | None = None
    """Whose it is; refused while that user is deactivated"""

    scopes: list[ApiKeyScope]
    """What it may do"""

    agent_name: str | None = None
    """Name of the agent that uses it; null: a person or a program does"""

    agent_framework: str | None = None
    """What the agent is made with"""

    is_agent: bool
    """Whether it has the name of an agent"""

    created_at: datetime
    """When it was created"""

    expires_at: datetime | None = None
    """As of when it is refused; null: never"""

    key: str
    """The key itself: shown here and never again"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@open_dict
@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyList(Model):
    """Keys, newest first"""

    keys: list[ApiKey]
    """The keys"""

    total: int
    """How many there are in all"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
