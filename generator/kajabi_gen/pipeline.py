"""The one way through: load → overlay → normalize → enrich → validate → model → render → format → write.

Each stage is a pure function from one immutable value to the next. Only `sources.read` and `emit.write` touch the disk.
"""

from __future__ import annotations

import keyword
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kajabi_gen import __version__, aside
from kajabi_gen.config import DEFAULT_PACKAGE, Settings
from kajabi_gen.emit import write
from kajabi_gen.emit.render import Known, Part, extra_files, render, runtime, unknown
from kajabi_gen.emit.version import refuse_version, sdk_version
from kajabi_gen.emit.view.project import Project
from kajabi_gen.model import naming
from kajabi_gen.model.build import build
from kajabi_gen.model.ir import Api
from kajabi_gen.outcome import Outcome
from kajabi_gen.sources import Sources, parse_document, parse_overlays, read
from kajabi_gen.spec import check, overlay
from kajabi_gen.spec.enrich import enrich
from kajabi_gen.spec.facts import Facts
from kajabi_gen.spec.finding import Finding, InputError, Severity, error
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.node import Mark, Node
from kajabi_gen.spec.normalize import normalize
from kajabi_gen.spec.validate import validate

_NEEDED: Final = ("httpx2", "msgspec")
_FEW: Final = 20  # paths; for less, a second process costs more than it saves

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document after all stages up to validation, with its Facts and everything there is to say about it."""

    source: Node
    overlays: tuple[Node, ...]
    document: Node
    facts: Facts
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Modelled:
    """A document and the model that came of it."""

    prepared: Prepared
    api: Api
    findings: tuple[Finding, ...]


def quiet(_stage: str) -> None:
    """Progress that nobody watches."""


def parse(sources: Sources, limits: Limits) -> tuple[Node, tuple[Node, ...]]:
    """The document and the overlays that apply to it."""
    document = parse_document(sources.document, limits)
    return document, tuple(item for item in parse_overlays(sources.overlays, limits) if overlay.applies(item, document))


def prepare(document: Node, overlays: Sequence[Node] = (), progress: Progress = quiet) -> Prepared:
    """Overlay, normalize, enrich and validate a document. Raises InputError with every error that cannot be lived with."""
    source = document
    check.refuse(document)
    document, findings = overlay.apply_all(overlays, document)
    if overlays:
        check.refuse(document)
    progress("normalizing")
    document, found = normalize(document)
    findings.extend(found)
    progress("validating")
    with aside.begun(lambda: validate(document), pays=_is_large(document)) as validated:
        facts = enrich(document)
        errors = [*check.path_parameters(document), *validated()]
    if errors:
        raise InputError(errors)
    return Prepared(source, tuple(overlays), document, facts, tuple(findings))


def _is_large(document: Node) -> bool:
    paths = document.get("paths")
    return paths is not None and len(paths.members) > _FEW


def model_of(settings: Settings, progress: Progress = quiet, sources: Sources | None = None) -> Modelled:
    """From the settings to the model; `sources`: what they name, if it has been read.

    Raises InputError, also for a document that nests deeper than this machine can follow.
    """
    document, overlays = parse(read(settings) if sources is None else sources, settings.limits)
    try:
        return model(prepare(document, overlays, progress), settings.package, progress)
    except RecursionError:
        finding = error("too-deep", "the document nests too deep to be followed", "flatten it, or lower `limits.depth`", document.mark)
        raise InputError([finding]) from None


def model(prepared: Prepared, package: str = DEFAULT_PACKAGE, progress: Progress = quiet) -> Modelled:
    """Build the model of a prepared document, for a package of that name (its client's classes are reserved)."""
    progress("modelling")
    api, found = build(prepared.document, prepared.facts, Project.named(package, "", "").class_names)
    findings = sorted(dict.fromkeys((*prepared.findings, *found)), key=lambda finding: finding.order)
    return Modelled(prepared, api, tuple(findings))


def refuse_errors(findings: Sequence[Finding]) -> None:
    """What `--strict` adds: Findings of severity error are refused. Raises InputError."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise InputError(errors)


def emit(modelled: Modelled, settings: Settings, progress: Progress = quiet, known: Known = unknown) -> list[Part]:
    """All files of the SDK, finished. `known`: see `render`."""
    progress("rendering")
    _refuse_package(settings.package)
    version = settings.version or sdk_version(modelled.api.version)
    refuse_version(version, "--sdk-version")
    project = Project.named(settings.package, modelled.api.version, version)
    overrides = Path(settings.templates) if settings.templates else None
    if overrides is not None and not overrides.is_dir():
        raise InputError([error("no-templates", "there is no such folder", "check --templates", Mark(str(overrides), 1, 1))])
    extras = extra_files(modelled.prepared.overlays, project)
    copied = [Part(path, text, "") for path, text in runtime(project, overrides).items()]
    return [*copied, *render(modelled.api, project, overrides, extras, known)]


def _refuse_package(package: str) -> None:
    is_name = package.isidentifier() and package.isascii() and package.islower() and not package.startswith("_")
    if not is_name or keyword.iskeyword(package) or keyword.iskeyword(naming.pascal(package)):
        message = f"{package[:60]!r} cannot be the name of a package"
        raise InputError([error("package-name", message, "use lower-case letters, digits and underscores", Mark("--package", 1, 1))])
    if package in sys.stdlib_module_names or package in _NEEDED:
        message = f"{package!r} would hide a module of Python or of a library that the SDK needs"
        raise InputError([error("package-name", message, "choose another name", Mark("--package", 1, 1))])


def outcome(settings: Settings, sources: Sources, progress: Progress = quiet, last: Outcome | None = None) -> Outcome:
    """The whole way up to writing. `last`: what the last build by the same tool came to. Raises InputError."""
    modelled = model_of(settings, progress, sources)
    if settings.strict:
        refuse_errors(modelled.findings)
    api, parts = modelled.api, emit(modelled, settings, progress, last.known if last is not None else unknown)
    files = write.with_manifest({part.path: part.text for part in parts}, __version__)
    made_of = {part.key: part.path for part in parts if part.key}
    return Outcome(api.title, api.version, len(api.operations), len(api.resources), len(api.events), modelled.findings, files, made_of)
