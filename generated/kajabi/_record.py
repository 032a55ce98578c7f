"""Read-only objects that are filled when first touched, and the simple kind of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, NoReturn, Self, cast, dataclass_transform

from ._errors import NotLoadedError, SDKError
from ._schema import Members, Schema
from ._types import JSON

if TYPE_CHECKING:
    from msgspec import Raw

    from ._raw import RawResponse


@dataclass_transform(frozen_default=True, kw_only_default=True)
class ReadOnly:
    """Base of classes whose declared attributes can be read, and are filled when first
    touched.
    """

    __slots__ = ()

    def __init__(self, *args: object, **kwargs: object) -> None:
        raise TypeError(f"{type(self).__name__} objects come out of replies")

    if not TYPE_CHECKING:  # hidden, so that a mistyped name stays an error

        def __getattr__(self, name: str) -> object:
            if name.startswith("_"):
                raise AttributeError(name)
            return self._find(name)

        def __setattr__(self, name: str, value: object) -> NoReturn:
            raise AttributeError(f"{type(self).__name__}.{name} is read-only")

        def __delattr__(self, name: str) -> NoReturn:
            raise AttributeError(f"{type(self).__name__}.{name} is read-only")

    def _find(self, name: str) -> object:
        raise AttributeError(name)

    def _as_member(self) -> object:
        """This, as a member of the `to_dict()` of another."""
        raise NotImplementedError


class _Slots:
    """What a model is read from; apart, as it is no field of what can be read."""

    __slots__ = ("__dict__", "_raw", "_source")

    _source: Raw
    _raw: RawResponse


class Model(_Slots, ReadOnly):
    """An object that is no resource: nested in an attribute, or a whole reply."""

    __slots__ = ()

    @classmethod
    def from_members(cls, source: Raw, raw: RawResponse | None = None) -> Self:
        """Wrap a JSON object; `raw` is the reply, if the object is the whole of it."""
        self = _new(cls)
        _set_dict(self, {})  # see `make_resource`
        _set_source(self, source)
        if raw is not None:
            _set_raw(self, raw)
        return self

    def _find(self, name: str) -> object:
        values = self.__dict__
        if not values:
            values.update(self._schema.decode(self._source))
        if name in values:
            return values[name]
        if name in self._schema.attributes:
            raise NotLoadedError(f"the reply holds no {name!r} in this object")
        raise AttributeError(
            f"{type(self).__name__!r} object has no attribute {name!r}"
        )

    @property
    def extra(self) -> Mapping[str, JSON]:
        """Members that the document does not name, under their names on the wire."""
        from ._envelope import read_object

        known, members = self._schema.known, read_object(self._source)
        return MappingProxyType(
            {k: cast("JSON", v) for k, v in members.items() if k not in known}
        )

    @property
    def raw(self) -> RawResponse | None:
        """The reply, if this object is the whole of it."""
        return getattr(self, "_raw", None)  # most are a part of a reply

    def to_dict(self) -> dict[str, object]:
        """All members: known ones by name in Python, typed; others as they came."""
        return plain(self, self._schema.attributes, self.extra)

    def _as_member(self) -> object:
        return self.to_dict()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Model)
            and type(other) is type(self)
            and other.to_dict() == self.to_dict()
        )

    __hash__ = None  # type: ignore[assignment]  # pyright: ignore

    def __reduce__(self) -> tuple[object, ...]:
        return type(self).from_members, (self._source, self.raw)

    _schema: ClassVar[Schema] = Schema(None)


_new = object.__new__
_set_dict = _Slots.__dict__["__dict__"].__set__
_set_source = _Slots.__dict__["_source"].__set__
_set_raw = _Slots.__dict__["_raw"].__set__


def plain(
    record: ReadOnly, names: Iterable[str], extra: Mapping[str, JSON]
) -> dict[str, object]:
    """The loaded ones among `names` as plain values, and `extra`."""
    loaded = {name: getattr(record, name) for name in names if hasattr(record, name)}
    with suppress(RecursionError):
        return {name: _plain(value) for name, value in loaded.items()} | dict(extra)
    raise SDKError(f"a value in {record!r} is nested too deeply to be copied")


def _plain(value: object) -> object:
    match value:
        case ReadOnly():
            return value._as_member()  # pyright: ignore[reportPrivateUsage]
        case list() | tuple():
            return [_plain(member) for member in cast("list[object]", value)]
        case dict():
            members = cast("Members", value)
            return {key: _plain(member) for key, member in members.items()}
        case _:
            return value
