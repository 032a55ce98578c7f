"""The way from two arguments of the command line to what the comparison comes to; what is known from an earlier one is taken."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kajabi_gen import cache
from kajabi_gen.config import Settings
from kajabi_gen.diff.compared import Compared, compared_from
from kajabi_gen.diff.inputs import refuse_stdin_twice, source_of
from kajabi_gen.sources import identity, read_overlays
from kajabi_gen.spec.finding import Findings, InputError
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.source import Source

if TYPE_CHECKING:
    from kajabi_gen.reading import Progress


def compared(settings: Settings, old: str, new: str, progress: Progress, known: Path | None = None) -> Compared:
    """Read and compare both sides. `known`: the folder of the cache. Raises InputError with what is wrong with either."""
    progress("reading")
    refuse_stdin_twice(old, new)
    olds, news = _read(old, settings.limits), _read(new, settings.limits)
    overlays = read_overlays(settings)
    if known is None or not isinstance(olds, Source) or not isinstance(news, Source):
        return _made(olds, news, overlays, settings, progress)
    file = _entry(known, settings, (olds, news, *overlays))
    found = cache.load(file, compared_from)
    if found is None:
        found = _made(olds, news, overlays, settings, progress)
        cache.save(file, found)
    return found


def _made(old: Source | Findings, new: Source | Findings, overlays: tuple[Source, ...], settings: Settings, progress: Progress) -> Compared:
    from kajabi_gen.diff.sides import compare_sides  # with all that it needs, which what is known does not

    return compare_sides(old, new, overlays, settings, progress)


def _read(argument: str, limits: Limits) -> Source | Findings:
    try:
        return source_of(argument, limits)
    except InputError as problem:
        return problem.findings


def _entry(folder: Path, settings: Settings, sources: Iterable[Source]) -> Path:
    """The file of the cache for all that a comparison is made of; the order of the sources matters, and so does what they are called."""
    judged = repr((settings.package, settings.limits, sorted(settings.diff.severity.items())))
    return folder / f"{cache.digest([*cache.tool(), judged.encode(), *identity(sources)])}.json"
