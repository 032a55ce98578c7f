"""The command line: options, progress, exit codes (0 done, 1 stale or findings over the threshold, 2 bad input or usage), no logic."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kajabi_gen import __version__
from kajabi_gen.cli_common import (
    CACHE,
    Group,
    Progress,
    cache_folder,
    clean_errors,
    fail,
    load_settings,
    not_empty,
    option,
    print_errors,
    told,
)
from kajabi_gen.cli_diff import changelog, diff

if TYPE_CHECKING:
    from kajabi_gen.spec.finding import Finding

_VERSION = told("-V", "--version", text=lambda _: f"kajabi-gen {__version__}", help="Show the version and exit.")
_SPEC = "The OpenAPI document, YAML or JSON; - for standard input. Default: the embedded Kajabi document."


@click.group(cls=Group, params=[_VERSION], context_settings={"max_content_width": 100})
def main() -> None:
    """From the OpenAPI document of a JSON:API to a typed Python SDK."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a character shows "?"


main.add_command(diff)
main.add_command(changelog)


@main.command()
@option("--spec", metavar="FILE|-", callback=not_empty, help=_SPEC)
@option("--out", metavar="DIR", callback=not_empty, help="The folder of the emitted project. Default: generated.")
@option("--check", "check_only", is_flag=True, help="Write nothing; print what is stale as a diff and exit 1.")
@option("--strict", is_flag=True, default=None, help="Refuse a document with findings of severity error.")
@option("--templates", metavar="DIR", callback=not_empty, help="A folder of templates that go before the built-in ones.")
@option("--package", metavar="NAME", callback=not_empty, help="The import name of the SDK. Default: kajabi.")
@option("--sdk-version", "version", metavar="X", callback=not_empty, help="The version of the SDK. Default: the document's.")
@option("--no-overlay", is_flag=True, help="Leave the overlays out.")
@option("--report", metavar="FILE", type=click.Path(dir_okay=False), help="Write everything about the build as JSON.")
@option("--allow-foreign-files", is_flag=True, default=None, help="Build into a folder that holds other files too; they stay.")
@CACHE
@clean_errors
def build(check_only: bool, no_overlay: bool, report: str | None, use_cache: bool, **options: Any) -> None:
    """Build the SDK from an OpenAPI document."""
    from kajabi_gen.building import build_sdk, nowhere

    settings = load_settings(**options, overlays=() if no_overlay else None)
    if report and not Path(report).absolute().parent.is_dir():
        fail([f"{report}:1:1: error: there is no folder for the report [no-report]; create it, or correct --report"])
    progress = Progress()
    started = time.monotonic()
    try:
        built = build_sdk(settings, check_only=check_only, known=cache_folder if use_cache else nowhere, progress=progress)
    finally:
        progress.done()
    seconds = time.monotonic() - started
    print_errors(built.outcome.findings)
    if report:
        _write_report(report, built, seconds)
    if check_only and built.changes.any:
        from kajabi_gen.emit.write import stale_diff
        from kajabi_gen.spec.finding import one_line

        for line in stale_diff(Path(settings.out), built.outcome.files, built.changes):
            click.echo(line)
        click.echo(f"{one_line(settings.out)} is stale: run `kajabi-gen build`", err=True)
        sys.exit(1)
    from kajabi_gen.report.build import summary

    click.echo(summary(built, settings.out, seconds))


def _write_report(path: str, built: Any, seconds: float) -> None:
    from kajabi_gen.emit.textfile import write_text
    from kajabi_gen.report.build import report

    write_text(Path(path), report(built, seconds) + "\n")


@main.command()
@click.argument("spec", callback=not_empty)
@option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@option("--fail-on", type=click.Choice(["error", "warning", "note", "never"]), default="error", show_default=True)
@option("--no-overlay", is_flag=True, help="Leave the overlays out.")
@clean_errors
def lint(spec: str, style: str, fail_on: str, no_overlay: bool) -> None:
    """Say everything that was repaired, inferred or doubted in a document (SPEC, or - for standard input)."""
    from kajabi_gen.modelling import model_of
    from kajabi_gen.report import findings as reports
    from kajabi_gen.spec.finding import InputError, Severity

    settings = load_settings(spec=spec, overlays=() if no_overlay else None)
    try:
        found: Sequence[Finding] = model_of(settings).findings
        status = 0
    except InputError as problem:
        found, status = problem.findings, 2
    text = {"text": reports.as_text, "json": reports.as_json, "github": reports.as_github}[style](found)
    click.echo(text)
    threshold = -1 if fail_on == "never" else Severity(fail_on).rank
    sys.exit(status or int(any(finding.severity.rank <= threshold for finding in found)))


@main.command()
@click.argument("spec", callback=not_empty)
@option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@option("--no-overlay", is_flag=True, help="Leave the overlays out.")
@clean_errors
def inspect(spec: str, style: str, no_overlay: bool) -> None:
    """Show the model of a document as a tree: namespaces, operations, resources, events."""
    from kajabi_gen.modelling import model_of
    from kajabi_gen.report import model as reports

    modelled = model_of(load_settings(spec=spec, overlays=() if no_overlay else None))
    print_errors(modelled.findings)
    click.echo(reports.as_text(modelled.api) if style == "text" else reports.as_json(modelled.api))
