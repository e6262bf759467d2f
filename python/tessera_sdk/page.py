"""Pages of lists."""

from __future__ import annotations

from .exceptions import TesseraError

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import Any, TypeVar

    from ._core import Response
    from ._walk import Place

    T = TypeVar("T")


class Page(list["T"]):
    """A list of the entries of one page, and where the page stands in the whole list."""

    __slots__ = ("total", "limit", "offset", "next", "_place", "_response")

    _place: Place | None
    _response: Response | None

    total: int
    """Entries in the whole list"""

    limit: int
    """Most entries in a page"""

    offset: int
    """Entries before this page"""

    next: str | None
    """What `after` takes for the page behind this one; None: this is the last"""

    @property
    def has_more(self) -> bool:
        """Whether there are entries behind this page"""
        place: Place | None = getattr(self, "_place", None)
        return self.next is not None if place is None else place.following is not None

    def next_page(self) -> Page[T] | None:
        """The page behind this one, of the same list with the same limit; None: this is the last.

        On the asynchronous client it is awaited.

        Raises:
            TesseraError: The page came from no call of a client: it was made by hand, copied or pickled
            TesseraAPIError: The server answered with an error; its class says which
            TesseraConnectionError: Nothing usable came back, or not in time
        """
        place: Place | None = getattr(self, "_place", None)
        if place is None:
            raise TesseraError("the page came from no call of a client, and so none can be asked for the next one")
        return place.turn()  # type: ignore[no-any-return]

    def to_dicts(self) -> list[dict[str, Any]]:
        """The entries as plain JSON: what a pandas.DataFrame is made of."""
        entries: list[Any] = self
        return [entry.to_dict() for entry in entries]

    @property
    def response(self) -> Response | None:
        """What came back with this page: status, headers, and how long it took"""
        return getattr(self, "_response", None)

    @property
    def request_id(self) -> str | None:
        """The id of the request, for the server's log"""
        return None if self.response is None else self.response.request_id

    def __getstate__(self) -> tuple[None, dict[str, Any]]:
        # What came back with it stays behind where it is pickled or copied, as with models.
        return None, {name: getattr(self, name) for name in ("total", "limit", "offset", "next") if hasattr(self, name)}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        # To pydantic, and so to FastAPI, it is the list that it is.
        entries = getattr(source, "__args__", None)
        kind: Any = list
        return handler.generate_schema(kind[entries] if entries else kind)

    def __repr__(self) -> str:
        return f"<Page of {len(self)} from {self.offset} of {self.total}: {super().__repr__()}>"


if TYPE_CHECKING:

    class AsyncPage(Page[T]):
        """A page of the asynchronous client, as type checkers see it."""

        async def next_page(self) -> AsyncPage[T] | None:  # type: ignore[override]
            """The page behind this one; None: this is the last."""
            ...

else:
    AsyncPage = Page  # what is awaited is up to the client that it came from
