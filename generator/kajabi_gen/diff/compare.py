"""Compare two documents: pair their operations, look at every part of each, and tell every cause once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kajabi_gen.diff import causes, document, prose
from kajabi_gen.diff.change import Change, Diff, Direction, Operation, Sdk, Side, Spot
from kajabi_gen.diff.compare_schema import SchemaComparison
from kajabi_gen.diff.difference import Context
from kajabi_gen.diff.kinds import KINDS
from kajabi_gen.diff.operation import OperationComparison
from kajabi_gen.diff.pairing import Endpoint, Pairing, pair
from kajabi_gen.diff.prepare import Prepared, info
from kajabi_gen.diff.sameness import Sameness
from kajabi_gen.diff.schema import Schemas
from kajabi_gen.diff.sdk import Subject, Surfaces, subject
from kajabi_gen.diff.security import SecurityComparison
from kajabi_gen.spec.finding import Finding, warning


class OnTheWire(NamedTuple):
    """Two documents, their operations in pairs, and what differs between them: every difference at every place."""

    old: Prepared
    new: Prepared
    pairing: Pairing
    differences: tuple[Change, ...]


def diff(old: Prepared, new: Prepared, package: str) -> Diff:
    """All changes between two documents, and what they do to an SDK of that package name."""
    return with_sdk(on_the_wire(old, new), subject(old, package), subject(new, package))


def on_the_wire(old: Prepared, new: Prepared) -> OnTheWire:
    """Compare all parts of two documents."""
    pairing = pair(old.document, new.document)
    differences = (
        *_appeared(pairing),
        *_operations(old, new, pairing),
        *document.compare(old.document, new.document),
        *prose.compare(old, new, pairing),
    )
    return OnTheWire(old, new, pairing, differences)


def with_sdk(wire: OnTheWire, before: Subject, after: Subject) -> Diff:
    """All changes, each told once, and what they do to an SDK. `before`, `after`: the SDKs of both sides."""
    old, new, pairing, differences = wire
    surfaces = Surfaces.of(before, after, pairing)
    merged = causes.merge(differences, surfaces.resources)
    changes = surfaces.judge([*merged, *prose.warnings(merged, pairing)])
    return Diff(
        _side(old),
        _side(new),
        tuple(sorted(changes, key=causes.order)),
        tuple(dict.fromkeys((*_findings(old), *_findings(new), *surfaces.findings))),
    )


def _side(prepared: Prepared) -> Side:
    return Side(prepared.document.mark.file, info(prepared.document, "title"), info(prepared.document, "version"))


def _findings(prepared: Prepared) -> Iterator[Finding]:
    """What was repaired; the mix of OpenAPI 3.0 and 3.1 is told once."""
    mixed = [finding for finding in prepared.findings if finding.code == "nullable-dialect"]
    if mixed:
        text = f"`nullable` of OpenAPI 3.0 in a document of a later version, {len(mixed)} times"
        yield warning("dialect-drift", text, "read as meant", mixed[0].mark)
    yield from (finding for finding in prepared.findings if finding.code != "nullable-dialect")


def _appeared(pairing: Pairing) -> Iterator[Change]:
    for endpoint in pairing.removed:
        yield _whole("operation-removed", endpoint, f"{endpoint.method} {endpoint.path} is gone", is_old=True)
    for endpoint in pairing.added:
        yield _whole("operation-added", endpoint, f"there is a new operation, {endpoint.method} {endpoint.path}", is_old=False)
    for one, other in pairing.both:
        if one.shape != other.shape:
            spots = Spot(one.path, one.node.mark), Spot(other.path, other.node.mark)
            text = f"{one.method} {one.path} is at {other.path} now"
            yield _change("operation-moved", other, *spots, text)


def _whole(kind: str, endpoint: Endpoint, message: str, *, is_old: bool) -> Change:
    spot = Spot(f"{endpoint.method} {endpoint.path}", endpoint.node.mark)
    return _change(kind, endpoint, spot if is_old else None, None if is_old else spot, message)


def _change(kind: str, endpoint: Endpoint, old: Spot | None, new: Spot | None, message: str) -> Change:
    operation = Operation(endpoint.method, endpoint.path)
    return Change(kind, KINDS[kind].wire, Sdk.NONE, Direction.NONE, (operation,), "operation", old, new, message)


def _operations(old: Prepared, new: Prepared, pairing: Pairing) -> Iterator[Change]:
    schemas = Schemas(old.document), Schemas(new.document)
    requests = SchemaComparison(Context(*schemas, is_response=False))
    responses = SchemaComparison(Context(*schemas, is_response=True))
    sameness = Sameness(*schemas)
    comparison = OperationComparison(requests, responses, sameness, pairing.moves)
    security = SecurityComparison(old.document, new.document)
    for one, other in pairing.both:
        if not _is_untouched(one, other, sameness):
            yield from comparison.compare(one, other)
        yield from security.compare(one, other)
        yield from document.servers(old.document, new.document, one, other)
    yield from comparison.webhooks(old.document, new.document)


def _is_untouched(one: Endpoint, other: Endpoint, sameness: Sameness) -> bool:
    """Whether nobody touched an operation, as is true of most: what is equal to the last word need not be compared part by part."""
    words = ("summary", "description", "externalDocs")
    return (
        one.path == other.path
        and all(sameness.same(one.item.get(name), other.item.get(name)) for name in words)
        and sameness.same(one.node, other.node)
    )
