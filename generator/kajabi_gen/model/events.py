"""Webhook events: operations that show a sample payload of an event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kajabi_gen.model import naming
from kajabi_gen.model.ir import Arity, Event, EventMember, Operation, Resource, ResultKind
from kajabi_gen.model.reserved import CLASS_NAMES, EVENT_MEMBERS
from kajabi_gen.spec.enrich import subject_of
from kajabi_gen.spec.facts import FactKind, Facts


def find(operations: Sequence[Operation], resources: Mapping[str, Resource], facts: Facts) -> Iterator[Event]:
    """The events of a document, by name: each operation that gives a list of resources and whose prose names an event."""
    found: dict[str, Event] = {}
    taken = {*CLASS_NAMES, *(resource.class_name for resource in resources.values())}
    for operation in operations:
        named = facts.about(FactKind.EVENT, subject_of(operation.method, operation.path))
        if operation.result.kind is ResultKind.MIXED and named:
            shown = {fact.name for fact in facts.about(FactKind.EVENT_TYPE, subject_of(operation.method, operation.path))}
            name = named[0].name
            members = tuple(_members(operation.result.types, shown, resources))
            found[name] = Event(name, "", members, operation.description, operation.mark)
    for name in sorted(found):
        class_name = f"{naming.pascal(name)}Event"
        while class_name in taken:
            class_name += "Event"
        taken.add(class_name)
        yield found[name]._replace(class_name=class_name)


def _members(types: tuple[str, ...], shown: set[str], resources: Mapping[str, Resource]) -> Iterator[EventMember]:
    """The first type is the subject; each other is named after the relationship that leads to it.

    What hangs off the subject comes once (the tag that was added); what hangs off another resource by a to-many relationship comes
    several times (the items of an order).
    """
    subject = resources.get(types[0])
    names: list[str] = []
    for index, type_ in enumerate(types):
        relationship = _relationship_to(subject, type_) if index else None
        holders = [resources[other] for other in types[1:] if other in resources and other != type_]
        several = index > 0 and relationship is None and any(_leads_to_many(holder, type_) for holder in holders)
        wire = relationship or type_
        name = naming.snake(wire) if several else naming.singular(naming.snake(wire))
        names.append(naming.identifier(name, EVENT_MEMBERS.union(names)))
        required = index == 0 or not shown or type_ in shown
        yield EventMember(names[-1], type_, Arity.MANY if several else Arity.ONE, required)


def _relationship_to(resource: Resource | None, type_: str) -> str | None:
    wires = [relationship.wire for relationship in resource.relationships if relationship.target == type_] if resource else []
    return wires[0] if len(wires) == 1 else None


def _leads_to_many(resource: Resource, type_: str) -> bool:
    return any(item.target == type_ and item.arity is Arity.MANY for item in resource.relationships)
