"""What a change does to callers of the SDK: the public names, signatures and types of both sides, and which change explains which."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from kajabi_gen.diff.change import Change, Direction, Operation, Sdk, Spot
from kajabi_gen.diff.kinds import KINDS
from kajabi_gen.diff.pairing import Pairing
from kajabi_gen.diff.prepare import Prepared
from kajabi_gen.diff.surface import Entry, Parts, Surface, is_of_reply, surface_of, verdict
from kajabi_gen.model.build import build
from kajabi_gen.model.naming import package_classes
from kajabi_gen.spec import check
from kajabi_gen.spec.finding import Finding, InputError, warning

_RECENT: Final = 256
"""Operations of which the parts are kept: changes of one come one after the other, and all of a large document take too much room."""
_WORST: Final = (Sdk.BREAKING, Sdk.ADDITIVE, Sdk.NONE)
_VALUES: Final = frozenset(
    kind for kind in KINDS if kind.startswith(("parameter-include-value-", "parameter-sort-key-", "parameter-value-"))
)
_NAMELESS: Final = frozenset(kind for kind in KINDS if kind.endswith(("description-changed", "example-changed")))


class Subject(NamedTuple):
    """The surface of the SDK of one side; None where none can be built of its document, and then a Finding says why."""

    surface: Surface | None
    findings: tuple[Finding, ...] = ()


class Surfaces(NamedTuple):
    """The emitted surfaces of both sides; None where no SDK can be built of one, and then nothing is judged."""

    old: Surface | None
    new: Surface | None
    olds: Mapping[tuple[str, str], tuple[str, str]]
    findings: tuple[Finding, ...]

    @staticmethod
    def of(old: Subject, new: Subject, pairing: Pairing) -> Surfaces:
        """The surfaces of both sides of the pairing."""
        olds = {(other.method, other.path): (one.method, one.path) for one, other in pairing.both}
        return Surfaces(old.surface, new.surface, olds, (*old.findings, *new.findings))

    def resources(self, operation: Operation) -> str:
        """The JSON:API type an operation is about."""
        key = (operation.method, operation.path)
        surface, key = (self.new, key) if self.new and key in self.new.types else (self.old, self.olds.get(key, key))
        return surface.types.get(key, "") if surface else ""

    def judge(self, changes: Iterable[Change]) -> list[Change]:
        """The changes with their SDK verdicts, and one for every difference of the surface that none of them explains."""
        changes = list(changes)
        if self.old is None or self.new is None:
            return changes
        every = {**self.old.entries, **self.new.entries}
        verdicts = {symbol: found for symbol in every if (found := self._verdict(symbol)) is not Sdk.NONE}
        explained = set[str]()
        judged: list[Change] = []
        parts_of = lru_cache(_RECENT)(self._parts_of)
        for change in changes:
            symbols = [symbol for symbol in self._symbols(change, parts_of) if symbol in verdicts]
            explained.update(symbols)
            worst = min(symbols, key=lambda symbol: _WORST.index(verdicts[symbol]), default=None)
            judged.append(change if worst is None else change._replace(sdk=verdicts[worst], symbol=worst))
        if not changes:  # written otherwise, and the same: what classes are called may hang on the names of components
            return judged
        return [*judged, *self._unexplained(verdicts, explained)]

    def _verdict(self, symbol: str) -> Sdk:
        if self.old is None or self.new is None:
            return Sdk.NONE
        return verdict(self.old.entries.get(symbol), self.new.entries.get(symbol))

    def _parts_of(self, key: tuple[str, str], is_reply: bool) -> tuple[Parts, ...]:
        """The parts of an operation on both sides, by its key on the new one."""
        sides = ((self.old, self.olds.get(key, key)), (self.new, key))
        return tuple(surface.parts_of(of, is_reply=is_reply) for surface, of in sides if surface is not None)

    def _symbols(self, change: Change, parts_of: Callable[[tuple[str, str], bool], tuple[Parts, ...]]) -> Iterator[str]:
        """The public names that a change can be about."""
        if change.kind in _NAMELESS or (change.direction is Direction.NONE and change.where not in ("operation", "event")):
            return
        spot = change.new or change.old
        where = f"{change.where}={spot.value}" if change.kind in _VALUES and spot else change.where
        for operation in change.operations:
            found = [parts.about(where) for parts in parts_of((operation.method, operation.path), is_of_reply(where))]
            if change.kind == "operation-moved":  # only its name matters; what it gives is told apart
                found = [found[0] - found[1], found[1] - found[0]]
            yield from (symbol for names in found for symbol in sorted(names))

    def _unexplained(self, verdicts: Mapping[str, Sdk], explained: set[str]) -> Iterator[Change]:
        """Names that come, go or change though no part of the wire says so; what belongs to another such name goes with it."""
        left = {symbol: found for symbol, found in verdicts.items() if symbol not in explained}
        for symbol in sorted(left):
            was, now = (surface.entries.get(symbol) if surface else None for surface in (self.old, self.new))
            entry = now or was
            if entry is None or entry.derived or self._follows(entry, left, verdicts, explained):
                continue
            kind, text = "sdk-changed", f"`{symbol}`: {was.text if was else ''} → {now.text if now else ''}"
            if was is None or now is None:
                kind, text = ("sdk-added", f"`{symbol}` is new") if was is None else ("sdk-removed", f"`{symbol}` is gone")
            old, new = (Spot(side.text, side.mark) if side else None for side in (was, now))
            operations = tuple(Operation(*key) for key in entry.operations[:1])
            yield Change(kind, KINDS[kind].wire, left[symbol], Direction.NONE, operations, "sdk", old, new, text, symbol)

    def _follows(self, entry: Entry, left: Mapping[str, Sdk], verdicts: Mapping[str, Sdk], explained: set[str]) -> bool:
        """Whether a name comes or goes with another: a member with its class, a class with the operations that give it."""
        if entry.parent and entry.parent in verdicts:
            return True
        surface = self.new if self.new and entry.symbol in self.new.entries else self.old
        users = surface.users.get(entry.symbol, ()) if surface else ()
        return bool(users) and all(user in explained or user in left for user in users)


def subject(prepared: Prepared, package: str) -> Subject:
    """Build the model of a document and read its surface; or say why there is none."""
    try:
        errors = [*prepared.unusable, *check.path_parameters(prepared.document)]
        if errors:
            raise InputError(errors)
        api, _ = build(prepared.document, prepared.facts, package_classes(package))
    except RecursionError:
        text = "no SDK can be built of this document, so what changes for its callers is not told: its schemas go too deep"
        return Subject(None, (warning("sdk-unknown", text, "take schemas apart", prepared.document.mark),))
    except InputError as problem:
        first = problem.findings[0]
        text = f"no SDK can be built of this document, so what changes for its callers is not told: {first.message}"
        return Subject(None, (warning("sdk-unknown", text, first.action, first.mark),))
    return Subject(surface_of(api, package))
