"""Make a document ready to be compared: the stages of a build up to the facts, tolerant, since what is reviewed may be half done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from kajabi_gen.spec import bounds, check, overlay
from kajabi_gen.spec.enrich import enrich
from kajabi_gen.spec.facts import Facts
from kajabi_gen.spec.finding import Finding, InputError
from kajabi_gen.spec.grammar import Kind, transform
from kajabi_gen.spec.node import Node
from kajabi_gen.spec.normalize import normalize
from kajabi_gen.spec.refs import resolve

_FATAL: Final = frozenset(("not-openapi", "swagger-2", "openapi-version"))
_HARMLESS: Final = frozenset(("no-paths", "no-operations"))  # a document of webhooks, or one whose last operation went


class Prepared(NamedTuple):
    """A normalized document with its Facts and what was repaired on the way.

    `unusable`: what keeps an SDK from being built of it; what else it says is compared all the same.
    """

    document: Node
    facts: Facts
    findings: tuple[Finding, ...]
    unusable: tuple[Finding, ...] = ()


def prepare(document: Node, overlays: Sequence[Node] = ()) -> Prepared:
    """Overlay, normalize and enrich a document; whether it is valid OpenAPI in all its parts is not asked.

    What leads nowhere is left out, with a Finding. Raises InputError for what is no OpenAPI 3 document, and for schemas that are bombs.
    """
    unusable = _unusable(document)
    document, overlaid = overlay.apply_all(overlays, document)
    document, repaired = normalize(_without_dead_ends(document) if unusable else document)
    bounds.refuse_combinations(document)
    return Prepared(document, enrich(document), (*unusable, *overlaid, *repaired), unusable)


def _unusable(document: Node) -> tuple[Finding, ...]:
    try:
        check.refuse(document)
    except InputError as problem:
        if any(finding.code in _FATAL for finding in problem.findings):
            raise
        return tuple(item._replace(action="left out of the comparison") for item in problem.findings if item.code not in _HARMLESS)
    return ()


def _without_dead_ends(document: Node) -> Node:
    """Objects in place of references to another document, to what is not there, or to themselves. Those of schemas are a repair."""

    def visit(_kind: Kind, node: Node) -> Node:
        reference = node.get("$ref")
        if reference is None or (reference.text is not None and resolve(document, node).get("$ref") is None):
            return node
        return node.with_changes({"$ref": None})

    return transform(document, visit, [kind for kind in Kind if kind not in (Kind.SCHEMA, Kind.OTHER)])


def info(document: Node, name: str) -> str:
    """A member of `info` as text, "" where there is none."""
    member = document.at("info", name)
    return "" if member is None or member.value is None else str(member.value)


def elements(node: Node | None) -> tuple[Node, ...]:
    """The elements of a sequence that may be missing."""
    return node.elements if node is not None else ()


def entries(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The members of a mapping that may be missing, whatever they are called: `x-total` is a fine name for a header."""
    yield from node.members.items() if node is not None else ()


def members(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The members of a mapping that may be missing, extensions left out."""
    for name, child in node.members.items() if node is not None else ():
        if not name.startswith("x-"):
            yield name, child


def same_words(one: Node | None, other: Node | None) -> bool:
    """Whether two texts are the same but for white space at the end of lines and around them: YAML has many ways to write one."""
    if one is None or other is None or one.text is None or other.text is None:
        return False
    left, right = ([line.rstrip() for line in node.strip().splitlines()] for node in (one.text, other.text))
    return left == right
