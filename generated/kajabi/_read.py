"""From a raw reply to what a method returns. No I/O."""

from __future__ import annotations

from typing import TypeVar, cast

from msgspec import UnsetType

from ._document import Document
from ._envelope import Item
from ._failures import status_error
from ._raw import RawResponse, decode_error
from ._registry import Registry
from ._resource import Model, Resource, ResourceList

R = TypeVar("R", bound=Resource)
M = TypeVar("M", bound=Model)


class Reader:
    """Reads replies with the classes of one API."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def document(self, raw: RawResponse, cls: type[Resource]) -> Document:
        """The reply as a graph of resources.

        Raises:
            DecodeError: it is no JSON:API document.
            APIStatusError: it reports errors, in spite of a status of success.
        """
        document = Document(raw, cls, self._registry)
        envelope = document.envelope
        if isinstance(envelope.data, UnsetType):
            raise (
                status_error(raw)
                if envelope.errors
                else decode_error(raw, "it has no data")
            )
        return document

    def one(self, raw: RawResponse, cls: type[R]) -> R:
        """The resource of a reply that holds one."""
        document = self.document(raw, cls)
        if not isinstance(document.envelope.data, Item):
            raise decode_error(raw, "its data is not one resource")
        return cast("R", document.primary[0])

    def identifier(self, raw: RawResponse, cls: type[R]) -> R | None:
        """What a to-one relationship refers to."""
        document = self.document(raw, cls)
        if isinstance(document.envelope.data, list):
            raise decode_error(raw, "its data is not one resource")
        return cast("R", document.primary[0]) if document.primary else None

    def many(self, raw: RawResponse, cls: type[R]) -> tuple[tuple[R, ...], Document]:
        """The resources of a list, and the document around them."""
        document = self.document(raw, cls)
        if isinstance(document.envelope.data, Item):
            raise decode_error(raw, "its data is one resource, not a list")
        return cast("tuple[R, ...]", document.primary), document

    def identifiers(self, raw: RawResponse, cls: type[R]) -> ResourceList[R]:
        """What a to-many relationship refers to; a reply without a body, which is allowed
        after a change, tells nothing.
        """
        if not raw.content.strip():
            raw = RawResponse(
                raw.method, raw.path, raw.status_code, raw.headers, b'{"data":[]}'
            )
        return ResourceList(*self.many(raw, cls))

    def model(self, raw: RawResponse, cls: type[M]) -> M:
        """A reply that is one JSON object, and no resource."""
        value = raw.json()
        if not isinstance(value, dict):
            raise decode_error(raw, "it is no JSON object")
        return cls.from_members(cast("dict[str, object]", value), raw)
