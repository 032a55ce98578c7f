"""The values that the comparison gives and that every report shows: a `Change` for each cause, and the `Diff` that holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Final, NamedTuple

from kajabi_gen.spec.finding import Finding
from kajabi_gen.spec.node import Mark, Plain

SDK_UNKNOWN: Final = "sdk-unknown"
"""The code of the finding that no SDK can be built of a side."""


class Wire(StrEnum):
    """What a change does to the contract, worst first.

    BREAKING: a request that was valid is no longer, or a reply may hold what the old contract ruled out. DANGEROUS: the contract allows
    what it allowed, but a client may well be hurt (a default, an optional part that goes). COMPATIBLE: old clients go on. DOCS: words only.
    """

    BREAKING = "breaking"
    DANGEROUS = "dangerous"
    COMPATIBLE = "compatible"
    DOCS = "docs"


class Sdk(StrEnum):
    """What a change does to the emitted Python surface, worst first: names, signatures, types."""

    BREAKING = "breaking"
    ADDITIVE = "additive"
    NONE = "none"


class Direction(StrEnum):
    """Which way the changed part travels."""

    REQUEST = "request"
    RESPONSE = "response"
    NONE = "none"


class Source(StrEnum):
    """Where a fact stands: in the document's structure, or only in its words and examples."""

    STRUCTURE = "structure"
    PROSE = "prose"


class Bump(StrEnum):
    """The part of a version that a change moves (Semantic Versioning 2.0.0, 7 and 8)."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"
    NONE = "none"


class Spot(NamedTuple):
    """One side of a change: the value there, and where it stands."""

    value: Plain
    mark: Mark


class Operation(NamedTuple):
    """An operation that a change reaches, as the newer side calls it (the older side, where it is gone)."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class Change(NamedTuple):
    """One cause.

    `kind`: a stable id, see `kinds`. `operations`: every operation it reaches, the first of them gives `method` and `path`; none for
    changes of the whole API. `where`: the part, such as `query:filter[x]`, `requestBody`, `response:200:/data/attributes/name`.
    `old`, `new`: None where there is nothing on that side. `message`: one line for people. `symbol`: the public name in the SDK that is
    affected. `group`: the resource or tag that reports list it under. `places`: the part in each operation, where it is not `where` in all
    of them; for the verdict of the SDK alone.
    """

    kind: str
    wire: Wire
    sdk: Sdk
    direction: Direction
    operations: tuple[Operation, ...]
    where: str
    old: Spot | None
    new: Spot | None
    message: str
    symbol: str | None = None
    source: Source = Source.STRUCTURE
    group: str = ""
    places: tuple[tuple[Operation, str], ...] = ()

    @property
    def everywhere(self) -> tuple[tuple[Operation, str], ...]:
        """Every operation with the part of it."""
        return self.places or tuple((operation, self.where) for operation in self.operations)

    @property
    def method(self) -> str | None:
        """The method of the first operation, upper case."""
        return self.operations[0].method if self.operations else None

    @property
    def path(self) -> str | None:
        """The path of the first operation."""
        return self.operations[0].path if self.operations else None

    @property
    def pointer(self) -> str:
        """The JSON pointer (RFC 6901) of the place in the new document; in the old one, where it is gone."""
        spot = self.new or self.old
        return spot.mark.pointer if spot else ""


class Side(NamedTuple):
    """One of the two documents."""

    file: str
    title: str
    version: str


class Semver(NamedTuple):
    """How far the version of the API and that of the SDK must move."""

    api: Bump
    sdk: Bump


class Diff(NamedTuple):
    """The whole comparison. `changes` are in the order of reports; `findings` tell what was repaired on either side, and of which side no
    SDK can be built: the SDK's verdicts are not known then, whatever the changes say.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def wire_counts(self) -> dict[Wire, int]:
        """How many changes of each wire verdict; every verdict is there."""
        counted = Counter(change.wire for change in self.changes)
        return {wire: counted[wire] for wire in Wire}

    @property
    def sdk_counts(self) -> dict[Sdk, int]:
        """How many changes of each SDK verdict; every verdict is there."""
        counted = Counter(change.sdk for change in self.changes)
        return {sdk: counted[sdk] for sdk in Sdk}

    @property
    def sdk_unknown(self) -> tuple[Finding, ...]:
        """Why the SDK's verdicts are not known; empty where they are."""
        return tuple(finding for finding in self.findings if finding.code == SDK_UNKNOWN)

    @property
    def repaired(self) -> tuple[Finding, ...]:
        """What else was found, which `lint` tells as well."""
        return tuple(finding for finding in self.findings if finding.code != SDK_UNKNOWN)

    @property
    def semver(self) -> Semver:
        """The least that the versions must move; the SDK as far as the API where its verdicts are not known."""
        return Semver(api_bump(self.changes), (api_bump if self.sdk_unknown else sdk_bump)(self.changes))


def api_bump(changes: Iterable[Change]) -> Bump:
    """Major for what breaks, minor for what is dangerous or added, patch for words."""
    verdicts = {change.wire for change in changes}
    if Wire.BREAKING in verdicts:
        return Bump.MAJOR
    if verdicts & {Wire.DANGEROUS, Wire.COMPATIBLE}:
        return Bump.MINOR
    return Bump.PATCH if verdicts else Bump.NONE


def sdk_bump(changes: Iterable[Change]) -> Bump:
    """Major for what breaks callers, minor for what is new to them, patch where only what stands behind the names changes."""
    changes = tuple(changes)
    verdicts = {change.sdk for change in changes}
    if Sdk.BREAKING in verdicts:
        return Bump.MAJOR
    if Sdk.ADDITIVE in verdicts:
        return Bump.MINOR
    return Bump.PATCH if changes else Bump.NONE
