"""The first half of the way through: load → overlay → normalize → enrich → validate. Nothing of it knows an SDK."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from kajabi_gen import aside
from kajabi_gen.sources import Sources, parse_document, parse_overlays
from kajabi_gen.spec import bounds, check, overlay
from kajabi_gen.spec.enrich import enrich
from kajabi_gen.spec.facts import Facts
from kajabi_gen.spec.finding import Finding, InputError
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.node import Mark, Node
from kajabi_gen.spec.normalize import normalize
from kajabi_gen.spec.validate import validate

_FEW: Final = 20  # paths; for less, a second process costs more than it saves

Progress = Callable[[str], None]


class Prepared(NamedTuple):
    """A document after all stages up to validation, with its Facts and everything there is to say about it."""

    overlays: tuple[Node, ...]
    document: Node
    facts: Facts
    findings: tuple[Finding, ...]


def quiet(_stage: str) -> None:
    """Progress that nobody watches."""


def parse(sources: Sources, limits: Limits) -> tuple[Node, tuple[Node, ...]]:
    """The document and the overlays that apply to it. Raises InputError."""
    document = parse_document(sources.document, limits)
    return document, tuple(item for item in parse_overlays(sources.overlays, limits) if overlay.applies(item, document))


def prepare(document: Node, overlays: Sequence[Node] = (), progress: Progress = quiet) -> Prepared:
    """Overlay, normalize, enrich and validate a document. Raises InputError with every error that cannot be lived with."""
    with preparing(document, overlays, progress) as prepared:
        return prepared


@contextmanager
def preparing(document: Node, overlays: Sequence[Node] = (), progress: Progress = quiet) -> Generator[Prepared]:
    """As `prepare`; what is done with the document in a `with` is done while it is still being validated, on the second core.

    Raises InputError for what is not valid at the end, in place of whatever an invalid document led to.
    """
    check.refuse_version(document)
    document, findings = overlay.apply_all(overlays, document)
    check.refuse(document)
    progress("normalizing")
    document, found = normalize(document)
    findings.extend(found)
    bounds.refuse_combinations(document)
    progress("validating")
    with aside.begun(lambda: validate(document), pays=_is_large(document)) as validated:
        try:
            yield Prepared(tuple(overlays), document, enrich(document), tuple(findings))
        except Exception:
            _refuse_invalid(document, validated())
            raise
        _refuse_invalid(document, validated())


def _refuse_invalid(document: Node, found: Iterable[Finding]) -> None:
    errors = [*check.path_parameters(document), *found]
    if errors:
        raise InputError(errors)


@contextmanager
def followed(mark: Mark) -> Generator[None]:
    """Raises InputError for a document, at `mark`, that nests deeper than this machine can follow."""
    try:
        yield
    except RecursionError:
        raise InputError([bounds.too_deep(mark)]) from None


def _is_large(document: Node) -> bool:
    paths = document.get("paths")
    return paths is not None and len(paths.members) > _FEW
