"""Changes that only the words tell: facts of descriptions and examples that come and go, and sentences that warn.

Words that merely changed are told as such elsewhere. Here it is asked what the old words said and the new ones do not, and the other way
round, so that a sentence which was only put differently is no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from kajabi_gen.diff.change import Change, Direction, Operation, Sdk, Source, Spot
from kajabi_gen.diff.kinds import KINDS
from kajabi_gen.diff.pairing import Endpoint, Pairing
from kajabi_gen.diff.prepare import Prepared, members
from kajabi_gen.diff.schema import Schema, Schemas
from kajabi_gen.spec.enrich import subject_of
from kajabi_gen.spec.facts import Fact, FactKind
from kajabi_gen.spec.node import Node, walk
from kajabi_gen.spec.refs import lookup


class _Told(NamedTuple):
    """How a kind of Fact is told: the kinds of change, the parameter it belongs to, and the words for it.

    `where` and `name` are filled in with the Fact.
    """

    kind: str
    where: str
    what: str
    name: str = "{fact.value}"

    def of(self, fact: Fact) -> tuple[str, str]:
        """The parameter that a Fact belongs to, and what the Fact is called."""
        return self.where.format(fact=fact), self.name.format(fact=fact) or fact.name


_LISTS: Final[Mapping[FactKind, _Told]] = {
    FactKind.SORT_KEY: _Told("parameter-sort-key", "query:sort", "the key to sort by"),
    FactKind.INCLUDE_VALUE: _Told("parameter-include-value", "query:include", "the related resource to include"),
    FactKind.PARAMETER_VALUE: _Told("parameter-value", "query:{fact.name}", "the value"),
    FactKind.FAMILY_KEY: _Told("parameter-filter-key", "query:{fact.value}[{fact.name}]", "the key", "{fact.value}[{fact.name}]"),
}
_PAGE: Final[Mapping[FactKind, str]] = {FactKind.LIST_META: "meta", FactKind.LIST_LINK: "links"}
_FIGURES: Final[Mapping[FactKind, tuple[str, str]]] = {
    FactKind.PAGE_SIZE_DEFAULT: ("parameter-page-size-default-changed", "default page size"),
    FactKind.PAGE_SIZE_MAXIMUM: ("parameter-page-size-maximum-changed", "largest page size"),
}

_NULL: Final = re.compile(
    r"\bnull\b`?\s+(for|when|if|unless|on|in|where|otherwise)\b|\b(is|be|are|becomes?|returns?|has|have|hold[s]?|stays?)\s+(always\s+)?`?null\b"
    r"|\b(only|solely)\s+(populated|filled|set|present)\b|\b(populated|filled|set)\s+(only|solely)\b|\bempty\s+(for|when|if|unless)\b",
    re.IGNORECASE,
)
_DEPRECATION: Final = re.compile(
    r"\bdeprecat\w*|\b(will|going to|to)\s+(be\s+)?(removed|retired|dropped|discontinued|go away)\b"
    r"|\bno longer (supported|maintained)\b|\bsunset\b|\bend of life\b|\bdiscontinued\b",
    re.IGNORECASE,
)
_STATUS: Final = re.compile(
    r"(?:\bstatus\w*|\bcodes?|\bhttp|\breturn\w*|\brespon\w*|\bgives?|\banswer\w*|\brefused|\brejected|\bfails?|\berrors?)\b[^.\n]{0,30}?\b([45]\d\d)\b(?!\s*[a-z]?b\b)",
    re.IGNORECASE,
)
_INSTEAD: Final = re.compile(r"\b(instead of|rather than|no longer|not any ?more|any ?more)\b", re.IGNORECASE)
_LIMIT: Final = re.compile(
    r"\b(?:at most|up to|maximum(?: of)?|max\.?|limited to|no more than|rate limit\w*)\D{0,40}?(\d[\d,.]*\d|\d)"
    r"|(\d[\d,.]*\d|\d)\b\D{0,40}?\b(?:at (?:the )?most|at (?:the )?maximum|or (?:less|fewer)|is the (?:maximum|limit))\b",
    re.IGNORECASE,
)
_IGNORED: Final = re.compile(r"\b(ignored|has no effect|have no effect|without effect|not taken into account)\b", re.IGNORECASE)
_TOLD_AS: Final = (
    ("-deprecated", "prose-deprecation"),
    ("-became-nullable", "prose-null"),
    ("-page-size-default-changed", "prose-behaviour"),
    ("-page-size-maximum-changed", "prose-behaviour"),
)
_FIGURE: Final = re.compile(r"\d")
_CODE: Final = re.compile(r"`([^`\s]+)`")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_NO_SUBJECT: Final = frozenset(("null", "true", "false", "nil", "none"))
_FENCED: Final = re.compile(r"```.*?(```|\Z)", re.DOTALL)


class Statement(NamedTuple):
    """What a sentence says that callers should know: the kind of change it makes when new, about what, and the figure in it."""

    kind: str
    subject: str
    figure: str
    sentence: str

    @property
    def meaning(self) -> tuple[str, str, str]:
        """Equal where two sentences say the same in other words."""
        return (self.kind, "" if self.figure else self.subject, self.figure)


def compare(old: Prepared, new: Prepared, pairing: Pairing) -> Iterator[Change]:
    """Facts that came or went."""
    for one, other in pairing.both:
        yield from _lists(old, new, one, other)
        yield from _figures(old, new, one, other)
        yield from _attributes(old, new, one, other)
        yield from _pages(old, new, one, other)
    yield from _events(old, new, pairing)


def _about(prepared: Prepared, kind: FactKind, endpoint: Endpoint) -> tuple[Fact, ...]:
    return prepared.facts.about(kind, subject_of(endpoint.method, endpoint.path))


def _lists(old: Prepared, new: Prepared, one: Endpoint, other: Endpoint) -> Iterator[Change]:
    for kind, told in _LISTS.items():
        before = {told.of(fact): fact for fact in _about(old, kind, one)}
        after = {told.of(fact): fact for fact in _about(new, kind, other)}
        gone = [(*place, fact) for place, fact in before.items() if place not in after]
        come = [(*place, fact) for place, fact in after.items() if place not in before]
        if not gone and not come:
            continue
        names = _names(one), _names(other)
        for where, value, fact in gone:
            if _is_told_here(kind, where, *names):
                yield _change(f"{told.kind}-removed", other, where, fact, None, f"{told.what} `{value}` is not mentioned any more")
        for where, value, fact in come:
            if _is_told_here(kind, where, *names):
                yield _change(f"{told.kind}-added", other, where, None, fact, f"{told.what} `{value}` is mentioned now")


def _is_told_here(kind: FactKind, where: str, old: set[str], new: set[str]) -> bool:
    """Whether no change of the parameter itself tells it: values of a parameter that both sides have, keys that neither declares."""
    return where not in old | new if kind is FactKind.FAMILY_KEY else where in old & new


def _names(endpoint: Endpoint) -> set[str]:
    parameters = endpoint.node.get("parameters")
    return {f"{node.string('in')}:{node.string('name')}" for node in (parameters.elements if parameters else ())}


def _figures(old: Prepared, new: Prepared, one: Endpoint, other: Endpoint) -> Iterator[Change]:
    for kind, (change, what) in _FIGURES.items():
        before = {fact.name: fact for fact in _about(old, kind, one)}
        after = {fact.name: fact for fact in _about(new, kind, other)}
        for name in before:
            if name in after and before[name].value != after[name].value:
                text = f"the {what} was {before[name].value}, and is {after[name].value}"
                yield _change(change, other, f"query:{name}", before[name], after[name], text)


def _attributes(old: Prepared, new: Prepared, one: Endpoint, other: Endpoint) -> Iterator[Change]:
    """Attributes in the lists of a description that the schemas of the operation do not have."""
    before = {fact.name: fact for fact in _about(old, FactKind.ATTRIBUTE, one)}
    after = {fact.name: fact for fact in _about(new, FactKind.ATTRIBUTE, other)}
    pairs = [(name, before.get(name), after.get(name)) for name in dict.fromkeys((*before, *after))]
    changed = [pair for pair in pairs if _type_told(pair[1]) != _type_told(pair[2])]
    if not changed:
        return
    known = _declared(old.document, one.node) | _declared(new.document, other.node)
    for name, was, now in changed:
        if name in known:
            continue
        if was is None:
            yield _change(
                "resource-attribute-described", other, f"attribute:{name}", None, now, f"the prose tells of an attribute `{name}`"
            )
        elif now is None:
            text = f"the prose does not tell of the attribute `{name}` any more"
            yield _change("resource-attribute-undescribed", other, f"attribute:{name}", was, None, text)
        else:
            text = f"the prose says that the attribute `{name}` is {now.value}, not {was.value}"
            yield _change("resource-attribute-retyped", other, f"attribute:{name}", was, now, text)


def _pages(old: Prepared, new: Prepared, one: Endpoint, other: Endpoint) -> Iterator[Change]:
    """The `meta` and `links` of a page, which schemas often leave out and examples show."""
    before, after = (
        {(place, fact.name): fact for kind, place in _PAGE.items() for fact in _about(side, kind, end)}
        for side, end in ((old, one), (new, other))
    )
    if not before or not after:  # the example itself comes or goes, not what it shows
        return
    for place, name in sorted(before.keys() - after.keys()):
        yield _page("removed", other, (place, name), before[place, name], None)
    for place, name in sorted(after.keys() - before.keys()):
        yield _page("added", other, (place, name), None, after[place, name])


def _page(ending: str, endpoint: Endpoint, key: tuple[str, str], old: Fact | None, new: Fact | None) -> Change:
    place, name = key
    shown = "does not show" if new is None else "shows"
    text = f"the example of a page {shown} `{place}.{name}` {'any more' if new is None else 'now'}"
    change = _change(f"list-{place}-{ending}", endpoint, f"response:200:/{place}/{name}", old, new, text)
    return change._replace(direction=Direction.RESPONSE)


def _type_told(fact: Fact | None) -> str | None:
    """The type that a list of attributes gives for one; None where no such list has it."""
    return fact.value if fact is not None and "attribute" in fact.heading.lower() else None


def _declared(document: Node, operation: Node) -> set[str]:
    """The attributes of the resources that an operation takes and gives; where there are no resources, the names of all properties.

    Errors do not count: they have a `status` too.
    """
    responses = operation.get("responses")
    successes = [node for status, node in (responses.members.items() if responses else ()) if status.startswith("2")]
    bodies = [node for node in (*successes, operation.get("requestBody")) if node is not None]
    schemas, found = Schemas(document), set[str]()
    for schema in (medium.get("schema") for body in bodies for _, medium in members(body.get("content"))):
        data = schemas.read(schema).properties.get("data")
        for resource in _forms(schemas, schemas.read(data).said.get("items", data)):
            for attributes in _forms(schemas, resource.properties.get("attributes")):
                found.update(attributes.properties)
    return found or set(_properties(document, bodies))


def _forms(schemas: Schemas, node: Node | None) -> Iterator[Schema]:
    """A schema and the alternatives it has."""
    schema = schemas.read(node)
    yield schema
    for group in schema.alternatives:
        yield from (schemas.read(part) for part in group.parts)


def _properties(document: Node, nodes: Iterable[Node]) -> Iterator[str]:
    """The names of all properties that schemas below the Nodes have."""
    todo, seen = list(nodes), set[int]()
    while todo:
        for node in walk(todo.pop()):
            properties = node.get("properties")
            yield from properties.members if properties else ()
            target = node.string("$ref")
            referred = lookup(document, target) if target else None
            if referred is not None and id(referred) not in seen:
                seen.add(id(referred))
                todo.append(referred)


def _events(old: Prepared, new: Prepared, pairing: Pairing) -> Iterator[Change]:
    before = {fact.name: fact for fact in old.facts.of_kind(FactKind.EVENT)}
    after = {fact.name: fact for fact in new.facts.of_kind(FactKind.EVENT)}
    for name, fact in before.items():
        if name not in after and not any(subject_of(end.method, end.path) == fact.subject for end in pairing.removed):
            yield _event("event-removed", fact, None, f"the prose does not tell of the webhook event `{name}` any more")
    for name, fact in after.items():
        if name not in before and not any(subject_of(end.method, end.path) == fact.subject for end in pairing.added):
            yield _event("event-added", None, fact, f"the prose tells of the webhook event `{name}`")


def _event(kind: str, old: Fact | None, new: Fact | None, message: str) -> Change:
    subject = (new or old or Fact(FactKind.EVENT, "", "")).subject
    method, _, path = subject.partition(" ")
    operations = (Operation(method, path),) if path else ()
    return Change(
        kind, KINDS[kind].wire, Sdk.NONE, Direction.NONE, operations, "event", _spot(old), _spot(new), message, source=Source.PROSE
    )


def _change(kind: str, endpoint: Endpoint, where: str, old: Fact | None, new: Fact | None, message: str) -> Change:
    operation = Operation(endpoint.method, endpoint.path)
    direction = Direction.RESPONSE if kind.startswith("resource") else Direction.REQUEST
    return Change(kind, KINDS[kind].wire, Sdk.NONE, direction, (operation,), where, _spot(old), _spot(new), message, source=Source.PROSE)


def _spot(fact: Fact | None) -> Spot | None:
    return None if fact is None else Spot(fact.value or fact.name, fact.mark)


# --- sentences


def warnings(changes: Iterable[Change], pairing: Pairing) -> Iterator[Change]:
    """What changed words say now that callers should know, each statement once; `changes` are those of words and all others."""
    changes = list(changes)
    known = _structural(changes)
    olds = {(other.method, other.path): one for one, other in pairing.both}
    told = set[tuple[str, str, str, str]]()
    for change in changes:
        if not change.kind.endswith("description-changed") or not change.operations:
            continue
        before, after = _text(change.old), _text(change.new)
        said = {statement.meaning for statement in statements(before, _named(change))}
        fresh = [statement for statement in statements(after, _named(change)) if statement.meaning not in said]
        if not fresh:
            continue
        one = olds.get((change.operations[0].method, change.operations[0].path))
        elsewhere = {statement.meaning for statement in (_all_statements(one.node) if one else ())}
        for statement in fresh:
            mark = (change.group, *statement.meaning)
            if statement.meaning in elsewhere or mark in told or (change.group, statement.subject, statement.kind) in known:
                continue
            told.add(mark)
            yield change._replace(
                kind=statement.kind,
                wire=KINDS[statement.kind].wire,
                message=_quote(statement),
                source=Source.PROSE,
            )


def _structural(changes: Iterable[Change]) -> set[tuple[str, str, str]]:
    """(group, name, kind) of statements that other changes tell as well, such as deprecations."""
    found = set[tuple[str, str, str]]()
    for change in changes:
        for ending, kind in _TOLD_AS:
            if change.kind.endswith(ending):
                found.add((change.group, _named(change), kind))
    return found


def _named(change: Change) -> str:
    """The property or parameter that a change is about, "" for an operation."""
    if "/" in change.where:
        return change.where.rsplit("/", 1)[-1]
    place, _, name = change.where.partition(":")
    return name if place in ("query", "path", "header", "cookie") else ""


def _text(spot: Spot | None) -> str:
    return spot.value if spot is not None and isinstance(spot.value, str) else ""


def _quote(statement: Statement) -> str:
    about = f"`{statement.subject}`: " if statement.subject else ""
    sentence = " ".join(statement.sentence.split()).strip("*>- ")
    return f"{about}“{sentence if len(sentence) <= 200 else sentence[:199] + '…'}”"


def _all_statements(operation: Node) -> Iterator[Statement]:
    for node in walk(operation):
        description = node.string("description")
        if description:
            yield from statements(description, "")
            name = node.string("name") or ""
            if name:
                yield from statements(description, name)


def statements(text: str, named: str) -> Iterator[Statement]:
    """What the sentences of a text say. They are about `named`, else about the first code word of their paragraph."""
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*[*\-#>])", _FENCED.sub("", text)):
        subject = named or next((word for word in _CODE.findall(paragraph) if word.lower() not in _NO_SUBJECT), "")
        for sentence in _SENTENCE.split(paragraph):
            yield from _statement(sentence, subject)


def _statement(sentence: str, subject: str) -> Iterator[Statement]:
    has_figure = _FIGURE.search(sentence) is not None  # few have one, and it is found soon
    if _NULL.search(sentence):
        yield Statement("prose-null", subject, "", sentence)
    elif _DEPRECATION.search(sentence):
        yield Statement("prose-deprecation", subject, "", sentence)
    elif has_figure and (match := _STATUS.search(sentence)):
        yield Statement("prose-behaviour", "", match[1], sentence)
    elif has_figure and (match := _LIMIT.search(sentence)):
        yield Statement("prose-behaviour", subject, match[1] or match[2], sentence)
    elif _IGNORED.search(sentence):
        yield Statement("prose-behaviour", subject, "ignored", sentence)
    elif _INSTEAD.search(sentence):
        yield Statement("prose-behaviour", subject, "instead", sentence)
