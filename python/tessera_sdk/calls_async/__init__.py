# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of the asynchronous client."""

from __future__ import annotations

from .._walk import Calls, find_resource

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from ..models import (
        Health,
        HealthReady,
        HealthLive,
    )
    from .description import AsyncDescription
    from .teams import AsyncTeams
    from .users import AsyncUsers
    from .api_keys import AsyncApiKeys
    from .me import AsyncMe
    from .assets import AsyncAssets
    from .repos import AsyncRepos
    from .services import AsyncServices
    from .slack import AsyncSlack
    from .discovery import AsyncDiscovery
    from .graph import AsyncGraph
    from .contracts import AsyncContracts
    from .registrations import AsyncRegistrations
    from .proposals import AsyncProposals
    from .audit import AsyncAudit
    from .webhooks import AsyncWebhooks
    from .notifications import AsyncNotifications
    from .schemas import AsyncSchemas
    from .bulk import AsyncBulk
    from .search import AsyncSearch

# The classes of the resources, each in the module of its name.
_CLASSES = {
    "description": "AsyncDescription",
    "teams": "AsyncTeams",
    "users": "AsyncUsers",
    "api_keys": "AsyncApiKeys",
    "me": "AsyncMe",
    "assets": "AsyncAssets",
    "repos": "AsyncRepos",
    "services": "AsyncServices",
    "slack": "AsyncSlack",
    "discovery": "AsyncDiscovery",
    "graph": "AsyncGraph",
    "contracts": "AsyncContracts",
    "registrations": "AsyncRegistrations",
    "proposals": "AsyncProposals",
    "audit": "AsyncAudit",
    "webhooks": "AsyncWebhooks",
    "notifications": "AsyncNotifications",
    "schemas": "AsyncSchemas",
    "bulk": "AsyncBulk",
    "search": "AsyncSearch",
}


class AsyncResources(Calls):
    """What every client has: its resources, and the calls that belong to none."""

    __slots__ = tuple(_CLASSES)

    if TYPE_CHECKING:
        description: AsyncDescription
        teams: AsyncTeams
        users: AsyncUsers
        api_keys: AsyncApiKeys
        me: AsyncMe
        assets: AsyncAssets
        repos: AsyncRepos
        services: AsyncServices
        slack: AsyncSlack
        discovery: AsyncDiscovery
        graph: AsyncGraph
        contracts: AsyncContracts
        registrations: AsyncRegistrations
        proposals: AsyncProposals
        audit: AsyncAudit
        webhooks: AsyncWebhooks
        notifications: AsyncNotifications
        schemas: AsyncSchemas
        bulk: AsyncBulk
        search: AsyncSearch
    else:
        # A resource is made when it is first asked for: most programs use a few of them.
        def __getattr__(self, name):
            return find_resource(self, name, _CLASSES, __name__)

    async def health(self) -> Health:
        """State of the server and its parts.

        Returns:
            Health: State of the server

        Raises:
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(0)

    async def health_ready(self) -> HealthReady:
        """Whether the server can answer requests; 503: it cannot, or not all.

        Returns:
            HealthReady: Whether the server can answer requests

        Raises:
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(1)

    async def health_live(self) -> HealthLive:
        """Whether the server runs.

        Returns:
            HealthLive: Whether the server runs

        Raises:
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(2)
