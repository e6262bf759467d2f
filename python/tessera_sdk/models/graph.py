# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .._model import Model
from ..enums import (
    SyncStatus,
    DependencyType,
    DependencySource,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphNode(Model):
    """A service in the graph"""

    id: UUID
    """Service"""

    name: str
    """Its name"""

    repo_id: UUID
    """Its repository"""

    repo_name: str
    """Name of the repository"""

    team_id: UUID
    """Owner team of the repository"""

    team_name: str
    """Name of the owner team"""

    asset_count: int
    """Active assets that belong to it"""

    has_breaking_proposal: bool
    """Whether one of them has a pending proposal"""

    last_synced_at: datetime | None = None
    """When the repository was last synchronised"""

    sync_status: SyncStatus
    """How fresh that is"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphEdge(Model):
    """That assets of one service use assets of another"""

    source: UUID
    """Service that uses the other"""

    target: UUID
    """Service that is used"""

    dependency_type: DependencyType
    """How it is used"""

    source_type: DependencySource
    """How that became known"""

    confidence: float | None = None
    """The greatest of the dependencies behind it; null: none has any"""

    call_count: int | None = None
    """Calls that were observed, together"""

    asset_level_edges: int
    """Dependencies between assets behind it"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphMetadata(Model):
    """What a graph holds"""

    node_count: int
    """Services"""

    edge_count: int
    """Edges"""

    teams: list[str]
    """Names of their owner teams, sorted, each once"""

    last_otel_sync: datetime | None = None
    """When traces were last looked at; null: never"""

    truncated: bool
    """Whether there is more than a reply holds"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceGraph(Model):
    """Services, and which uses which"""

    nodes: list[GraphNode]
    """Services, by name"""

    edges: list[GraphEdge]
    """Edges between them, by the names of both ends"""

    unregistered_services: list[str]
    """Services that nobody registered: none"""

    metadata: GraphMetadata
    """What it holds"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphSource(Model):
    """The asset that may change"""

    id: UUID
    """Asset"""

    fqn: str
    """Its name"""

    service_name: str | None = None
    """Name of its service"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedService(Model):
    """A service that a change would reach"""

    id: UUID
    """Service"""

    name: str
    """Its name"""

    team_name: str
    """Name of its owner team, or unknown"""

    depth: int
    """Dependencies between the asset and the nearest of its assets"""

    path: list[str]
    """Names of the services on the way to it, itself last"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactEdge(Model):
    """A step from service to service"""

    source: str
    """Name of the service that is used"""

    target: str
    """Name of the service that uses it"""

    depth: int
    """Its place in the path, from 1"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactGraph(Model):
    """Which services a change of an asset would reach"""

    source_asset: GraphSource
    """The asset"""

    affected_services: list[AffectedService]
    """Services, nearest first, then by name"""

    impact_edges: list[ImpactEdge]
    """Steps of their paths, each once"""

    truncated: bool
    """Whether more assets are concerned than are looked at"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
