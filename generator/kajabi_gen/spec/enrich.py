"""Find the facts that a document states only in its prose and examples (the document itself is not changed)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kajabi_gen.spec import prose
from kajabi_gen.spec.facts import Fact, FactKind, Facts
from kajabi_gen.spec.grammar import Kind, objects, operations
from kajabi_gen.spec.node import Mark, Node, Plain, plain

_EVENT: Final = re.compile(r"payloads?\b[^.\n]{0,200}`(\w+)` event|`(\w+)` event\b[^.\n]{0,200}\bpayload", re.IGNORECASE)
_FAMILY: Final = re.compile(r"\b([a-z]+(?:_[a-z]+)*)_N\b")
_FAMILY_RANGE: Final = re.compile(r"\bN\b[^.\n]{0,100}?\b(\d{1,9})\D{1,12}(\d{1,9})\b")
_BRACKETS: Final = re.compile(r"(\w+)\[(\w+)\]")
_VALUES_LEAD: Final = re.compile(r"\bvalues?\b", re.IGNORECASE)


def subject_of(method: str, path: str) -> str:
    """How Facts name an operation: "GET /v1/things"."""
    return f"{method.upper()} {path}"


def enrich(document: Node) -> Facts:
    """All Facts of a normalized document."""
    found: list[Fact] = []
    for path, method, _item, operation in operations(document):
        found.extend(_operation_facts(method, path, operation))
    families: list[Fact] = []
    for kind, node in objects(document):
        if kind is Kind.SCHEMA and (example := node.get("example")) is not None:
            found.extend(_resource_facts(plain(example), example.mark))
        if (description := node.get("description")) is not None:
            families.extend(_families(description))
    return Facts.of((*found, *families))


def _operation_facts(method: str, path: str, operation: Node) -> Iterator[Fact]:
    subject = subject_of(method, path)
    description = operation.get("description")
    text = (description.text if description else None) or ""
    mark = description.mark if description else operation.mark
    page = prose.read(text)
    led = _led_bullets(page)
    parameters = operation.get("parameters")
    for parameter in parameters.elements if parameters else ():
        yield from _parameter_facts(subject, parameter, page, led, text)
    for prefix, key in dict.fromkeys(_family_keys(method, path, page)):
        yield Fact(FactKind.FAMILY_KEY, subject, key, prefix, mark=mark)
    for bullet in page.bullets:
        heading = bullet.heading
        yield Fact(FactKind.ATTRIBUTE, subject, bullet.name, bullet.type, bullet.text, heading, bullet.values, mark=mark)
    for example in (*page.examples, *_media_examples(operation)):
        yield from _example_facts(subject, example, mark)
    event = _EVENT.search(text) if "payload" in text.lower() else None  # which is found sooner
    if event:
        yield Fact(FactKind.EVENT, subject, event[1] or event[2], mark=mark)
        for type_, _resource in (found for example in page.examples if isinstance(example, list) for found in _resources(example)):
            yield Fact(FactKind.EVENT_TYPE, subject, type_, source="example", mark=mark)


def _family_keys(method: str, path: str, page: prose.Prose) -> Iterator[tuple[str, str]]:
    """(prefix, key) of each bracketed query parameter in the example requests for this very operation."""
    for example_method, example_path, query in page.requests:
        if example_method.lower() == method and _same_path(path, example_path):
            for name in query:
                if brackets := _BRACKETS.fullmatch(name):
                    yield brackets[1], brackets[2]


def _same_path(template: str, path: str) -> bool:
    """Whether an example path is one of the template's, whatever prefix either of them has."""
    wanted, shown = template.strip("/").split("/"), path.strip("/").split("/")
    pairs = list(zip(reversed(wanted), reversed(shown), strict=False))
    return abs(len(wanted) - len(shown)) <= 1 and all("{" in want or want == show for want, show in pairs)


def _parameter_facts(
    subject: str, parameter: Node, page: prose.Prose, led: Iterable[tuple[frozenset[str], list[str]]], text: str
) -> Iterator[Fact]:
    name = parameter.string("name") or ""
    own = parameter.string("description") or ""
    mark = (parameter.get("description") or parameter).mark
    if name == "sort":
        listed = prose.listed_keys(own)
        tried = _values_of(name, own, page)
        bullets = [bullet.name for bullet in page.bullets if bullet.heading.lower().startswith("sort") and bullet.type != "string"]
        for key in dict.fromkeys((*listed, *tried, *bullets, *prose.sortable_keys(text))):
            yield Fact(FactKind.SORT_KEY, subject, key, mark=mark)
    elif name == "include":
        for value in dict.fromkeys((*_values_of(name, own, page), *prose.listed_keys(own))):
            yield Fact(FactKind.INCLUDE_VALUE, subject, value, mark=mark)
    elif re.fullmatch(r"page\[(size|limit|per_page)\]|per_page|page_size", name):
        default, maximum = prose.page_sizes(f"{own}\n{text}")
        if default is not None:
            yield Fact(FactKind.PAGE_SIZE_DEFAULT, subject, name, str(default), mark=mark)
        if maximum is not None:
            yield Fact(FactKind.PAGE_SIZE_MAXIMUM, subject, name, str(maximum), mark=mark)
    else:
        for value in dict.fromkeys((*prose.keys_in_parentheses(own), *_led_values(name, led))):
            yield Fact(FactKind.PARAMETER_VALUE, subject, name, value, mark=mark)


def _values_of(name: str, own: str, page: prose.Prose) -> Iterator[str]:
    """The values of a comma-separated parameter in example requests, of its own description first."""
    own_values = [value for key, value in prose.query_pairs(own) if key == name]
    for value in (*own_values, *(query[name] for _method, _path, query in page.requests if name in query)):
        for key in value.split(","):
            if re.fullmatch(r"-?\w[\w.-]*", key.strip()):
                yield key.strip().lstrip("-")


def _led_bullets(page: prose.Prose) -> list[tuple[frozenset[str], list[str]]]:
    """(words of the line, bullets below it) for each line that introduces values, such as "Valid status values:"."""
    names: dict[str, list[str]] = {}
    for bullet in page.bullets:
        names.setdefault(bullet.lead, []).append(bullet.name)
    return [(frozenset(re.findall(r"[\w\[\]]+", lead)), below) for lead, below in names.items() if _VALUES_LEAD.search(lead)]


def _led_values(name: str, led: Iterable[tuple[frozenset[str], list[str]]]) -> Iterator[str]:
    """Bullets under a line such as "Valid status values:" are the values of `filter[status]`."""
    key = re.sub(r".*\[(\w+)\](\[\])?", r"\1", name)
    for words, below in led:
        if key in words or name in words:
            yield from below


def _media_examples(operation: Node) -> Iterator[Plain]:
    for _kind, node in objects(operation, Kind.OPERATION, (Kind.MEDIA_TYPE, Kind.EXAMPLE)):
        for name in ("example", "value"):
            if (value := node.get(name)) is not None:
                yield plain(value)


def _example_facts(subject: str, example: Plain, mark: Mark) -> Iterator[Fact]:
    if isinstance(example, dict):
        yield from _document_fact(subject, example, mark)
        meta, links = example.get("meta"), example.get("links")
        if isinstance(links, dict) and {"next", "prev", "first", "last"} & links.keys():
            for name in links:
                yield Fact(FactKind.LIST_LINK, subject, name, source="example", mark=mark)
            for name, value in meta.items() if isinstance(meta, dict) else ():
                yield Fact(FactKind.LIST_META, subject, name, json_type(value), source="example", mark=mark)
    yield from _resource_facts(example, mark)


def _document_fact(subject: str, example: Mapping[str, Plain], mark: Mark) -> Iterator[Fact]:
    data = example.get("data")
    first = data[0] if isinstance(data, list) and data else data
    type_ = first.get("type") if isinstance(first, dict) and "attributes" in first else None
    if isinstance(type_, str):
        arity = "many" if isinstance(data, list) else "one"
        yield Fact(FactKind.EXAMPLE_DOCUMENT, subject, type_, arity, source="example", mark=mark)


def _resource_facts(example: Plain, mark: Mark) -> Iterator[Fact]:
    """The attributes and relationships of every resource object (JSON:API 1.1 §7.2) in an example."""
    for type_, resource in _resources(example):
        attributes, relationships = resource.get("attributes"), resource.get("relationships")
        for name, value in attributes.items() if isinstance(attributes, dict) else ():
            yield Fact(FactKind.EXAMPLE_ATTRIBUTE, type_, name, json_type(value), source="example", mark=mark)
        for name, value in relationships.items() if isinstance(relationships, dict) else ():
            data = value.get("data") if isinstance(value, dict) else None
            arity = "many" if isinstance(data, list) else "one"
            for identifier in data if isinstance(data, list) else [data]:
                target = identifier.get("type") if isinstance(identifier, dict) else None
                if isinstance(target, str):
                    yield Fact(FactKind.EXAMPLE_RELATIONSHIP, type_, name, target, arity, source="example", mark=mark)


def _resources(value: Plain) -> Iterator[tuple[str, Mapping[str, Plain]]]:
    if isinstance(value, dict):
        type_ = value.get("type")
        if isinstance(type_, str) and isinstance(value.get("attributes"), dict):
            yield type_, value
        for member in value.values():
            yield from _resources(member)
    elif isinstance(value, list):
        for element in value:
            yield from _resources(element)


def json_type(value: object) -> str:
    """The JSON Schema type name of a value."""
    names = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array"), (dict, "object"))
    return next((name for type_, name in names if isinstance(value, type_)), "null")


def _families(description: Node) -> Iterator[Fact]:
    """Open-ended attributes told as `custom_N`, N from 1 to 150."""
    if description.text is None or "_N" not in description.text:
        return
    for line in description.text.split("\n"):
        stems = dict.fromkeys(_FAMILY.findall(line))
        bounds = _FAMILY_RANGE.search(line) if stems else None
        for stem in stems:
            yield Fact(FactKind.NUMBERED_FAMILY, stem, stem, bounds[2] if bounds else "", line.strip(" *"), mark=description.mark)
