"""What a class knows of its JSON:API type, and the decoders made from that when first
needed.
"""

from __future__ import annotations

import threading
import types
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict, cast

from ._errors import UnexpectedTypeWarning
from ._narrow import WrongShape

if TYPE_CHECKING:
    from msgspec import Raw

Members: TypeAlias = dict[str, object]
DecodeOne: TypeAlias = Callable[["Raw"], Members]
DecodeAll: TypeAlias = Callable[[bytes], list[Members]]
Links: TypeAlias = object
"""Has one `Relation` for each relationship, under its name in Python."""

_making = threading.Lock()


@dataclass(frozen=True, slots=True)
class One:
    """A to-one relationship to resources of `type`; `None`: of a type that the document
    does not tell.
    """

    type: str | None


@dataclass(frozen=True, slots=True)
class Many:
    """A to-many relationship to resources of `type`; `None`: of a type that the document
    does not tell.
    """

    type: str | None


class Schema:
    """Attributes (name in Python → type), relationships and open-ended families of one
    class.

    Args:
        type: the JSON:API type, `None` for an object inside an attribute.
        attributes: what each attribute is decoded to.
        renamed: name in Python → name on the wire, where they differ.
        relationships: name in Python → `One` or `Many`.
        families: property → prefix of the numbered attributes that it collects.
    """

    def __init__(
        self,
        type: str | None,
        *,
        attributes: Mapping[str, object] | None = None,
        renamed: Mapping[str, str] | None = None,
        relationships: Mapping[str, One | Many] | None = None,
        families: Mapping[str, str] | None = None,
    ) -> None:
        self.type = type
        self.attributes = dict(attributes or {})
        self.relationships = dict(relationships or {})
        self.families = dict(families or {})
        self._renamed = dict(renamed or {})
        self._warned: set[str] = set()
        self._made: tuple[DecodeOne, DecodeAll] | None = None
        self._links: Callable[[bytes], list[Links]] | None = None

    def wire(self, name: str) -> str:
        """The name on the wire of an attribute or relationship."""
        return self._renamed.get(name, name)

    @cached_property
    def known(self) -> frozenset[str]:
        """The names on the wire of all declared attributes."""
        return frozenset(self.wire(name) for name in self.attributes)

    @cached_property
    def linked(self) -> tuple[tuple[str, str, bool, str | None], ...]:
        """(name in Python, name on the wire, to-many?, type) of each relationship."""
        return tuple(
            (name, self.wire(name), isinstance(relation, Many), relation.type)
            for name, relation in self.relationships.items()
        )

    @cached_property
    def _swaps(self) -> tuple[tuple[str, str], ...]:
        """(wire, Python) of the attributes whose names differ."""
        renamed = self._renamed.items()
        return tuple((wire, name) for name, wire in renamed if name in self.attributes)

    def _decoders(self) -> tuple[DecodeOne, DecodeAll]:
        """Decoders for the attributes of one resource, and of many at once.

        msgspec crashes the process if two threads make decoders of one `TypedDict` at
        the same time, so both are made under a lock.
        """
        if self._made is None:
            with _making:
                self._made = self._made or self._make_decoders()
        return self._made

    def _make_decoders(self) -> tuple[DecodeOne, DecodeAll]:
        """A `TypedDict` of the attributes goes in one go, straight to a dict."""
        from msgspec.json import Decoder, encode

        from ._envelope import build_model, exact

        fields = {self.wire(name): kind for name, kind in self.attributes.items()}
        encode(
            [*fields]
        )  # keeps the UTF-8 of names: msgspec finds no others than ASCII
        make = cast("Callable[..., object]", TypedDict)
        one = make(self.type or "object", fields, total=False)
        many = types.GenericAlias(list, (one,))
        hooks: Any = {"dec_hook": build_model, "float_hook": exact}
        decode_one: Any = Decoder(cast("Any", one), **hooks).decode
        decode_all: Any = Decoder(cast("Any", many), **hooks).decode
        return decode_one, decode_all

    def decode(self, source: Raw) -> Members:
        """Decode an attributes object to values by name in Python; unknown ones are left
        out.

        Raises:
            ValueError, RecursionError: it is no JSON object.
        """
        try:
            values = self._decoders()[0](source)
        except ValueError:
            values = self._field_by_field(source)
        return self._renaming(values) if self._swaps else values

    def decode_all(self, sources: list[Raw]) -> list[Members]:
        """`decode` for many at once; nothing if any of them is not as documented."""
        try:
            values = self._decoders()[1](_array(sources))
        except (ValueError, RecursionError):
            return []
        return [self._renaming(each) for each in values] if self._swaps else values

    def decode_links(self, sources: list[Raw]) -> list[Links]:
        """The relationships of many resources; nothing if any of them is not as
        documented, or refers to another type.
        """
        if self._links is None:
            with _making:
                self._links = self._links or self._make_links()
        try:
            return self._links(_array(sources))
        except (ValueError, RecursionError):
            return []

    def _make_links(self) -> Callable[[bytes], list[Links]]:
        """Structs that demand one or many of the documented types, and keep only ids: no
        text is made, hashed and compared for a type that is known.
        """
        from msgspec import UNSET, UnsetType, defstruct
        from msgspec.json import Decoder

        from ._envelope import LINK_ONLY, Identifier

        fields = list[tuple[str, Any, Any]]()
        for name, _, many, type_ in self.linked:
            to: Any = Identifier
            if type_ is not None:
                to = defstruct(
                    "Id", [("id", str)], tag_field="type", tag=type_, gc=False
                )
            data = (types.GenericAlias(list, (to,)) if many else to) | UnsetType | None
            relation = defstruct("Relation", [("data", data, UNSET)], gc=False)
            fields.append((name, relation, LINK_ONLY))
        wire = {name: wire for name, wire, _, _ in self.linked}
        links = defstruct("Links", fields, rename=wire, gc=False)
        decoder: Any = Decoder(cast("Any", types.GenericAlias(list, (links,))))
        return cast("Callable[[bytes], list[Links]]", decoder.decode)

    def _renaming(self, values: Members) -> Members:
        """Wire names become Python names; all are taken out before any is put back."""
        present = [pair for pair in self._swaps if pair[0] in values]
        values.update([(name, values.pop(wire)) for wire, name in present])
        return values

    def _field_by_field(self, source: Raw) -> Members:
        """Keep each member whose type contradicts the document as it came, with one
        warning for each field.
        """
        import msgspec

        from ._envelope import undecoded

        members = msgspec.json.decode(source)
        if not members:  # `null`, or the empty array that PHP servers send
            return {}
        if not isinstance(members, dict):
            raise WrongShape("attributes are no object")
        parts = msgspec.json.decode(source, type=dict[str, msgspec.Raw])
        values: Members = {}
        for name in self.attributes:
            wire = self.wire(name)
            if wire not in parts:
                continue
            try:
                values |= self._decoders()[0](undecoded({wire: parts[wire]}))
            except ValueError:
                values[wire] = members[wire]
                self.warn(name)
        return values

    def warn(self, name: str) -> None:
        """Tell once that the value of `name` is not of the documented type; the value
        itself is not shown.
        """
        if name not in self._warned:
            self._warned.add(name)
            message = f"{self.type or 'object'}.{name}: the value is not of the documented type; it is given as it came"
            warnings.warn(message, UnexpectedTypeWarning, stacklevel=_frames_inside())


def _array(sources: list[Raw]) -> bytes:
    """JSON objects as one array; a missing one counts as empty."""
    whole = sources if all(sources) else [each or b"{}" for each in sources]
    return b"[" + b",".join(whole) + b"]"


def _frames_inside() -> int:
    """How many frames up the first one outside this package is, as `warnings.warn` counts
    from the caller.
    """
    import inspect

    frame, level = inspect.currentframe(), 0
    while frame is not None and str(frame.f_globals.get("__name__")).startswith(
        f"{__package__}."
    ):
        frame, level = frame.f_back, level + 1
    return level
