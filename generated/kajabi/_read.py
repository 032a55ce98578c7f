"""From a raw reply to what a method returns. No I/O."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar, cast

from msgspec import Raw, UnsetType

from ._document import Document
from ._envelope import Item
from ._errors import DecodeError
from ._failures import status_error
from ._narrow import as_dict
from ._raw import RawResponse, decode_error, replaced
from ._registry import Registry
from ._resource import Model, Resource, ResourceList
from ._types import JSON

R = TypeVar("R", bound=Resource)
M = TypeVar("M", bound=Model)


class Reader:
    """Reads replies with the classes of one API."""

    def __init__(
        self,
        registry: Registry,
        redact: Callable[[RawResponse], RawResponse] = lambda raw: raw,
    ) -> None:
        self._registry = registry
        self._redact = redact

    def document(self, raw: RawResponse, cls: type[Resource]) -> Document:
        """The reply as a graph of resources.

        Raises:
            DecodeError: it is no JSON:API document.
            APIStatusError: it reports errors, in spite of a status of success.
        """
        document = Document(raw, cls, self._registry)
        if document.envelope.errors:
            self._refuse_errors(raw)
        if isinstance(document.envelope.data, UnsetType):
            raise decode_error(raw, "it has no data")
        return document

    def _refuse_errors(self, raw: RawResponse) -> None:
        """Some servers report errors under a status of success."""
        if reports_errors(raw):
            raise status_error(self._redact(raw))

    def one(self, raw: RawResponse, cls: type[R]) -> R:
        """The resource of a reply that holds one."""
        document = self.document(raw, cls)
        if not isinstance(document.envelope.data, Item):
            raise decode_error(raw, "its data is not one resource")
        return cast("R", document.primary[0])

    def identifier(self, raw: RawResponse, cls: type[R]) -> R | None:
        """What a to-one relationship refers to, or a resource that may not be sent back;
        a reply without a body tells nothing.
        """
        if _tells_nothing(raw):
            return None
        document = self.document(raw, cls)
        if isinstance(document.envelope.data, list):
            raise decode_error(raw, "its data is not one resource")
        return cast("R", document.primary[0]) if document.primary else None

    def many(self, raw: RawResponse, cls: type[R]) -> tuple[tuple[R, ...], Document]:
        """The resources of a list, and the document around them."""
        if _tells_nothing(raw):
            raw = replaced(raw, raw.headers, b'{"data":[]}')
        document = self.document(raw, cls)
        if isinstance(document.envelope.data, Item):
            raise decode_error(raw, "its data is one resource, not a list")
        return cast("tuple[R, ...]", document.primary), document

    def identifiers(self, raw: RawResponse, cls: type[R]) -> ResourceList[R]:
        """What a to-many relationship refers to; a reply without a body, which is allowed
        after a change, tells nothing.
        """
        if raw.method != "GET" and not raw.content.strip():
            raw = replaced(raw, raw.headers, b'{"data":[]}')
        return ResourceList(*self.many(raw, cls))

    def model(self, raw: RawResponse, cls: type[M]) -> M:
        """A reply that is one JSON object, and no resource; without a body, none of its
        members is there.
        """
        if _tells_nothing(raw):
            return cls.from_members(Raw(b"{}"), raw)
        own = cls._schema.known  # pyright: ignore[reportPrivateUsage]
        value = self.value(raw, "errors" in own)
        if not isinstance(value, dict):
            raise decode_error(raw, "it is no JSON object")
        return cls.from_members(Raw(raw.content), raw)

    def value(self, raw: RawResponse, may_have_errors: bool = False) -> JSON:
        """Any JSON, unless it is the report of an error."""
        if not may_have_errors:
            self._refuse_errors(raw)
        return None if _tells_nothing(raw) else raw.json()

    def nothing(self, raw: RawResponse) -> None:
        """Look whether a reply that does not matter says that nothing was done: it is an
        error in spite of its status, the page of a proxy, or JSON that broke off.
        """
        kind = raw.headers.get("content-type", "").lower()
        body = raw.content.strip()
        if body.startswith(b"<") or (body and "html" in kind):
            raise decode_error(raw, "it is a page, not the reply of an API")
        if body and "json" in kind:
            raw.json()
        self._refuse_errors(raw)


def _tells_nothing(raw: RawResponse) -> bool:
    """Whether it has no body, and by its status needs none (RFC 9110, 15.3)."""
    return raw.status_code in (202, 204, 205) and not raw.content.strip()


def reports_errors(raw: RawResponse) -> bool:
    """Whether the body is an object whose `errors` are not empty. A function of its own,
    so that no traceback shows the body.
    """
    with suppress(DecodeError):
        return bool(as_dict(raw.json()).get("errors"))
    return False
