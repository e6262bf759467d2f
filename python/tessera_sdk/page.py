"""Pages of lists."""

from __future__ import annotations

TYPE_CHECKING = False  # typing takes longer to import than all the rest
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")


class Page(list["T"]):
    """A list of the entries of one page, and where the page stands in the whole list."""

    __slots__ = ("total", "limit", "offset")

    total: int
    """Entries in the whole list"""

    limit: int
    """Most entries in a page"""

    offset: int
    """Entries before this page"""

    def __repr__(self) -> str:
        return f"<Page of {len(self)} from {self.offset} of {self.total}: {super().__repr__()}>"
