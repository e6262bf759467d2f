# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of the asynchronous client."""

from __future__ import annotations

from .._walk import Calls
from .description import AsyncDescription
from .teams import AsyncTeams
from .users import AsyncUsers
from .assets import AsyncAssets
from .contracts import AsyncContracts
from .registrations import AsyncRegistrations
from .schemas import AsyncSchemas
from .bulk import AsyncBulk
from .search import AsyncSearch

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import Any

    from ..models import (
        Health,
        HealthReady,
        HealthLive,
    )


class AsyncResources(Calls):
    """What every client has: its resources, and the calls that belong to none."""

    __slots__ = (
        "description",
        "teams",
        "users",
        "assets",
        "contracts",
        "registrations",
        "schemas",
        "bulk",
        "search",
    )

    def __init__(self, call: Any) -> None:
        super().__init__(call)
        self.description = AsyncDescription(call)
        self.teams = AsyncTeams(call)
        self.users = AsyncUsers(call)
        self.assets = AsyncAssets(call)
        self.contracts = AsyncContracts(call)
        self.registrations = AsyncRegistrations(call)
        self.schemas = AsyncSchemas(call)
        self.bulk = AsyncBulk(call)
        self.search = AsyncSearch(call)

    async def health(self) -> Health:
        """State of the server and its parts."""
        return await self._call(0)

    async def health_ready(self) -> HealthReady:
        """Whether the server can answer requests."""
        return await self._call(1)

    async def health_live(self) -> HealthLive:
        """Whether the server runs."""
        return await self._call(2)
