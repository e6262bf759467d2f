# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of the synchronous client."""

from __future__ import annotations

from .._walk import Calls, find_resource

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from ..models import (
        Health,
        HealthReady,
        HealthLive,
    )
    from .description import Description
    from .teams import Teams
    from .users import Users
    from .api_keys import ApiKeys
    from .me import Me
    from .assets import Assets
    from .repos import Repos
    from .services import Services
    from .slack import Slack
    from .discovery import Discovery
    from .graph import Graph
    from .contracts import Contracts
    from .registrations import Registrations
    from .proposals import Proposals
    from .audit import Audit
    from .webhooks import Webhooks
    from .notifications import Notifications
    from .schemas import Schemas
    from .bulk import Bulk
    from .search import Search

# The classes of the resources, each in the module of its name.
_CLASSES = {
    "description": "Description",
    "teams": "Teams",
    "users": "Users",
    "api_keys": "ApiKeys",
    "me": "Me",
    "assets": "Assets",
    "repos": "Repos",
    "services": "Services",
    "slack": "Slack",
    "discovery": "Discovery",
    "graph": "Graph",
    "contracts": "Contracts",
    "registrations": "Registrations",
    "proposals": "Proposals",
    "audit": "Audit",
    "webhooks": "Webhooks",
    "notifications": "Notifications",
    "schemas": "Schemas",
    "bulk": "Bulk",
    "search": "Search",
}


class Resources(Calls):
    """What every client has: its resources, and the calls that belong to none."""

    __slots__ = tuple(_CLASSES)

    if TYPE_CHECKING:
        description: Description
        teams: Teams
        users: Users
        api_keys: ApiKeys
        me: Me
        assets: Assets
        repos: Repos
        services: Services
        slack: Slack
        discovery: Discovery
        graph: Graph
        contracts: Contracts
        registrations: Registrations
        proposals: Proposals
        audit: Audit
        webhooks: Webhooks
        notifications: Notifications
        schemas: Schemas
        bulk: Bulk
        search: Search
    else:
        # A resource is made when it is first asked for: most programs use a few of them.
        def __getattr__(self, name):
            return find_resource(self, name, _CLASSES, __name__)

    def health(self) -> Health:
        """State of the server and its parts.

        Returns:
            Health: State of the server

        Raises:
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(0)

    def health_ready(self) -> HealthReady:
        """Whether the server can answer requests; 503: it cannot, or not all.

        Returns:
            HealthReady: Whether the server can answer requests

        Raises:
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(1)

    def health_live(self) -> HealthLive:
        """Whether the server runs.

        Returns:
            HealthLive: Whether the server runs

        Raises:
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return self._call(2)
