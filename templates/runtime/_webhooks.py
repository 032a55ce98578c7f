"""Webhook calls as typed events; the resources of the payload know each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar, cast

from ._errors import NotLoadedError, SDKError, WebhookError
from ._narrow import WrongShape
from ._raw import Headers, RawResponse, printable
from ._registry import Registry
from ._resource import ReadOnly, Resource
from ._types import JSON


@dataclass(frozen=True, slots=True)
class EventOne:
    """A member of an event: the first resource of `type` in its payload."""

    type: str


@dataclass(frozen=True, slots=True)
class EventMany:
    """A member of an event: all resources of `type` in its payload."""

    type: str


@dataclass(frozen=True, slots=True)
class EventSchema:
    """The name of an event, and its members."""

    name: str
    members: Mapping[str, EventOne | EventMany] = field(
        default_factory=dict[str, "EventOne | EventMany"]
    )


class Event(ReadOnly):
    """One webhook call. Members that the payload lacks raise `NotLoadedError`, so a
    `match` pattern does not match.
    """

    __slots__ = ("__dict__",)

    id: str
    """The id of the call; the same one may be delivered several times."""
    event: str
    """The name of the event."""
    payload: tuple[Resource, ...]
    """The resources, as they came; the first is what the event is about."""
    raw: Mapping[str, JSON]
    """The whole body."""

    def _find(self, name: str) -> object:
        member = self._event.members.get(name)
        if member is None:
            raise AttributeError(
                f"{type(self).__name__!r} object has no attribute {name!r}"
            )
        found = tuple(
            resource for resource in self.payload if resource.type == member.type
        )
        if isinstance(member, EventMany):
            return found
        if not found:
            raise NotLoadedError(
                f"the payload of {self.event!r} holds no {member.type!r}"
            )
        return found[0]

    def __repr__(self) -> str:
        return f"{type(self).__name__}(event={self.event!r}, id={self.id!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Event) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((self.event, self.id))

    def __reduce__(self) -> tuple[object, ...]:
        return _event, (type(self), {**vars(self), "raw": dict(self.raw)})

    _event: ClassVar[EventSchema] = EventSchema("")


class UnknownEvent(Event):
    """An event that this package does not know: `event`, `payload` and `raw` tell what it
    is.
    """


def _event(cls: type[Event], members: dict[str, object]) -> Event:
    event = cls.__new__(cls)
    raw = MappingProxyType(cast("dict[str, JSON]", members["raw"]))
    event.__dict__.update({**members, "raw": raw})
    return event


def parse_event(
    body: bytes | str | Mapping[str, object],
    events: Iterable[type[Event]],
    registry: Mapping[str, str],
) -> Event:
    """Read the body of a webhook call, as it came or parsed already.

    Raises:
        WebhookError: it is no event.
    """
    import msgspec

    try:
        members = _members(body)
        name, payload = members.get("event"), members.get("payload") or ()
        if not isinstance(name, str):
            raise WrongShape("it names no event")
        cls = next((cls for cls in events if event_name(cls) == name), UnknownEvent)
        if payload and not isinstance(body, Mapping):  # undecoded: it may hold money
            payload = msgspec.json.decode(body, type=dict[str, msgspec.Raw])["payload"]
        resources = _resources(payload, registry, cls is UnknownEvent)
    except (ValueError, TypeError, RecursionError) as error:
        reason = printable(str(error), 200)
    else:
        id_ = members.get("id")
        found = {"id": "" if id_ is None else str(id_), "event": name}
        return _event(cls, {**found, "payload": resources, "raw": members})
    raise WebhookError(f"the body is no webhook event: {reason}")


def _members(body: bytes | str | Mapping[str, object]) -> dict[str, object]:
    import msgspec

    value: object = body if isinstance(body, Mapping) else msgspec.json.decode(body)
    if not isinstance(value, Mapping):
        raise WrongShape("it is no JSON object")
    return dict(cast("Mapping[str, object]", value))


def _resources(
    payload: object, registry: Mapping[str, str], may_differ: bool
) -> tuple[Resource, ...]:
    """The payload as the primary data of a document, so that its resources find each
    other. What holds no resources is nothing if it `may_differ`.
    """
    import msgspec

    from ._document import Document

    content = msgspec.json.encode({"data": payload})
    raw = RawResponse("POST", "(webhook)", 200, Headers(()), content)
    try:
        return Document(raw, Resource, Registry(registry)).primary
    except SDKError:  # which tells of a reply
        if may_differ:
            return ()
    raise WrongShape("its payload holds something else than resources")


def event_name(cls: type[Event]) -> str:
    """The name of the event that `cls` stands for."""
    return cls._event.name  # pyright: ignore[reportPrivateUsage]
