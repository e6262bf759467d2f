from collections.abc import Awaitable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")

__version__: str

class _Core:
    def __new__(
        cls,
        base_url: str | None,
        api_key: str | None,
        timeout: float | None,
        headers: Mapping[str, str] | None,
        max_connections: int,
        retries: int,
        tls: tuple[bool, str | None, str | None, str | None, str | None, str | None],
        proxy: str | None,
    ) -> Any: ...
    @property
    def base_url(self) -> str: ...
    @property
    def closed(self) -> bool: ...
    def close(self) -> None: ...

class SyncCore(_Core):
    def call(self, number: int, /, *arguments: Any) -> Any: ...
    def request(self, method: str, path: str, json: Any, params: Mapping[str, Any] | None, /) -> Any: ...

class AsyncCore(_Core):
    def call(self, number: int, /, *arguments: Any) -> Awaitable[Any]: ...
    def request(self, method: str, path: str, json: Any, params: Mapping[str, Any] | None, /) -> Awaitable[Any]: ...
    def bind(self) -> None: ...

SCHEMA_DIFF: int
SCHEMA_CHECK_COMPATIBILITY: int
SCHEMA_VALIDATE: int
SCHEMA_SUGGEST_VERSION: int
SCHEMA_SUGGEST_MIGRATION: int
SCHEMA_FROM_AVRO: int

def schema(
    question: int, old: Any, new: Any, current_version: str | None, compatibility_mode: str, schema_format: str, /
) -> Any: ...
def to_dict(model: Any, json: bool, /) -> dict[str, Any]: ...
def to_json(model: Any, /) -> str: ...
def from_dict(cls: type[T], value: Any, /) -> T: ...
def from_json(cls: type[T], text: str | bytes, /) -> T: ...
