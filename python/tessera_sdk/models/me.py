# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .._model import Model
from ..enums import (
    CredentialKind,
    ApiKeyScope,
    UserRole,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity(Model):
    """Who calls, as the server sees it"""

    credential: CredentialKind
    """By what the caller is known"""

    scopes: list[ApiKeyScope]
    """What the caller may do"""

    team_id: UUID | None = None
    """Team that the caller acts for; null: there is none yet"""

    team_name: str | None = None
    """Its name"""

    user_id: UUID | None = None
    """User who calls, or whose key it is; null: none is known"""

    username: str | None = None
    """Login name of that user"""

    role: UserRole | None = None
    """Role of that user"""

    key_id: UUID | None = None
    """The key; null: it was none"""

    key_name: str | None = None
    """Its name"""

    key_prefix: str | None = None
    """How it begins"""

    expires_at: datetime | None = None
    """As of when the credential is refused; null: never"""

    agent_name: str | None = None
    """Name of the agent that calls; null: none does"""

    agent_framework: str | None = None
    """What the agent is made with"""

    subject: str | None = None
    """Whom the token or the certificate names; null: it was neither"""

    is_agent: bool
    """Whether an agent calls"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
