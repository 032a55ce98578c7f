"""The one way through: load → overlay → normalize → enrich → validate → model → render → format → write.

Each stage is a pure function from one immutable value to the next. Only `read` and `emit.write` touch the disk.
"""

from __future__ import annotations

import keyword
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kajabi_gen import __version__
from kajabi_gen.config import DEFAULT_PACKAGE, Settings
from kajabi_gen.emit import write
from kajabi_gen.emit.format import UnformattableError, format_files
from kajabi_gen.emit.render import extra_files, render, runtime
from kajabi_gen.emit.version import refuse_version, sdk_version
from kajabi_gen.emit.view.project import Project
from kajabi_gen.model import naming
from kajabi_gen.model.build import build
from kajabi_gen.model.ir import Api
from kajabi_gen.sources import load_document, load_overlays
from kajabi_gen.spec import check, overlay
from kajabi_gen.spec.enrich import enrich
from kajabi_gen.spec.facts import Facts
from kajabi_gen.spec.finding import Finding, InputError, Severity, error
from kajabi_gen.spec.node import Mark, Node
from kajabi_gen.spec.normalize import normalize
from kajabi_gen.spec.validate import validate

_NEEDED: Final = ("httpx2", "msgspec")

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


@dataclass(frozen=True, slots=True)
class Built:
    """A finished build: the files, and what they change in the output folder."""

    modelled: Modelled
    files: dict[str, str]
    changes: write.Changes


def quiet(_stage: str) -> None:
    """Progress that nobody watches."""


def read(settings: Settings) -> tuple[Node, tuple[Node, ...]]:
    """The document and the overlays that apply to it."""
    document = load_document(settings)
    return document, tuple(item for item in load_overlays(settings) if overlay.applies(item, document))


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
    facts = enrich(document)
    progress("validating")
    errors = [*check.path_parameters(document), *validate(document)]
    if errors:
        raise InputError(errors)
    return Prepared(source, tuple(overlays), document, facts, tuple(findings))


def model_of(settings: Settings, progress: Progress = quiet) -> Modelled:
    """From the settings to the model. Raises InputError, also for a document that nests deeper than this machine can follow."""
    document, overlays = read(settings)
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


def emit(modelled: Modelled, settings: Settings, progress: Progress = quiet) -> dict[str, str]:
    """All files of the SDK, formatted, with their manifest."""
    progress("rendering")
    _refuse_package(settings.package)
    version = settings.version or sdk_version(modelled.api.version)
    refuse_version(version, "--sdk-version")
    project = Project.named(settings.package, modelled.api.version, version)
    overrides = Path(settings.templates) if settings.templates else None
    if overrides is not None and not overrides.is_dir():
        raise InputError([error("no-templates", "there is no such folder", "check --templates", Mark(str(overrides), 1, 1))])
    rendered = render(modelled.api, project, overrides, extra_files(modelled.prepared.overlays, project))
    progress("formatting")
    return write.with_manifest({**runtime(project, overrides), **_formatted(rendered, overrides)}, __version__)


def _formatted(rendered: dict[str, str], overrides: Path | None) -> dict[str, str]:
    try:
        return format_files(rendered)
    except UnformattableError as problem:
        path, line, column = problem.args
        remedy = f"correct the template of this file in {overrides}" if overrides else "report this bug of kajabi-gen, with the document"
        raise InputError([error("not-python", "what was rendered is no Python", remedy, Mark(path, line, column))]) from None


def _refuse_package(package: str) -> None:
    is_name = package.isidentifier() and package.isascii() and package.islower() and not package.startswith("_")
    if not is_name or keyword.iskeyword(package) or keyword.iskeyword(naming.pascal(package)):
        message = f"{package[:60]!r} cannot be the name of a package"
        raise InputError([error("package-name", message, "use lower-case letters, digits and underscores", Mark("--package", 1, 1))])
    if package in sys.stdlib_module_names or package in _NEEDED:
        message = f"{package!r} would hide a module of Python or of a library that the SDK needs"
        raise InputError([error("package-name", message, "choose another name", Mark("--package", 1, 1))])


def build_sdk(settings: Settings, *, check_only: bool = False, progress: Progress = quiet) -> Built:
    """The whole way. With `check_only` nothing is written."""
    out = Path(settings.out)
    progress("reading")
    modelled = model_of(settings, progress)
    if settings.strict:
        refuse_errors(modelled.findings)
    files = emit(modelled, settings, progress)
    if check_only:
        return Built(modelled, files, write.plan(out, files))
    progress("writing")
    return Built(modelled, files, write.write(out, files, settings.allow_foreign_files))
