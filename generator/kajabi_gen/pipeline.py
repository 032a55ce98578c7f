"""The one way through: load → overlay → normalize → enrich → validate (`reading`) → model (`modelling`) → render → format → write.

Stages take a value that nobody changes and give the next one, without side effects. Only `sources.read` and `emit.write` touch the disk.
"""

from __future__ import annotations

import builtins
import keyword
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from kajabi_gen import __version__
from kajabi_gen.config import Settings
from kajabi_gen.emit import write
from kajabi_gen.emit.render import Known, Part, extra_files, load_templates, render, runtime, unknown
from kajabi_gen.emit.version import refuse_version, sdk_version
from kajabi_gen.emit.view.project import Project
from kajabi_gen.model import naming
from kajabi_gen.model.reserved import CLASS_NAMES, CLIENT_NAMES
from kajabi_gen.modelling import Modelled
from kajabi_gen.outcome import Outcome
from kajabi_gen.reading import Progress, quiet
from kajabi_gen.spec.finding import Finding, InputError, Severity, error
from kajabi_gen.spec.node import Mark

_NEEDED: Final = ("httpx2", "msgspec")


def refuse_errors(findings: Sequence[Finding]) -> None:
    """What `--strict` adds: Findings of severity error are refused. Raises InputError."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise InputError(errors)


def get_ready(settings: Settings) -> None:
    """Load, before there is a model, what the stages behind it need in any case."""
    import_module("ctypes")  # for `write`
    load_templates(_overrides(settings))


def _overrides(settings: Settings) -> Path | None:
    return Path(settings.templates) if settings.templates else None


def emit(modelled: Modelled, settings: Settings, progress: Progress = quiet, known: Known = unknown) -> list[Part]:
    """All files of the SDK, finished. `known`: see `render`."""
    progress("rendering")
    _refuse_package(settings.package, settings.place("package", "--package"))
    version = settings.version or sdk_version(modelled.api.version)
    refuse_version(version, settings.place("version", "--sdk-version"))
    project = Project.named(settings.package, modelled.api.version, version)
    overrides = _overrides(settings)
    if overrides is not None and not overrides.is_dir():
        raise InputError([error("no-templates", "there is no such folder", "check --templates", Mark(str(overrides), 1, 1))])
    extras = extra_files(modelled.overlays, project)
    copied = [Part(path, text, "") for path, text in runtime(project, overrides).items()]
    return [*copied, *render(modelled.api, project, overrides, extras, known)]


def _refuse_package(package: str, mark: Mark) -> None:
    is_name = package.isidentifier() and package.isascii() and package.islower() and not package.startswith("_") and package[-1] != "_"
    if not is_name or keyword.iskeyword(package) or keyword.iskeyword(naming.pascal(package)):
        message = f"{package[:60]!r} cannot be the name of a package"
        raise InputError([error("package-name", message, "use lower-case letters, digits and underscores", mark)])
    hidden = naming.package_classes(package) & (CLASS_NAMES | CLIENT_NAMES | frozenset(dir(builtins)))
    if package in sys.stdlib_module_names or package in _NEEDED or naming.module(package) != package:
        message = f"{package!r} would hide a module of Python or of a library that the SDK needs, or is a device of Windows"
        raise InputError([error("package-name", message, "choose another name", mark)])
    if hidden:
        message = f"{package!r} would give classes the names of others that the SDK needs: {', '.join(sorted(hidden))}"
        raise InputError([error("package-name", message, "choose another name", mark)])


def outcome(settings: Settings, modelled: Modelled, progress: Progress = quiet, last: Outcome | None = None) -> Outcome:
    """The way from the model up to writing. `last`: what the last build by the same tool came to. Raises InputError."""
    if settings.strict:
        refuse_errors(modelled.findings)
    made = emit(modelled, settings, progress, last.known if last is not None else unknown)
    api, parts = modelled.api, {part.path: part for part in made}  # what ships with an overlay may take the place of another file
    files = write.with_manifest({path: part.text for path, part in parts.items()}, __version__)
    made_of = {part.key: path for path, part in parts.items() if part.key}
    return Outcome(api.title, api.version, len(api.operations), len(api.resources), len(api.events), modelled.findings, files, made_of)
