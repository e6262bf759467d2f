# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of the synchronous client."""

from __future__ import annotations

from .._walk import Calls
from .description import Description
from .teams import Teams
from .users import Users
from .assets import Assets
from .contracts import Contracts
from .registrations import Registrations
from .schemas import Schemas
from .bulk import Bulk
from .search import Search

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import Any

    from ..models import (
        Health,
        HealthReady,
        HealthLive,
    )


class Resources(Calls):
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
        self.description = Description(call)
        self.teams = Teams(call)
        self.users = Users(call)
        self.assets = Assets(call)
        self.contracts = Contracts(call)
        self.registrations = Registrations(call)
        self.schemas = Schemas(call)
        self.bulk = Bulk(call)
        self.search = Search(call)

    def health(self) -> Health:
        """State of the server and its parts."""
        return self._call(0)

    def health_ready(self) -> HealthReady:
        """Whether the server can answer requests."""
        return self._call(1)

    def health_live(self) -> HealthLive:
        """Whether the server runs."""
        return self._call(2)
