"""A build from its settings to the output folder: what is known from the last one is taken, the rest goes through the pipeline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kajabi_gen import aside
from kajabi_gen.config import Settings
from kajabi_gen.outcome import Outcome
from kajabi_gen.sources import Sources, read

if TYPE_CHECKING:
    from kajabi_gen.emit.write import Changes
    from kajabi_gen.last_build import Last
    from kajabi_gen.modelling import Modelled
    from kajabi_gen.reading import Progress

_LARGE: Final = 100_000  # bytes; below that, a second process costs more than it saves


class Built(NamedTuple):
    """A finished build: what it came to, and what that changes in the output folder."""

    outcome: Outcome
    changes: Changes


def nowhere() -> None:
    """The place of no cache."""


def build_sdk(
    settings: Settings, *, check_only: bool = False, known: Callable[[], Path | None] = nowhere, progress: Progress = lambda _: None
) -> Built:
    """The whole way. With `check_only` nothing is written to the output folder. `known` gives the folder of the cache. Raises InputError.

    The model is begun on the second core before it is known to be needed, and given up if it is not: that core has nothing else to do.
    """
    progress("reading")
    sources = read(settings)

    def model() -> Modelled:
        from kajabi_gen.modelling import modelled

        return modelled(sources, settings, progress)

    with aside.begun(model, pays=_is_large(sources)) as modelled:
        from kajabi_gen import last_build

        folder = known()
        if folder is None:
            return _written(_made(settings, modelled, progress), settings, check_only, progress)
        file, inputs = last_build.place(folder, settings), last_build.inputs(settings, sources)
        last = last_build.load(file, inputs)
        same = last.outcome if last is not None and last.inputs == inputs else None
        outcome = same or _made(settings, modelled, progress, last)
    if same is not None:
        return _written(same, settings, check_only, progress)
    with aside.begun(lambda: last_build.save(file, last_build.Last(inputs, outcome)), pays=_is_large(sources)) as saved:
        try:
            return _written(outcome, settings, check_only, progress)
        finally:
            saved()


def _made(settings: Settings, modelled: Callable[[], Modelled], progress: Progress, last: Last | None = None) -> Outcome:
    """Everything that is needed when there is a model is loaded while it is made. `last`: the last build by the same tool."""
    from kajabi_gen import pipeline

    pipeline.get_ready(settings)
    return pipeline.outcome(settings, modelled(), progress, last.outcome if last is not None else None)


def _written(outcome: Outcome, settings: Settings, check_only: bool, progress: Progress) -> Built:
    from kajabi_gen.emit import write

    out = Path(settings.out)
    if check_only:
        return Built(outcome, write.plan(out, outcome.files))
    progress("writing")
    return Built(outcome, write.write(out, outcome.files, settings.allow_foreign_files))


def _is_large(sources: Sources) -> bool:
    return len(sources.document.content) > _LARGE
