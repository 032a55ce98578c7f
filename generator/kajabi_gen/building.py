"""A build from its settings to the output folder: what is known from the last one is taken, the rest goes through the pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kajabi_gen import cache, last_build
from kajabi_gen.config import Settings
from kajabi_gen.emit import write
from kajabi_gen.outcome import Outcome
from kajabi_gen.sources import Sources, read

if TYPE_CHECKING:
    from kajabi_gen.modelling import Modelled
    from kajabi_gen.reading import Progress

_LARGE: Final = 100_000  # bytes; below that, a second process costs more than it saves


class Built(NamedTuple):
    """A finished build: what it came to, and what that changes in the output folder."""

    outcome: Outcome
    changes: write.Changes


def build_sdk(settings: Settings, *, check_only: bool = False, known: Path | None = None, progress: Progress = lambda _: None) -> Built:
    """The whole way. With `check_only` nothing is written to the output folder. `known`: the folder of the cache. Raises InputError."""
    progress("reading")
    sources = read(settings)
    if known is None:
        return _written(_made(settings, sources, progress), settings, check_only, progress)
    file, inputs = last_build.place(known, settings), last_build.inputs(settings, sources)
    last = last_build.load(file, inputs)
    if last is not None and last.inputs == inputs:
        return _written(last.outcome, settings, check_only, progress)
    outcome = _made(settings, sources, progress, last.outcome if last is not None else None)
    from kajabi_gen import aside

    with aside.begun(lambda: cache.save(file, last_build.Last(inputs, outcome)), pays=_is_large(sources)) as saved:
        try:
            return _written(outcome, settings, check_only, progress)
        finally:
            saved()


def _written(outcome: Outcome, settings: Settings, check_only: bool, progress: Progress) -> Built:
    out = Path(settings.out)
    if check_only:
        return Built(outcome, write.plan(out, outcome.files))
    progress("writing")
    return Built(outcome, write.write(out, outcome.files, settings.allow_foreign_files))


def _made(settings: Settings, sources: Sources, progress: Progress, last: Outcome | None = None) -> Outcome:
    """The model is made on the second core, where that pays, while everything is loaded that is needed then."""
    from kajabi_gen import aside

    def model() -> Modelled:
        from kajabi_gen.modelling import modelled

        return modelled(sources, settings, progress)

    with aside.begun(model, pays=_is_large(sources)) as begun:
        from kajabi_gen import pipeline

        pipeline.get_ready(settings)
        return pipeline.outcome(settings, begun(), progress, last)


def _is_large(sources: Sources) -> bool:
    return len(sources.document.content) > _LARGE
