# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .._model import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Repo(Model):
    """A git repository that a team owns; its services hold assets"""

    id: UUID
    """Id"""

    name: str
    """Name, unique among repositories that are not deleted"""

    git_url: str
    """Where it is cloned from, as unique as the name"""

    default_branch: str
    """Branch that counts"""

    spec_paths: list[str]
    """Files and folders in which schemas are"""

    owner_team_id: UUID
    """Owner team, also of its services"""

    sync_enabled: bool
    """Whether it is to be synchronised by itself"""

    codeowners_path: str | None = None
    """Path of its CODEOWNERS file"""

    last_synced_at: datetime | None = None
    """When it was last synchronised"""

    last_synced_commit: str | None = None
    """Commit that was synchronised then"""

    poll_interval_seconds: int
    """Seconds between synchronisations"""

    last_sync_error: str | None = None
    """Why the last synchronisation failed"""

    created_at: datetime
    """When it was created"""

    updated_at: datetime | None = None
    """When it last changed"""

    has_git_token: bool
    """Whether a token for git is kept; it is never shown"""

    has_ssh_key: bool
    """Whether an SSH key is kept; it is never shown"""

    services_count: int
    """Services that are not deleted"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
