# Generated from the tables in api/ by `make generate`; do not edit.
# mypy: disable-error-code=no-any-return
"""The calls of `client.graph`."""

from __future__ import annotations

from .._walk import Calls

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from uuid import UUID
    from ..models import (
        ServiceGraph,
        ImpactGraph,
    )


class AsyncGraph(Calls):
    """The calls of `client.graph`."""

    __slots__ = ()

    async def services(
        self,
        team_id: str | UUID | None = None,
        min_confidence: float = 0,
        include_unregistered: bool = False,
    ) -> ServiceGraph:
        """Services, and which uses which.

        Args:
            team_id (str | UUID): Only services of this team and those joined to them
            min_confidence (float): Leave out edges that were observed with less confidence
            include_unregistered (bool): Taken, and without effect: every service is registered

        Returns:
            ServiceGraph: Services, and which uses which

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(78, team_id, min_confidence or None, include_unregistered or None)

    async def neighborhood(self, service_id: str | UUID) -> ServiceGraph:
        """A service, and those that it uses or that use it.

        Args:
            service_id (str | UUID): Id of the service

        Returns:
            ServiceGraph: Services, and which uses which

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(79, service_id)

    async def impact(self, asset_id: str | UUID, depth: int = 3) -> ImpactGraph:
        """Which services a change of an asset would reach.

        Args:
            asset_id (str | UUID): Id of the asset
            depth (int): Dependencies to walk along

        Returns:
            ImpactGraph: Which services a change of an asset would reach

        Raises:
            ValidationError: A value does not fit
            NotFoundError: What the call names is not there
            AuthenticationError: The credential is missing, wrong or not enough
            RateLimitError: Too many calls
            ServerError: The server failed
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        return await self._call(80, asset_id, depth)
