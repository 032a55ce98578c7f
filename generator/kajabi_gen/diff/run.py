"""The way from two arguments of the command line to what the comparison comes to; what is known from an earlier one is taken."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from kajabi_gen import cache
from kajabi_gen.config import Settings
from kajabi_gen.diff.compared import Compared, as_json, from_json
from kajabi_gen.diff.inputs import refuse_stdin_twice, source_of
from kajabi_gen.sources import read_overlays
from kajabi_gen.spec.finding import Findings, InputError
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.source import Source


def compared(settings: Settings, old: str, new: str, progress: Callable[[str], None], known: Path | None = None) -> Compared:
    """Read and compare both sides. `known`: the folder of the cache. Raises InputError with what is wrong with either."""
    progress("reading")
    refuse_stdin_twice(old, new)
    olds, news = _read(old, settings.limits), _read(new, settings.limits)
    overlays = read_overlays(settings)
    file = _entry(known, settings, (olds, news, *overlays)) if known is not None else None
    last = cache.load(file, from_json) if file is not None else None
    if last is not None:
        return last
    from kajabi_gen.diff.sides import compare_sides

    found = compare_sides(olds, news, overlays, settings, progress)
    if file is not None:
        with suppress(RecursionError):  # of a place that is too deep to be written down
            cache.save(file, as_json(found))
    return found


def _read(argument: str, limits: Limits) -> Source | Findings:
    try:
        return source_of(argument, limits)
    except InputError as problem:
        return problem.findings


def _entry(folder: Path, settings: Settings, sources: Iterable[Source | Findings]) -> Path | None:
    """The file of the cache for all that a comparison is made of; the order of the sources matters, and so does what they are called."""
    judged = repr((settings.package, settings.limits, sorted(settings.diff.severity.items())))
    parts = [*cache.tool(), judged.encode()]
    for source in sources:
        if not isinstance(source, Source):
            return None
        parts += (os.fsencode(source.name), source.content)
    return folder / f"{cache.digest(parts)}.json"
