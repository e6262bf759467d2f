# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from uuid import UUID

from .._model import Model
from ..enums import (
    ResourceType,
    ContractStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTeam(Model):
    """A team that was found"""

    id: UUID
    """Id"""

    name: str
    """Name"""

    type: str
    """team"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchUser(Model):
    """A user that was found"""

    id: UUID
    """Id"""

    name: str
    """Name"""

    team_id: UUID | None = None
    """Team"""

    type: str
    """user"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAsset(Model):
    """An asset that was found"""

    id: UUID
    """Id"""

    fqn: str
    """Fully qualified name"""

    resource_type: ResourceType
    """Kind"""

    type: str
    """asset"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchContract(Model):
    """A contract that was found"""

    id: UUID
    """Id"""

    version: str
    """Version"""

    asset_id: UUID
    """Asset"""

    status: ContractStatus
    """State"""

    type: str
    """contract"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults(Model):
    """What was found, by kind"""

    teams: list[SearchTeam]
    """Teams"""

    users: list[SearchUser]
    """Users"""

    assets: list[SearchAsset]
    """Assets"""

    contracts: list[SearchContract]
    """Contracts"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCounts(Model):
    """How many results are returned, by kind"""

    teams: int
    """Teams"""

    users: int
    """Users"""

    assets: int
    """Assets"""

    contracts: int
    """Contracts"""

    total: int
    """All"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchReply(Model):
    """Result of a global search"""

    query: str
    """What was searched for"""

    results: SearchResults
    """Results by kind"""

    counts: SearchCounts
    """Numbers of results by kind"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
