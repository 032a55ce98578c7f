"""What a change does to callers of the SDK: the public names, signatures and types of both sides, and which change explains which."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from kajabi_gen.diff.change import SDK_UNKNOWN, Change, Direction, Operation, Sdk, Spot
from kajabi_gen.diff.kinds import KINDS
from kajabi_gen.diff.nearest import candidates
from kajabi_gen.diff.pairing import Pairing
from kajabi_gen.diff.prepare import Prepared
from kajabi_gen.diff.surface import Entry, Parts, Surface, surface_of, verdict
from kajabi_gen.model.build import build
from kajabi_gen.model.naming import package_classes
from kajabi_gen.spec import check
from kajabi_gen.spec.finding import Finding, InputError, warning

_RECENT: Final = 256
"""Operations of which the parts are kept: changes of one come one after the other, and all of a large document take too much room."""
_OFFERS: Final = ("-enum-value-added", "-include-value-added", "-sort-key-added", "parameter-value-added")


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
            return [change._replace(places=()) for change in changes]
        every = {**self.old.entries, **self.new.entries}
        verdicts = {symbol: found for symbol in every if (found := verdict(*self._sides(symbol))) is not Sdk.NONE}
        reached = candidates(changes, lru_cache(_RECENT)(self._parts_of))
        explained: dict[str, int] = {}
        for symbol, distance in (item for names in reached for item in names.items() if item[0] in verdicts):
            explained[symbol] = min(distance, explained.get(symbol, distance))
        listed, rank = lru_cache(None)(self._listed), list(Sdk).index
        judged: list[Change] = []
        for change, names in zip(changes, reached, strict=True):
            symbols = [symbol for symbol, distance in names.items() if explained.get(symbol) == distance]
            worst = min(symbols, key=lambda symbol: rank(verdicts[symbol]), default=None)
            sdk, name = (verdicts[worst], worst) if worst else _offered(change, names, listed)
            judged.append(change._replace(sdk=sdk, symbol=name, places=()))
        if not changes:  # written otherwise, and the same: what classes are called may hang on the names of components
            return judged
        return [*judged, *self._unexplained(verdicts, explained)]

    def _parts_of(self, operation: Operation, is_reply: bool) -> tuple[Parts, Parts]:
        """The parts of an operation on both sides."""
        key = (operation.method, operation.path)
        sides = ((self.old, self.olds.get(key, key)), (self.new, key))
        before, after = (surface.parts_of(of, is_reply=is_reply) if surface else Parts({}) for surface, of in sides)
        return before, after

    def _listed(self, symbol: str) -> frozenset[str]:
        """The values that the type of a name lists and did not."""
        was, now = self._sides(symbol)
        return frozenset(now.values).difference(was.values) if was and now else frozenset()

    def _unexplained(self, verdicts: Mapping[str, Sdk], explained: Collection[str]) -> Iterator[Change]:
        """Names that come, go or change though no part of the wire says so; what belongs to another such name goes with it."""
        told = {self._origin(symbol): verdicts[symbol] for symbol in explained}
        left = {symbol: found for symbol, found in verdicts.items() if symbol not in explained}
        for symbol in sorted(left):
            was, now = self._sides(symbol)
            entry = now or was
            if entry is None or entry.derived or self._follows(entry, left, verdicts, explained):
                continue
            if told.get(self._origin(symbol)) == left[symbol]:
                continue
            kind, text = "sdk-changed", f"`{symbol}`: {was.text if was else ''} → {now.text if now else ''}"
            if was is None or now is None:
                kind, text = ("sdk-added", f"`{symbol}` is new") if was is None else ("sdk-removed", f"`{symbol}` is gone")
            old, new = (Spot(side.text, side.mark) if side else None for side in (was, now))
            operations = tuple(Operation(*key) for key in entry.operations[:1])
            yield Change(kind, KINDS[kind].wire, left[symbol], Direction.NONE, operations, "sdk", old, new, text, symbol)

    def _sides(self, symbol: str) -> tuple[Entry | None, Entry | None]:
        before, after = (surface.entries.get(symbol) if surface else None for surface in (self.old, self.new))
        return before, after

    def _origin(self, symbol: str) -> Hashable:
        """Where in the documents a name comes from, and what it is called: recursive schemas make several classes of one place."""
        places = ((side.mark.line, side.mark.column) if side else None for side in self._sides(symbol))
        return (symbol.rpartition(".")[2], *places)

    def _follows(self, entry: Entry, left: Mapping[str, Sdk], verdicts: Mapping[str, Sdk], explained: Container[str]) -> bool:
        """Whether a name comes or goes with another: a member with its class, a class with the operations that give it."""
        if entry.parent and entry.parent in verdicts:
            return True
        surface = self.new if self.new and entry.symbol in self.new.entries else self.old
        users = surface.users.get(entry.symbol, ()) if surface else ()
        return bool(users) and all(user in explained or user in left for user in users)


def _offered(change: Change, names: Iterable[str], listed: Callable[[str], frozenset[str]]) -> tuple[Sdk, str | None]:
    """The verdict on a value that is allowed now: open types are the same, and editors offer one value more."""
    value = change.new.value if change.new and change.kind.endswith(_OFFERS) else None
    symbol = next((name for name in names if value in listed(name)), None) if isinstance(value, str) else None
    if symbol is None:
        return change.sdk, change.symbol
    return Sdk.ADDITIVE, f'{symbol[:-1]}"{value}")' if symbol.endswith("=)") else symbol


def subject(prepared: Prepared, package: str) -> Subject:
    """Build the model of a document and read its surface; or say why there is none."""
    try:
        errors = [*prepared.unusable, *check.path_parameters(prepared.document)]
        if errors:
            raise InputError(errors)
        api, _ = build(prepared.document, prepared.facts, package_classes(package))
    except RecursionError:
        text = "no SDK can be built of this document, so what changes for its callers is not told: its schemas go too deep"
        return Subject(None, (warning(SDK_UNKNOWN, text, "take schemas apart", prepared.document.mark),))
    except InputError as problem:
        first = problem.findings[0]
        text = f"no SDK can be built of this document, so what changes for its callers is not told: {first.message}"
        return Subject(None, (warning(SDK_UNKNOWN, text, first.action, first.mark),))
    return Subject(surface_of(api, package))
