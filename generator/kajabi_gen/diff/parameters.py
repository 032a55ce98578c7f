"""Pair the parameters of two operations by place and name, path parameters by their place in the path, and compare them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kajabi_gen.diff.change import Direction, Wire
from kajabi_gen.diff.compare_schema import SchemaComparison
from kajabi_gen.diff.media import by_media_type
from kajabi_gen.diff.pairing import Endpoint
from kajabi_gen.diff.parts import Part, examples_differ, same, schema_parts
from kajabi_gen.diff.prepare import elements, same_words
from kajabi_gen.spec.node import Node
from kajabi_gen.spec.normalize.parameters import template_names

_STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
_IGNORED_HEADERS = frozenset(("accept", "content-type", "authorization"))  # OpenAPI 3.1.1, 4.8.12.1
_SINGLE = frozenset(("string", "number", "integer", "boolean"))
_PREFIXED = frozenset(("label", "matrix"))
Couple = tuple[Node | None, Node | None]


def paired(old: Endpoint, new: Endpoint) -> Iterator[Couple]:
    """Each parameter with its counterpart; None for the side that has none."""
    before, after = _keyed(old), _keyed(new)
    gone = [key_ for key_ in before if key_ not in after]
    come = [key_ for key_ in after if key_ not in before]
    for key_ in before:
        if key_ in after:
            yield before[key_], after[key_]
    yield from _moved_or_renamed([before[key_] for key_ in gone], [after[key_] for key_ in come])


def _keyed(endpoint: Endpoint) -> dict[tuple[str, str], Node]:
    names = template_names(endpoint.path)
    found: dict[tuple[str, str], Node] = {}
    for parameter in elements(endpoint.node.get("parameters")):
        place, name = parameter.string("in") or "", parameter.string("name") or ""
        if not name:  # a reference that leads nowhere
            continue
        if place == "path" and name in names:
            name = str(names.index(name))
        elif place == "header":
            name = name.lower()
            if name in _IGNORED_HEADERS:
                continue
        found.setdefault((place, name), parameter)
    return found


def _moved_or_renamed(gone: Sequence[Node], come: Sequence[Node]) -> Iterator[Couple]:
    """Pair what is left where it is certain: the same name at another place, or the same name spelled otherwise."""
    alike: dict[tuple[str, str], list[Node]] = {}
    for other in come:
        for trait in _traits(other):
            alike.setdefault(trait, []).append(other)
    taken = set[int]()
    for parameter in gone:
        found = {id(other): other for trait in _traits(parameter) for other in alike.get(trait, ()) if id(other) not in taken}
        if len(found) == 1:
            taken |= found.keys()
        yield parameter, next(iter(found.values())) if len(found) == 1 else None
    for parameter in come:
        if id(parameter) not in taken:
            yield None, parameter


def _traits(parameter: Node) -> Iterator[tuple[str, str]]:
    """What two parameters may be known by: the name anywhere, or its letters at a place. What is in a path is known by its place there."""
    place = parameter.string("in") or ""
    yield "", parameter.string("name") or ""
    if place != "path":
        yield place, _letters(parameter)


def _letters(parameter: Node) -> str:
    return "".join(char for char in (parameter.string("name") or "").lower() if char.isalnum())


def compare_parameter(old: Node | None, new: Node | None, requests: SchemaComparison) -> Iterator[Part]:
    """What differs between a parameter and its counterpart."""
    present = new or old
    if present is None:
        return
    where, name = _where(present), present.string("name")
    if new is None:
        yield Part("parameter-removed", Direction.REQUEST, where, old, None, f"the {present.string('in')} parameter `{name}` is gone")
    elif old is None:
        is_required = new.flag("required")
        kind = "parameter-added-required" if is_required else "parameter-added"
        article = "a required" if is_required else "an optional"
        yield Part(kind, Direction.REQUEST, where, None, new, f"there is {article} {new.string('in')} parameter `{name}`")
    else:
        yield from _itself(old, new, where)
        yield from _forms(old, new, where, requests)
        yield from _contents(old, new, where, requests)


def _where(parameter: Node) -> str:
    return f"{parameter.string('in')}:{parameter.string('name')}"


def _itself(old: Node, new: Node, where: str) -> Iterator[Part]:
    place, other_place = old.string("in"), new.string("in")
    name, other_name = old.string("name"), new.string("name")
    if place != other_place:
        yield Part(
            "parameter-moved",
            Direction.REQUEST,
            where,
            old.get("in"),
            new.get("in"),
            f"`{other_name}` was in {place}, and is in {other_place}",
        )
    elif name != other_name and place not in ("path", "header"):
        yield Part(
            "parameter-renamed", Direction.REQUEST, where, old.get("name"), new.get("name"), f"`{name}` is called `{other_name}` now"
        )
    if old.flag("required") != new.flag("required"):
        is_now = new.flag("required")
        kind, text = ("parameter-became-required", "must be given now") if is_now else ("parameter-became-optional", "may be left out now")
        yield Part(kind, Direction.REQUEST, where, old.get("required") or old, new.get("required") or new, f"`{other_name}` {text}")
    if old.flag("deprecated") != new.flag("deprecated"):
        is_now = new.flag("deprecated")
        kind, text = ("parameter-deprecated", "is deprecated now") if is_now else ("parameter-undeprecated", "is not deprecated any more")
        yield Part(kind, Direction.REQUEST, where, old.get("deprecated"), new.get("deprecated"), f"`{other_name}` {text}")
    examples = ("example", "examples") if examples_differ(old, new) else ()
    for keyword, kind in (("description", "description-changed"), *((name, "example-changed") for name in examples)):
        before, after = old.get(keyword), new.get(keyword)
        if not same(before, after) and not same_words(before, after):
            what = "is new" if before is None else "is gone" if after is None else "changed"
            yield Part(f"parameter-{kind}", Direction.REQUEST, where, before, after, f"`{other_name}`: the {keyword} {what}")


def _forms(old: Node, new: Node, where: str, requests: SchemaComparison) -> Iterator[Part]:
    name = new.string("name")
    one, other = _style(old), _style(new)
    if any(schema.types and schema.types <= _SINGLE for schema in requests.read(old.get("schema"), new.get("schema"))):
        one, other = _single_style(one), _single_style(other)
    if one != other:
        text = f"`{name}` is written in another style: {' '.join(other)}, not {' '.join(one)}"
        yield Part("parameter-style-changed", Direction.REQUEST, where, old.get("style") or old, new.get("style") or new, text)
    if old.flag("allowReserved") != new.flag("allowReserved"):
        text = f"reserved characters in `{name}` are {'sent as they are' if new.flag('allowReserved') else 'encoded'} now"
        yield Part("parameter-reserved-changed", Direction.REQUEST, where, old.get("allowReserved"), new.get("allowReserved"), text)
    if old.flag("allowEmptyValue") != new.flag("allowEmptyValue"):
        is_now = new.flag("allowEmptyValue")
        kind = "parameter-empty-allowed" if is_now else "parameter-empty-forbidden"
        text = f"`{name}` may {'' if is_now else 'not '}be empty now"
        yield Part(kind, Direction.REQUEST, where, old.get("allowEmptyValue"), new.get("allowEmptyValue"), text)


def _style(parameter: Node) -> tuple[str, ...]:
    """How values are written; the default where nothing is said (OpenAPI 3.1.1, 4.8.12.2)."""
    style = parameter.string("style") or _STYLES.get(parameter.string("in") or "", "form")
    explode = parameter.get("explode")
    is_exploded = style == "form" if explode is None or not isinstance(explode.value, bool) else explode.value
    return style, "exploded" if is_exploded else "joined"


def _single_style(style: tuple[str, ...]) -> tuple[str, ...]:
    """How a single value is written: only a few styles put something before it."""
    return style[:1] if style[0] in _PREFIXED else ("plain",)


def _contents(old: Node, new: Node, where: str, requests: SchemaComparison) -> Iterator[Part]:
    before, after = by_media_type(old.get("content")), by_media_type(new.get("content"))
    if before.keys() != after.keys():
        text = f"`{new.string('name')}` is written as {', '.join(after) or 'plain text'}, not {', '.join(before) or 'plain text'}"
        yield Part("parameter-content-changed", Direction.REQUEST, where, old.get("content") or old, new.get("content") or new, text)
    for media in (name for name in before if name in after):
        found = requests.compare(before[media].get("schema"), after[media].get("schema"))
        yield from schema_parts("parameter", where, Direction.REQUEST, found)
    if not before and not after:
        found = requests.as_text().compare(old.get("schema"), new.get("schema"))
        for part in schema_parts("parameter", where, Direction.REQUEST, found):
            # what an object in a parameter can hold goes by the rules of objects, not of parameters
            is_inner = part.kind in ("parameter-removed", "parameter-added-required")
            yield part._replace(wire=part.wire or Wire.DANGEROUS) if is_inner else part
