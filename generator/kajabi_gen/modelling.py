"""From a prepared document to the model of an SDK; after `reading`, before `pipeline`."""

from __future__ import annotations

from typing import NamedTuple

from kajabi_gen.config import DEFAULT_PACKAGE, Settings
from kajabi_gen.model.build import build
from kajabi_gen.model.ir import Api
from kajabi_gen.model.naming import package_classes
from kajabi_gen.reading import Prepared, Progress, followed, parse, preparing, quiet
from kajabi_gen.sources import Sources, read
from kajabi_gen.spec.facts import Facts
from kajabi_gen.spec.finding import Finding
from kajabi_gen.spec.node import Node


class Modelled(NamedTuple):
    """The model, with what else is known by then. `overlays`: those that apply to the document. `findings`: of all stages, in order."""

    api: Api
    facts: Facts
    overlays: tuple[Node, ...]
    findings: tuple[Finding, ...]


def model_of(settings: Settings, progress: Progress = quiet) -> Modelled:
    """From the settings to the model. Raises InputError."""
    return modelled(read(settings), settings, progress)


def modelled(sources: Sources, settings: Settings, progress: Progress = quiet) -> Modelled:
    """From the bytes of a document and its overlays to the model. Raises InputError."""
    document, overlays = parse(sources, settings.limits)
    with followed(document.mark), preparing(document, overlays, progress) as prepared:
        return model(prepared, settings.package, progress)


def model(document: Prepared, package: str = DEFAULT_PACKAGE, progress: Progress = quiet) -> Modelled:
    """The model of a prepared document, for a package of that name (its client's classes are reserved). Raises InputError."""
    progress("modelling")
    api, found = build(document.document, document.facts, package_classes(package))
    findings = sorted(dict.fromkeys((*document.findings, *found)), key=lambda finding: finding.order)
    return Modelled(api, document.facts, document.overlays, tuple(findings))
