"""Calls that find what is there by its name, and make it where it is not."""

from __future__ import annotations

from ._response import Within
from ._walk import Calls
from .exceptions import ConflictError, NotFoundError, ValidationError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping
    from typing import Any, Self, TypeVar
    from uuid import UUID

    from ._core import Response
    from .models import Asset, Team

    C = TypeVar("C", bound=Calls)
    T = TypeVar("T")

MOST_ROUNDS = 5  # of creating, and looking at what is in the way, while others delete and create it again


def _pattern(name: str) -> str:
    """The name as a filter that looks for a part of names has it."""
    return "".join(f"\\{one}" if one in "\\%_" else one for one in name)


def _named(name: str) -> str:
    """The name to look for: no text at all would be a part of every name."""
    if not isinstance(name, str) or not name:
        raise ValidationError(f"there is no name to look for: {name!r}")
    return name


def _missing(kind: str, name: str) -> NotFoundError:
    return NotFoundError(f"there is no {kind} named '{name}'", status_code=404, code=f"{kind.upper()}_NOT_FOUND")


class _Search:
    """Makes calls for lists, and keeps what came back with the last one, for what is found in it."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls._call
        self.response: Response | None = None

    @classmethod
    def of(cls, calls: C) -> tuple[Self, C]:
        """The search with calls of this group, all within one time limit."""
        limited = calls._within_limit()
        search = cls(limited)
        return search, type(calls)(search)

    def __call__(self, *arguments: Any) -> Any:
        page = self.calls(*arguments)
        self.response = page.response
        return page

    def found(self, entry: T) -> T:
        """The entry of the last list, which knows now what it came with."""
        if self.response is not None:
            object.__setattr__(entry, "_response", Within(self.response))  # models are frozen
        return entry


class _AsyncSearch(_Search):
    """As `_Search`, of calls that are awaited."""

    async def __call__(self, *arguments: Any) -> Any:
        page = await self.calls(*arguments)
        self.response = page.response
        return page


class _Environments:
    """Of assets with one name: the one, unless several environments have it."""

    def __init__(self, fqn: str, search: _Search) -> None:
        self.fqn = fqn
        self.search = search
        self.found: dict[str, Asset] = {}

    def take(self, asset: Asset) -> None:
        if asset.fqn == self.fqn:
            self.found[asset.environment] = self.search.found(asset)

    def only(self) -> Asset:
        if not self.found:
            raise _missing("asset", self.fqn)
        if len(self.found) > 1:
            raise ConflictError(f"several environments have an asset named '{self.fqn}': {', '.join(sorted(self.found))}")
        return next(iter(self.found.values()))


def _get_or_create(create: Callable[[], Any], get: Callable[[Any], Any]) -> Any:
    for last in (False,) * (MOST_ROUNDS - 1) + (True,):
        try:
            return create()
        except ConflictError as error:
            existing = (error.details or {}).get("existing_id")
            if existing is None:
                raise
        try:
            return get(existing)
        except NotFoundError:  # it has been deleted since
            if last:
                raise
    return None


async def _get_or_create_async(create: Callable[[], Any], get: Callable[[Any], Any]) -> Any:
    for last in (False,) * (MOST_ROUNDS - 1) + (True,):
        try:
            return await create()
        except ConflictError as error:
            existing = (error.details or {}).get("existing_id")
            if existing is None:
                raise
        try:
            return await get(existing)
        except NotFoundError:  # it has been deleted since
            if last:
                raise
    return None


class FindTeams(Calls):
    """Teams by their names."""

    __slots__ = ()

    if TYPE_CHECKING:
        create: Callable[..., Team]
        get: Callable[..., Team]
        iter: Callable[..., Iterator[Team]]

    def get_by_name(self, name: str) -> Team:
        """Get the active team of a name.

        Args:
            name (str): Name, exact

        Returns:
            Team: A team: owns assets, publishes and consumes contracts. It was found in a list, and so has no `etag`: `get` gives it

        Raises:
            ValidationError: There is no name
            NotFoundError: No active team has the name
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        search, calls = _Search.of(self)
        for team in calls.iter(name=_pattern(_named(name))):
            if team.name == name:
                return search.found(team)
        raise _missing("team", name)

    def get_or_create(self, name: str, metadata: Mapping[str, Any] | None = None, description: str | None = None) -> Team:
        """Create a team, or get the one that has the name already, as it is.

        Args:
            name (str): Letters, digits, underscores, hyphens and spaces; starts and ends with a letter or digit
            metadata (Mapping[str, Any]): Free data of a new team
            description (str): What a new team is about

        Returns:
            Team: A team: owns assets, publishes and consumes contracts

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        calls = self._within_limit()
        team: Team = _get_or_create(lambda: calls.create(name, metadata, description), calls.get)
        return team


class FindAssets(Calls):
    """Assets by their names."""

    __slots__ = ()

    if TYPE_CHECKING:
        create: Callable[..., Asset]
        get: Callable[..., Asset]
        iter: Callable[..., Iterator[Asset]]

    def get_by_fqn(self, fqn: str, environment: str | None = None) -> Asset:
        """Get the active asset of a name.

        Args:
            fqn (str): Fully qualified name, exact
            environment (str): Environment, where several have the name

        Returns:
            Asset: An asset: what contracts are about. It was found in a list, and so has no `etag`: `get` gives it

        Raises:
            ValidationError: There is no name
            NotFoundError: No active asset has the name
            ConflictError: Several environments have it, and none was named
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        search, calls = _Search.of(self)
        named = _Environments(fqn, search)
        for asset in calls.iter(fqn=_pattern(_named(fqn)), environment=environment):
            named.take(asset)
        return named.only()

    def get_or_create(self, fqn: str, owner_team_id: str | UUID, **fields: Any) -> Asset:
        """Create an asset, or get the one that has the name in the environment already, as it is.

        Args:
            fqn (str): Fully qualified name
            owner_team_id (str | UUID): Owner team of a new asset
            fields (Any): What else `create` takes

        Returns:
            Asset: An asset: what contracts are about

        Raises:
            ValidationError: A value does not fit
            AuthenticationError: The credential is missing, wrong or not enough
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        calls = self._within_limit()
        asset: Asset = _get_or_create(lambda: calls.create(fqn, owner_team_id, **fields), calls.get)
        return asset


class AsyncFindTeams(Calls):
    """Teams by their names."""

    __slots__ = ()

    if TYPE_CHECKING:
        create: Callable[..., Any]
        get: Callable[..., Any]
        iter: Callable[..., AsyncIterator[Team]]

    async def get_by_name(self, name: str) -> Team:
        search, calls = _AsyncSearch.of(self)
        async for team in calls.iter(name=_pattern(_named(name))):
            if team.name == name:
                return search.found(team)
        raise _missing("team", name)

    async def get_or_create(
        self, name: str, metadata: Mapping[str, Any] | None = None, description: str | None = None
    ) -> Team:
        calls = self._within_limit()
        team: Team = await _get_or_create_async(lambda: calls.create(name, metadata, description), calls.get)
        return team


class AsyncFindAssets(Calls):
    """Assets by their names."""

    __slots__ = ()

    if TYPE_CHECKING:
        create: Callable[..., Any]
        get: Callable[..., Any]
        iter: Callable[..., AsyncIterator[Asset]]

    async def get_by_fqn(self, fqn: str, environment: str | None = None) -> Asset:
        search, calls = _AsyncSearch.of(self)
        named = _Environments(fqn, search)
        async for asset in calls.iter(fqn=_pattern(_named(fqn)), environment=environment):
            named.take(asset)
        return named.only()

    async def get_or_create(self, fqn: str, owner_team_id: str | UUID, **fields: Any) -> Asset:
        calls = self._within_limit()
        asset: Asset = await _get_or_create_async(lambda: calls.create(fqn, owner_team_id, **fields), calls.get)
        return asset


for _one, _other in ((FindTeams, AsyncFindTeams), (FindAssets, AsyncFindAssets)):
    for _name in ("get_by_name", "get_by_fqn", "get_or_create"):
        if _name in vars(_one):
            vars(_other)[_name].__doc__ = vars(_one)[_name].__doc__
