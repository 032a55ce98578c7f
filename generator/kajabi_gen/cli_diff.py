"""The commands that compare two revisions: options, what goes to which stream, exit codes; no logic."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kajabi_gen.cli_common import (
    CACHE,
    Command,
    Progress,
    cache_folder,
    clean_errors,
    is_terminal,
    load_settings,
    not_empty,
    option,
    print_errors,
)

if TYPE_CHECKING:
    from datetime import datetime

    from kajabi_gen.config import Settings
    from kajabi_gen.diff.change import Change, Diff
    from kajabi_gen.diff.compared import Compared
    from kajabi_gen.diff.reviewed import Review

_FORMATS: Final = ("text", "json", "markdown", "html", "github", "junit", "sarif")
_THRESHOLDS: Final = ("breaking", "dangerous", "any", "sdk-breaking", "none")
_PIPE_WIDTH: Final = 120
_DIFF_ABOUT: Final = """Say what changed from OLD to NEW: on the wire, for callers of the SDK, for the next versions.

Each is a file, - for standard input, or a file in a git revision, such as HEAD~1:spec/api.yaml or v2:./api.yaml.

A PATTERN is a verdict (breaking, dangerous, compatible, docs, sdk-breaking, sdk-additive, sdk-none), a kind such as parameter-*, or a
path such as /v1/contacts* or "GET /v1/*".
"""
_CHANGELOG_ABOUT: Final = """Put what changed from OLD to NEW on top of the SDK's changelog, and print the SDK's next version.

OLD and NEW are named as for diff. Stamp the version with: kajabi-gen build --sdk-version X
"""


@click.command(cls=Command, help=_DIFF_ABOUT)
@click.argument("old", required=False, callback=not_empty)
@click.argument("new", required=False, callback=not_empty)
@option("--format", "style", type=click.Choice(_FORMATS), default="text", show_default=True)
@option("--output", metavar="FILE", callback=not_empty, help="Write the report there.")
@option("--fail-on", type=click.Choice(_THRESHOLDS), multiple=True, help="Exit 1 for such changes; may repeat. Default: none.")
@option("--only", metavar="PATTERN", multiple=True, help="Report and count these changes alone; may repeat.")
@option("--exclude", metavar="PATTERN", multiple=True, help="Leave these changes out; may repeat.")
@option("--exceptions", metavar="FILE", callback=not_empty, help="Reviewed changes, which do not make it fail: YAML or TOML.")
@option("--no-overlay", is_flag=True, help="Leave the overlays out.")
@option("--package", metavar="NAME", callback=not_empty, help="The import name of the SDK. Default: kajabi.")
@CACHE
@option("--next-version", is_flag=True, help="Print the next version of the API that the changes ask for, and no report.")
@option("--check-version", is_flag=True, help="Exit 1 if info.version of NEW promises less than what changed.")
@option("--schema", is_flag=True, help="Print the JSON Schema of --format json.")
@option("--list-kinds", is_flag=True, help="Print every kind of change with its verdicts, wire and SDK, and why.")
@clean_errors
def diff(old: str | None, new: str | None, schema: bool, list_kinds: bool, no_overlay: bool, package: str | None, **options: Any) -> None:
    """Compare, or print what needs no documents. The help is above."""
    if schema or list_kinds:
        click.echo(_schema() if schema else _kinds())
        return
    if old is None or new is None:
        raise click.UsageError("OLD and NEW are needed, except with --schema and --list-kinds.")
    settings = load_settings(overlays=() if no_overlay else None, package=package)
    sys.exit(_diff(settings, old, new, **options))


def _diff(settings: Settings, old: str, new: str, **options: Any) -> int:
    """The exit code."""
    from kajabi_gen.diff.select import Selection, Threshold, failing, selected

    selection = Selection.parse(options["only"], options["exclude"])
    exceptions_file = options["exceptions"] or settings.diff.exceptions
    thresholds = [Threshold(name) for name in options["fail_on"] or settings.diff.fail_on]
    review = _review_by(exceptions_file, settings)
    found = _compare(settings, old, new, options["use_cache"])
    reviewed = review(found.diff.changes)
    shown = selected(found.diff, selection)
    accepted = {id(change) for change in reviewed.accepted} if reviewed else set[int]()
    over = [change for change in failing(shown.changes, thresholds) if id(change) not in accepted]
    unjudged = Threshold.SDK_BREAKING in thresholds and bool(found.diff.sdk_unknown and found.diff.changes)
    text = _next_version(found.diff) if options["next_version"] else _report(shown, over, options["style"], options["output"])
    _put(text, options["output"])
    told = options["output"] is None and options["style"] == "text" and not options["next_version"]
    _say_findings(found.diff, counted=told)
    _say(found, shown, over, reviewed, thresholds)
    if unjudged:  # whatever is shown: any change may be breaking
        click.echo(f"--fail-on {Threshold.SDK_BREAKING} needs an SDK of both sides", err=True)
    return int(bool(over) or unjudged or (options["check_version"] and found.promise is not None))


def _review_by(file: str, settings: Settings) -> Callable[[Sequence[Change]], Review | None]:
    """How changes are held against the reviewed ones of a file. Raises InputError for a file that cannot be read."""
    if not file:
        return lambda _changes: None
    from kajabi_gen.diff.reviewed import load_exceptions, review

    exceptions = load_exceptions(file, settings.limits)
    from datetime import date

    return lambda changes: review(changes, exceptions, date.today())


def _compare(settings: Settings, old: str, new: str, use_cache: bool) -> Compared:
    from kajabi_gen.diff.run import compared

    progress = Progress()
    try:
        return compared(settings, old, new, progress, cache_folder() if use_cache else None)
    finally:
        progress.done()


def _say(found: Compared, shown: Diff, over: Sequence[Change], reviewed: Review | None, thresholds: Sequence[str]) -> None:
    """What goes to stderr: the promise of the version, exceptions, and why it fails."""
    from kajabi_gen.diff.report.arrange import plural

    for finding in (found.promise, *(reviewed.findings if reviewed else ())):
        if finding is not None:
            click.echo(str(finding), err=True)
    hidden = len(found.diff.changes) - len(shown.changes)
    if hidden:
        click.echo(f"{plural(hidden, 'change')} left out by --only and --exclude", err=True)
    if reviewed and reviewed.accepted:
        click.echo(f"{plural(len(reviewed.accepted), 'change')} reviewed and accepted by the exceptions", err=True)
    if over:
        click.echo(f"{plural(len(over), 'change')} at or over --fail-on {', '.join(thresholds)}", err=True)


def _say_findings(found: Diff, counted: bool = False) -> None:
    """Those of severity error, why the SDK is unknown, and how many others there are, if the report has not `counted` them."""
    from kajabi_gen.diff.report.arrange import findings_label
    from kajabi_gen.spec.finding import Severity

    print_errors(found.findings)
    for finding in found.sdk_unknown:
        click.echo(str(finding), err=True)
    others = [finding for finding in found.repaired if finding.severity is not Severity.ERROR]
    if others and not counted:
        click.echo(f"repaired while reading: {findings_label(others)}; `kajabi-gen lint` tells them", err=True)


def _next_version(found: Diff) -> str:
    from kajabi_gen.diff.versions import is_semantic, next_version
    from kajabi_gen.spec.finding import InputError, error
    from kajabi_gen.spec.node import Mark

    if not is_semantic(found.old.version):
        message = f"info.version {found.old.version[:40]!r} is no semantic version"
        raise InputError([error("version-form", message, "give the next one by hand", Mark(found.old.file, 1, 1))])
    return next_version(found.old.version, found.semver.api)


def _report(shown: Diff, over: Sequence[Change], style: str, output: str | None) -> str:
    """The report in a format; each is imported when it is asked for."""
    if style == "text":
        from kajabi_gen.diff.report.text import as_text

        terminal = output is None and is_terminal(sys.stdout)
        import shutil

        width = shutil.get_terminal_size().columns if terminal else _PIPE_WIDTH
        return as_text(shown, terminal and not os.environ.get("NO_COLOR"), width)
    if style == "junit":
        from kajabi_gen.diff.report.junit import as_junit

        failed = {id(change) for change in over}
        return as_junit(shown, lambda change: id(change) in failed)
    if style == "sarif":
        from kajabi_gen.diff.kinds import KINDS
        from kajabi_gen.diff.report.sarif import as_sarif

        return as_sarif(shown, {kind.id: kind.why for kind in KINDS.values()})
    return _plain_report(shown, style)


def _plain_report(shown: Diff, style: str) -> str:
    """The formats that need nothing but the comparison."""
    if style == "json":
        from kajabi_gen.diff.report.jsonreport import as_json as write
    elif style == "markdown":
        from kajabi_gen.diff.report.markdown import as_markdown as write
    elif style == "html":
        from kajabi_gen.diff.report.html import as_html as write
    else:
        from kajabi_gen.diff.report.github import as_github as write
    return write(shown)


def _put(text: str, output: str | None) -> None:
    from kajabi_gen.emit.textfile import write_text

    if output is None or output == "-":
        click.echo(text)
    else:
        write_text(Path(output), text + "\n")


def _schema() -> str:
    from kajabi_gen.diff.report.jsonreport import schema

    return schema()


def _kinds() -> str:
    """A line for each kind, in columns."""
    from kajabi_gen.diff.kinds import KINDS

    room = max(map(len, KINDS))
    return "\n".join(f"{kind.id:{room}}  {kind.wire:10}  {kind.sdk:8}  {kind.why}" for kind in KINDS.values())


@click.command(cls=Command, help=_CHANGELOG_ABOUT)
@click.argument("old", callback=not_empty)
@click.argument("new", callback=not_empty)
@option("--changelog", "file", metavar="FILE", callback=not_empty, help="Default: CHANGELOG.md in the folder of the SDK.")
@option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day of the entry. Default: today.")
@option("--version", metavar="X", callback=not_empty, help="The version of the entry. Default: what the changes ask for.")
@option("--no-overlay", is_flag=True, help="Leave the overlays out.")
@option("--package", metavar="NAME", callback=not_empty, help="The import name of the SDK. Default: kajabi.")
@CACHE
@clean_errors
def changelog(old: str, new: str, file: str | None, day: datetime | None, version: str | None, **options: Any) -> None:
    """Write the entry; the version is the only thing on stdout, for scripts. The help is above."""
    from kajabi_gen.diff.release import release
    from kajabi_gen.emit.version import sdk_version

    settings = load_settings(overlays=() if options["no_overlay"] else None, package=options["package"])
    found = _compare(settings, old, new, options["use_cache"]).diff
    path = Path(file) if file else Path(settings.out) / "CHANGELOG.md"
    current = settings.version or sdk_version(found.old.version)
    from datetime import date

    made = release(found, path, current, version, day.date() if day else date.today())
    _say_findings(found)
    if made.written:
        click.echo(
            f"{path}: {made.before} → {made.version} ({made.bump}); stamp it: kajabi-gen build --sdk-version {made.version}", err=True
        )
    else:
        click.echo(f"{path}: the newest entry tells this already" if found.changes else "nothing changed: no entry", err=True)
    click.echo(made.version)
