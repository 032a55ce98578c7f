"""Settings: `[tool.kajabi-gen]` of the nearest pyproject.toml, under what is said on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from kajabi_gen.spec.finding import Finding, InputError, error
from kajabi_gen.spec.limits import Limits
from kajabi_gen.spec.node import Mark

DEFAULT_PACKAGE: Final = "kajabi"
_TABLE: Final = "kajabi-gen"


class DiffSettings(NamedTuple):
    """What a comparison is told. `severity`: the wire verdict of a kind of change, by its id, where the house judges it in its own way.

    `exceptions`: the file of reviewed exceptions, "" for none. `fail_on`: the thresholds that make a run fail.
    """

    severity: Mapping[str, str] = {}
    exceptions: str = ""
    fail_on: tuple[str, ...] = ()


class Settings(NamedTuple):
    """What a build is told. Paths in a pyproject.toml are relative to its folder.

    `spec`: the document, "" for the embedded one. `overlays`: overlay files; None for the embedded one where it applies. `out`: the
    output folder. `package`: import name of the SDK. `templates`: a folder of templates that go before ours. `strict`: refuse documents
    with Findings of severity error. `version`: the version of the SDK, "" for one made from the document's. `said_in`: the file that says
    `package` and `version`, where one does.
    """

    spec: str = ""
    overlays: tuple[str, ...] | None = None
    out: str = "generated"
    package: str = DEFAULT_PACKAGE
    templates: str = ""
    strict: bool = False
    allow_foreign_files: bool = False
    version: str = ""
    limits: Limits = Limits()
    diff: DiffSettings = DiffSettings()
    said_in: Mapping[str, str] = {}

    def with_options(self, **options: Any) -> Settings:
        """The settings with the options that were given (those that are not None)."""
        given = {name: value for name, value in options.items() if value is not None}
        return self._replace(**given, said_in={name: file for name, file in self.said_in.items() if name not in given})

    def place(self, name: str, option: str) -> Mark:
        """Where the setting was said: in a file, or on the command line."""
        return _mark_of(Path(self.said_in[name]), name, "") if name in self.said_in else Mark(option, 1, 1)


_PATHS: Final = ("spec", "out", "templates")
_KINDS: Final[Mapping[str, tuple[type, str]]] = {
    "spec": (str, "a string"),
    "overlays": (list, "a list of strings"),
    "out": (str, "a string"),
    "package": (str, "a string"),
    "templates": (str, "a string"),
    "strict": (bool, "true or false"),
    "allow-foreign-files": (bool, "true or false"),
    "version": (str, "a string"),
    "limits": (dict, "a table"),
    "diff": (dict, "a table"),
}
_DIFF_KINDS: Final[Mapping[str, tuple[type, str]]] = {
    "severity": (dict, "a table"),
    "exceptions": (str, "a string"),
    "fail-on": (list, "a list of strings"),
}


def load_settings(start: Path) -> Settings:
    """The settings of the nearest pyproject.toml from `start` upwards that has a `[tool.kajabi-gen]`; defaults where none has.

    Raises InputError for a table with unknown or wrong entries.
    """
    for folder in (start, *start.parents):
        file = folder / "pyproject.toml"
        if file.is_file():
            table = _table(file)
            if table is not None:
                return _settings(table, file)
    return Settings()


def _table(file: Path) -> Mapping[str, Any] | None:
    import tomllib  # where there is no such file, it is not needed

    try:
        text = file.read_text(encoding="utf-8")
        tool = tomllib.loads(text).get("tool", {})
    except tomllib.TOMLDecodeError as problem:
        raise InputError([no_toml(problem, "configuration", _from_here(file))]) from None
    except (OSError, UnicodeDecodeError) as problem:
        finding = error("configuration", f"cannot be read: {problem}", "correct the file", Mark(_from_here(file), 1, 1))
        raise InputError([finding]) from None
    table: object = cast("dict[str, Any]", tool).get(_TABLE) if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        line = next((number for number, line in enumerate(text.splitlines(), 1) if _TABLE in line), 1)
        finding = error("configuration", f"tool.{_TABLE} must be a table", f"write [tool.{_TABLE}]", Mark(_from_here(file), line, 1))
        raise InputError([finding])
    return cast("dict[str, Any] | None", table)


def no_toml(problem: ValueError, code: str, file: str) -> Finding:
    """What is wrong with a file that is no TOML, at its place."""
    said = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", str(problem), re.DOTALL)
    message, line, column = said.groups() if said else (str(problem), "1", "1")
    return error(code, f"no TOML: {message}", "correct the file", Mark(file, int(line), int(column)))


def _settings(table: Mapping[str, Any], file: Path) -> Settings:
    errors = [*_mistakes(table, _KINDS, file, ""), *_limit_mistakes(table.get("limits"), file), *_diff_mistakes(table.get("diff"), file)]
    if errors:
        raise InputError(errors)
    values: dict[str, Any] = {key.replace("-", "_"): value for key, value in table.items()}
    for name in _PATHS:
        if values.get(name):
            values[name] = _from_here(file.parent / values[name])
    if "overlays" in values:
        values["overlays"] = tuple(_from_here(file.parent / path) for path in values["overlays"])
    if "limits" in values:
        values["limits"] = Limits(**values["limits"])
    if "diff" in values:
        values["diff"] = _diff_settings(values["diff"], file)
    values["said_in"] = {name: str(file) for name in ("package", "version") if name in values}
    return Settings(**values)


def _diff_settings(table: Mapping[str, Any], file: Path) -> DiffSettings:
    exceptions = table.get("exceptions", "")
    path = _from_here(file.parent / exceptions) if exceptions else ""
    return DiffSettings(table.get("severity", {}), path, tuple(table.get("fail-on", ())))


def _from_here(path: Path) -> str:
    """The path as it is best said in messages: relative, where it lies below the working folder."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _mistakes(table: Mapping[str, Any], kinds: Mapping[str, tuple[type, str]], file: Path, prefix: str) -> list[Finding]:
    found: list[Finding] = []
    for key, value in table.items():
        mark = _mark_of(file, key, prefix)
        if key not in kinds:
            close = _closest(key, kinds)
            remedy = f"did you mean {prefix}{close[0]}?" if close else f"known: {', '.join(kinds)}"
            found.append(error("configuration", f"unknown option {prefix}{key} in [tool.{_TABLE}]", remedy, mark))
        elif not _is_kind(value, kinds[key][0]):
            found.append(error("configuration", f"{prefix}{key} must be {kinds[key][1]}", "correct its value", mark))
    return found


def _is_kind(value: object, kind: type) -> bool:
    if kind is list:
        return isinstance(value, list) and all(isinstance(item, str) for item in cast("list[object]", value))
    return isinstance(value, kind) and not (kind is int and (isinstance(value, bool) or cast("int", value) < 0))


def _limit_mistakes(limits: object, file: Path) -> list[Finding]:
    kinds = dict.fromkeys(Limits._fields, (int, "a whole number, 0 or more"))
    return _mistakes(cast("dict[str, Any]", limits), kinds, file, "limits.") if isinstance(limits, dict) else []


def _diff_mistakes(diff: object, file: Path) -> Iterator[Finding]:
    if not isinstance(diff, dict):
        return
    table = cast("dict[str, Any]", diff)
    yield from _mistakes(table, _DIFF_KINDS, file, "diff.")
    from kajabi_gen.diff.change import Wire
    from kajabi_gen.diff.select import Threshold

    severity, thresholds = table.get("severity"), table.get("fail-on")
    if isinstance(severity, dict):
        yield from _severity_mistakes(cast("dict[str, object]", severity), [str(wire) for wire in Wire], file)
    known = [str(threshold) for threshold in Threshold]
    if _is_kind(thresholds, list) and not set(cast("list[str]", thresholds)) <= set(known):
        message = f"diff.fail-on lists what is no threshold in [tool.{_TABLE}]"
        yield error("configuration", message, f"known: {', '.join(known)}", _mark_of(file, "fail-on", "diff."))


def _severity_mistakes(severity: Mapping[str, object], verdicts: Sequence[str], file: Path) -> Iterator[Finding]:
    from kajabi_gen.diff.kinds import KINDS

    for kind, verdict in severity.items():
        mark = _mark_of(file, kind, "diff.severity.")
        if kind not in KINDS:
            close = _closest(kind, KINDS)
            remedy = f"did you mean {close[0]}?" if close else "`kajabi-gen diff --list-kinds` prints all of them"
            yield error("configuration", f"unknown kind of change {kind[:80]!r} in [tool.{_TABLE}.diff.severity]", remedy, mark)
        elif verdict not in verdicts:
            yield error("configuration", f"diff.severity.{kind} must be a verdict", f"known: {', '.join(verdicts)}", mark)


def _mark_of(file: Path, key: str, prefix: str) -> Mark:
    """The line where the key stands, or that of its table written in one line, as far as a look at the lines tells.

    `prefix`: the tables it is in, each with a dot behind it.
    """
    table = prefix.rstrip(".").split(".")[-1]
    in_table, line_of_table = False, 1
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            in_table = stripped.startswith(f"[tool.{_TABLE}")
        elif in_table:
            name = stripped.split("=")[0].strip().split(".")[-1].strip(" \"'")
            if name == key:
                return Mark(_from_here(file), number, 1)
            line_of_table = number if name == table else line_of_table
    return Mark(_from_here(file), line_of_table, 1)


def _closest(word: str, known: Iterable[str]) -> list[str]:
    """The known word that looks most like it, if one does."""
    from difflib import get_close_matches

    return get_close_matches(word, list(known), 1)
