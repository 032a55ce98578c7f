"""Make a document ready to be compared: the stages of a build up to the facts, tolerant, since what is reviewed may be half done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kajabi_gen.spec import check, overlay
from kajabi_gen.spec.enrich import enrich
from kajabi_gen.spec.facts import Facts
from kajabi_gen.spec.finding import Finding
from kajabi_gen.spec.node import Node
from kajabi_gen.spec.normalize import normalize


@dataclass(frozen=True, slots=True)
class Prepared:
    """A normalized document with its Facts and what was repaired on the way."""

    source: Node
    document: Node
    facts: Facts
    findings: tuple[Finding, ...]


def prepare(document: Node, overlays: Sequence[Node] = ()) -> Prepared:
    """Overlay, normalize and enrich a document; whether it is valid OpenAPI in all its parts is not asked.

    Raises InputError for what is no OpenAPI 3 document, or refers to what is not there.
    """
    source = document
    check.refuse(document)
    findings: list[Finding] = []
    for item in overlays:
        document, found = overlay.apply(item, document)
        findings.extend(found)
    document, found = normalize(document)
    findings.extend(found)
    return Prepared(source, document, enrich(document), tuple(findings))


def info(document: Node, name: str) -> str:
    """A member of `info` as text, "" where there is none."""
    member = document.at("info", name)
    return "" if member is None or member.value is None else str(member.value)


def elements(node: Node | None) -> tuple[Node, ...]:
    """The elements of a sequence that may be missing."""
    return node.elements if node is not None else ()


def members(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The members of a mapping that may be missing, extensions left out."""
    for name, child in node.members.items() if node is not None else ():
        if not name.startswith("x-"):
            yield name, child
