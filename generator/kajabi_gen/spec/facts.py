"""What a document says only in prose or in examples, as typed values with their place: one `Fact` each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from kajabi_gen.packing import packed
from kajabi_gen.spec.node import Mark


class FactKind(StrEnum):
    """What a Fact tells."""

    SORT_KEY = "sort-key"
    INCLUDE_VALUE = "include-value"
    PAGE_SIZE_DEFAULT = "page-size-default"
    PAGE_SIZE_MAXIMUM = "page-size-maximum"
    PARAMETER_VALUE = "parameter-value"
    FAMILY_KEY = "family-key"
    EXAMPLE_DOCUMENT = "example-document"
    ATTRIBUTE = "attribute"
    LIST_META = "list-meta"
    LIST_LINK = "list-link"
    EXAMPLE_ATTRIBUTE = "example-attribute"
    EXAMPLE_RELATIONSHIP = "example-relationship"
    EVENT = "event"
    EVENT_TYPE = "event-type"
    NUMBERED_FAMILY = "numbered-family"


@packed
class Fact(NamedTuple):
    """One thing the prose or an example says.

    `subject` is the operation ("GET /v1/things") or, for examples, the JSON:API type; `name` is the key, attribute or relationship;
    `value` the type, target or figure; `text` the sentence; `heading` what stood above it; `source` "prose" or "example".
    """

    kind: FactKind
    subject: str
    name: str
    value: str = ""
    text: str = ""
    heading: str = ""
    values: tuple[str, ...] = ()
    source: str = "prose"
    mark: Mark = Mark("", 1, 1)


_NONE: Final[tuple[Fact, ...]] = ()


@packed
class Facts(NamedTuple):
    """All Facts of a document, in document order, to be asked by kind and subject."""

    all: tuple[Fact, ...]
    by_subject: Mapping[tuple[FactKind, str], tuple[Fact, ...]]
    by_kind: Mapping[FactKind, tuple[Fact, ...]]

    @staticmethod
    def of(facts: Iterable[Fact]) -> Facts:
        """Index the Facts; one that repeats an earlier one (but for its place) is dropped."""
        kept: dict[tuple[object, ...], Fact] = {}
        for fact in facts:
            key = (fact.kind, fact.subject, fact.name, fact.value, fact.heading, fact.text)
            kept.setdefault(key, fact)
        index: dict[tuple[FactKind, str], list[Fact]] = {}
        kinds: dict[FactKind, list[Fact]] = {}
        for fact in kept.values():
            index.setdefault((fact.kind, fact.subject), []).append(fact)
            kinds.setdefault(fact.kind, []).append(fact)
        by_subject = {key: tuple(same) for key, same in index.items()}
        return Facts(tuple(kept.values()), by_subject, {kind: tuple(same) for kind, same in kinds.items()})

    def about(self, kind: FactKind, subject: str) -> tuple[Fact, ...]:
        """The Facts of a kind about a subject."""
        return self.by_subject.get((kind, subject), _NONE)

    def of_kind(self, kind: FactKind) -> tuple[Fact, ...]:
        """All Facts of a kind."""
        return self.by_kind.get(kind, _NONE)
