"""A build from its settings to the output folder: what is known from the last one is taken, the rest goes through the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kajabi_gen import cache
from kajabi_gen.config import Settings
from kajabi_gen.emit import write
from kajabi_gen.outcome import Outcome
from kajabi_gen.sources import Sources, read

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: what it came to, and what that changes in the output folder."""

    outcome: Outcome
    changes: write.Changes


def build_sdk(settings: Settings, *, check_only: bool = False, known: Path | None = None, progress: Progress = lambda _: None) -> Built:
    """The whole way. With `check_only` nothing is written to the output folder. `known`: the folder of the cache. Raises InputError."""
    progress("reading")
    sources = read(settings)
    outcome = _made(settings, sources, progress) if known is None else _remembered(settings, sources, known, progress)
    out = Path(settings.out)
    if check_only:
        return Built(outcome, write.plan(out, outcome.files))
    progress("writing")
    return Built(outcome, write.write(out, outcome.files, settings.allow_foreign_files))


def _made(settings: Settings, sources: Sources, progress: Progress, last: Outcome | None = None) -> Outcome:
    from kajabi_gen import pipeline

    return pipeline.outcome(settings, sources, progress, last)


def _remembered(settings: Settings, sources: Sources, folder: Path, progress: Progress) -> Outcome:
    """The outcome of the last build, if this one would be the same; otherwise a new one, which is kept for the next."""
    file, inputs = cache.place(folder, settings), cache.inputs(settings, sources)
    last = cache.load(file)
    if last is not None and last.inputs == inputs:
        return last.outcome
    usable = last is not None and last.inputs.tool == inputs.tool
    outcome = _made(settings, sources, progress, last.outcome if last is not None and usable else None)
    cache.save(file, cache.Entry(inputs, outcome))
    return outcome
