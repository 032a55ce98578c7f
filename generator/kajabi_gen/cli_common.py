"""What all commands of the command line share: errors in one line each, progress, settings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, ParamSpec, TextIO, TypeVar

import click

if TYPE_CHECKING:
    from kajabi_gen.config import Settings
    from kajabi_gen.spec.finding import Finding

P = ParamSpec("P")
T = TypeVar("T")


class _Option(click.Option):
    """An option whose help is taken as it is written: click's own put it through `inspect`, which takes 5 ms to load."""

    def __init__(self, *names: Any, help: str | None = None, **attributes: Any) -> None:
        super().__init__(*names, **attributes)
        self.help = help


option: Final = partial(click.option, cls=_Option)
"""As `click.option`; all options are made with it."""


def told(*names: str, text: Callable[[click.Context], str], help: str) -> _Option:
    """An option that prints a text instead of running the command."""

    def tell(context: click.Context, _parameter: click.Parameter, is_wanted: bool) -> None:
        if is_wanted and not context.resilient_parsing:
            click.echo(text(context), color=context.color)
            context.exit()

    return _Option(names, is_flag=True, is_eager=True, expose_value=False, callback=tell, help=help)


_HELP: Final = told("-h", "--help", text=click.Context.get_help, help="Show this message and exit.")


class Command(click.Command):
    """A command with such an option for its help, and with a text above the options that does without `inspect` too."""

    def get_help_option(self, ctx: click.Context) -> click.Option:
        return _HELP

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text("\n".join(line.strip() for line in (self.help or "").splitlines()))


class Group(Command, click.Group):
    """A command with others below it."""

    command_class = Command


CACHE: Final = option("--cache/--no-cache", "use_cache", default=True, help="Take what is known from earlier runs. Default: yes.")


def cache_folder() -> Path | None:
    """Where what is known from earlier runs is kept."""
    from kajabi_gen import cache

    return cache.default_folder()


def clean_errors(command: Callable[P, T]) -> Callable[P, T]:
    """Bad input ends with one line for each error on stderr and exit code 2."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        from kajabi_gen.spec.finding import InputError

        try:
            return command(*args, **kwargs)
        except InputError as problem:
            fail(str(finding) for finding in problem.findings)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(1)

    return guarded


def fail(lines: Iterable[str]) -> NoReturn:
    """End with the lines on stderr and exit code 2."""
    for line in lines:
        click.echo(line, err=True)
    sys.exit(2)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether people see what is written there; a stream that was closed before the start is None."""
    return stream is not None and stream.isatty()


class Progress:
    """Names the running stage on a terminal; silent in a pipe."""

    def __init__(self) -> None:
        self._shown = is_terminal(sys.stderr)

    def __call__(self, stage: str) -> None:
        if self._shown:
            click.echo(f"\r\x1b[K{stage} …", err=True, nl=False)

    def done(self) -> None:
        """Take the line away."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)


def not_empty(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """An empty text is a variable that was not set, and must not mean the default."""
    if value == "":
        raise click.BadParameter("it is empty")
    return value


def load_settings(**options: Any) -> Settings:
    """The settings of the project around the working folder, with the options that were given. Raises InputError."""
    from kajabi_gen import config

    try:
        return config.load_settings(Path.cwd()).with_options(**options)
    except OSError as problem:
        fail([f".:1:1: error: the working folder cannot be searched: {problem.strerror} [configuration]; run it in another one"])


def print_errors(findings: Iterable[Finding]) -> None:
    """Findings of severity error are always said, on stderr."""
    from kajabi_gen.spec.finding import Severity

    for finding in findings:
        if finding.severity is Severity.ERROR:
            click.echo(str(finding), err=True)
