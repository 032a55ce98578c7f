"""The body of a write, against the body of its operation: every mistake with a pointer to its place (JSON:API 1.1 §11.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from kajabi_gen.model.ir import BodyObject, BodyPart, Constant, Keyword, KeywordKind, Operation, PathValue
from kajabi_gen.server import values
from kajabi_gen.server.catalog import Kind, in_family
from kajabi_gen.server.message import JsonObject, Request, as_list, as_object, media_type
from kajabi_gen.server.options import Options
from kajabi_gen.server.problem import Mistake, Problem, not_found
from kajabi_gen.server.store import Identifier, Linkage, Store


@dataclass(slots=True)
class Change:
    """What a body asks for. `linkage` is the content of a relationship request."""

    attributes: JsonObject = field(default_factory=dict[str, Any])
    relationships: dict[str, Linkage] = field(default_factory=dict[str, Linkage])
    linkage: tuple[Identifier, ...] | None = None


def parse(request: Request, operation: Operation) -> Any:
    """The JSON of a body. Raises a Problem: 415 for another media type, 400 for what is no JSON."""
    expected = media_type(operation.body.media_type) if operation.body else ""
    if media_type(request.header("content-type")) != expected:
        raise Problem(415, Mistake(f"the body must be {expected}"))
    try:
        return json.loads(request.body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Problem(400, Mistake("the body is not valid JSON", pointer="")) from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def read_change(
    request: Request, operation: Operation, path: Mapping[str, str], kind: Kind | None, store: Store, options: Options
) -> Change:
    """The change that a request asks for. Raises a Problem: 400, 403, 404, 409, 415, 422."""
    if operation.body is None:
        return Change()
    reader = _Reader(kind, path, store, options)
    document = parse(request, operation)
    reader.part(operation.body.root, document, "", "")
    if reader.mistakes:
        raise Problem(422, *reader.mistakes)
    if operation.method == "POST" and "id" in (as_object((as_object(document) or {}).get("data")) or {}) and reader.change.linkage is None:
        raise Problem(403, Mistake("the server gives the ids", pointer="/data/id"))
    return reader.change


class _Reader:
    """Walks the body and its model side by side."""

    def __init__(self, kind: Kind | None, path: Mapping[str, str], store: Store, options: Options) -> None:
        self.change = Change()
        self.mistakes: list[Mistake] = []
        self._kind = kind
        self._path = path
        self._store = store
        self._options = options

    def part(self, part: BodyPart, value: Any, pointer: str, name: str) -> None:
        """Take a part of the body in."""
        if isinstance(part, BodyObject):
            self._object(part, value, pointer, name)
        elif isinstance(part, Constant):
            self._expect(value, part.value, pointer, f"the type must be {part.value}")
        elif isinstance(part, PathValue):
            self._expect(value, self._path.get(part.name, ""), pointer, "the id must be that of the path")
        else:
            self._keyword(part, value, pointer, name)

    def _expect(self, value: Any, expected: str, pointer: str, message: str) -> None:
        if value != expected:
            raise Problem(409, Mistake(message, pointer=pointer))

    def _object(self, part: BodyObject, value: Any, pointer: str, name: str) -> None:
        given = as_object(value)
        if given is None:
            self._mistake(pointer, "must be an object")
            return
        for wire, member in part.members:
            below = f"{pointer}/{values.escaped(wire)}"
            if wire in given:
                self.part(member, given[wire], below, wire)
            elif isinstance(member, BodyObject):
                self._missing_object(member, below, wire)
            elif not isinstance(member, Keyword) or member.required:
                self._mistake(below, "is required")
        if name == "attributes":
            named = {wire for wire, _member in part.members}
            self._more_attributes(part, {wire: held for wire, held in given.items() if wire not in named}, pointer)

    def _missing_object(self, part: BodyObject, pointer: str, name: str) -> None:
        """A missing object is told by the members that it should have had, if there are any."""
        if part.required:
            before = len(self.mistakes)
            self._object(part, {}, pointer, name)
            if len(self.mistakes) == before:
                self._mistake(pointer, "is required")

    def _more_attributes(self, part: BodyObject, given: JsonObject, pointer: str) -> None:
        """Numbered attributes must be of their family; read-only ones are ignored or refused; others are taken as they come."""
        families = [keyword for keyword in part.spread if keyword.kind is KeywordKind.FAMILY]
        for wire, value in given.items():
            below = f"{pointer}/{values.escaped(wire)}"
            if self._kind and wire in self._kind.attributes:
                if self._options.refuse_read_only:
                    self._mistake(below, "is read-only")
                continue
            family = next((keyword for keyword in families if in_family(wire, keyword.prefix)), None)
            if family and self._kind and not self._kind.in_family(wire) and self._kind.resource.families:
                self._mistake(below, "there is no such numbered attribute")
            elif family and value is not None and not isinstance(value, str):
                self._mistake(below, "must be a string")
            else:
                self.change.attributes[wire] = value

    def _keyword(self, keyword: Keyword, value: Any, pointer: str, name: str) -> None:
        match keyword.kind:
            case KeywordKind.TO_ONE | KeywordKind.TO_MANY:
                self._relationship(keyword, value, pointer, name)
            case KeywordKind.IDENTIFIERS:
                self.change.linkage = self._identifiers(keyword, value, pointer)
            case KeywordKind.IDENTIFIER:
                one = self._identifier(keyword, value, pointer) if value is not None else None
                self.change.linkage = (one,) if one else ()
            case _:
                models = self._kind.models if self._kind else {}
                self.mistakes.extend(
                    Mistake(f"must be {expected}", pointer=place)
                    for place, expected in values.misfits(value, keyword.type, models, pointer)
                )
                if pointer.endswith(f"/attributes/{values.escaped(name)}"):
                    self.change.attributes[name] = value

    def _relationship(self, keyword: Keyword, value: Any, pointer: str, name: str) -> None:
        given = as_object(value)
        if given is None or "data" not in given:
            self._mistake(pointer, "must be an object with `data`")
        elif keyword.kind is KeywordKind.TO_MANY:
            self.change.relationships[name] = self._identifiers(keyword, given["data"], f"{pointer}/data")
        elif given["data"] is not None:
            self.change.relationships[name] = self._identifier(keyword, given["data"], f"{pointer}/data")
        elif keyword.required:
            self._mistake(f"{pointer}/data", "must not be null")
        else:
            self.change.relationships[name] = None

    def _identifiers(self, keyword: Keyword, value: Any, pointer: str) -> tuple[Identifier, ...]:
        given = as_list(value)
        if given is None:
            self._mistake(pointer, "must be an array of resource identifiers")
            return ()
        found = [self._identifier(keyword, item, f"{pointer}/{index}") for index, item in enumerate(given)]
        return tuple(dict.fromkeys(item for item in found if item is not None))

    def _identifier(self, keyword: Keyword, value: Any, pointer: str) -> Identifier | None:
        given = as_object(value) or {}
        type_, id_ = given.get("type"), given.get("id")
        if not isinstance(type_, str) or (keyword.target and type_ != keyword.target):
            self._mistake(f"{pointer}/type", f"must be {keyword.target or 'a string'}")
        elif not isinstance(id_, str) or not id_:
            self._mistake(f"{pointer}/id", "must be a string")
        else:
            identifier = Identifier(type_, id_)
            if self._options.check_linkage and type_ in self._store.catalog.kinds and not self._store.has(identifier):
                raise not_found(f"{type_} {id_}", pointer)
            return identifier
        return None

    def _mistake(self, pointer: str, detail: str) -> None:
        self.mistakes.append(Mistake(detail, pointer=pointer))
