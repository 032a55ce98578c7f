"""How long a build takes, cold, unchanged and after a change of one line, beside other generators; `diff`, `--help` and `--version`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final

import yaml

from suite import plots, process
from suite.context import Context, openapi_python_client
from suite.process import Command, Failed, Spent, Way
from suite.table import Limit, Section, mebibytes, ratio, seconds

_COLD: Final = "kajabi-gen, cold"
_UNCHANGED: Final = "kajabi-gen, unchanged"
_CHANGED: Final = "kajabi-gen, one line changed"
_PEERS: Final = ("openapi-python-client", "datamodel-code-generator", "httpxgen", "openapi-generator")


def build(context: Context) -> Section:
    """Builds, ours and others'."""
    ways: dict[str, Way] = {}
    for name, project in context.projects.items():
        ways |= _builds(context, name, project)
    failures: dict[str, str] = {}
    for name in _PEERS:
        try:
            ways[name] = _peer(context, name)
        except Failed as failure:
            failures[name] = str(failure)
    results, failed = process.spent_in_turns(ways, context.rounds, _PEERS)
    section = Section(
        "Building an SDK",
        f"From `{context.new.name}`, whole processes. Cold: no cache and no output yet. One line changed: a summary, another one each "
        "time, in a folder that was built before. Compiled modules of Python are there in all cases, as after an installation. "
        "datamodel-code-generator emits models only. openapi-generator runs with `--skip-validate-spec`, as it refuses the document "
        "otherwise; httpxgen reads a copy to which `operationId`s were added. Memory, here and below, is that of all processes of a run of "
        "its own, since looking at it takes them time.",
        ("Ratio", "Wall", "CPU", "Peak memory", "Lines of Python", "Generator"),
        failures=failures | failed,
    )
    for name, spent in results.items():
        section.rows.append(
            (
                f"{_wall_ratio(spent, results[_COLD]):.2f}",
                seconds([each.wall for each in spent]),
                seconds([each.cpu for each in spent]),
                mebibytes([each.memory for each in spent]),
                f"{process.lines_of(context.path(name) / 'out'):,}",
                name,
            )
        )
    section.limits = [
        Limit("build, cold: wall time", _wall(results[_COLD]), 0.75, "s"),
        Limit("build, cold: peak memory", median(each.memory for each in results[_COLD]) / 2**20, 120, "MiB"),
        Limit("build, unchanged: wall time", _wall(results[_UNCHANGED]), 0.12, "s"),
        Limit("build, one line changed: wall time", _wall(results[_CHANGED]), 0.35, "s"),
    ]
    walls = {name: _wall(spent) for name, spent in results.items()}
    section.plots["build.svg"] = plots.bars("Wall time of a build, seconds", "s", walls, [name for name in walls if name not in _PEERS])
    return section


def diff(context: Context) -> Section:
    """`diff` of two revisions, the first time and again."""
    ways: dict[str, Way] = {}
    for name, project in context.projects.items():
        ways |= {
            f"{name} diff": partial(_diff, context, project, False),
            f"{name} diff, again": partial(_diff, context, project, True),
        }
    results, _ = process.spent_in_turns(ways, context.rounds)
    first, again = results["kajabi-gen diff"], results["kajabi-gen diff, again"]
    section = Section(
        "Comparing two revisions",
        f"`kajabi-gen diff {context.old.name} {context.new.name}`, whole processes. The first time nothing is known of the documents; "
        "again, as for another report or another threshold, they are those of the last time.",
        ("Ratio", "Wall", "CPU", "Peak memory", ""),
        [_spent_row(name, spent, first) for name, spent in results.items()],
    )
    section.limits = [
        Limit("diff of two revisions: wall time", _wall(first), 0.30, "s"),
        Limit("diff of two revisions, again: wall time", _wall(again), 0.30, "s"),
    ]
    return section


def _diff(context: Context, project: Path, known: bool, watched: bool) -> Spent:
    folder = context.path(f"diff of {project}, {known}")
    if not known:
        shutil.rmtree(folder / "home", ignore_errors=True)
    folder.mkdir(exist_ok=True)
    command, variables = context.kajabi_gen(project, folder / "home")
    return process.spent([*command, "diff", context.old, context.new], folder, variables, watched)


def start(context: Context) -> Section:
    """`--help` and `--version`."""
    folder = context.folder("start")
    command, variables = context.kajabi_gen(context.projects["kajabi-gen"], folder / "home")
    commands: dict[str, Command] = {
        "bare interpreter": [sys.executable, "-c", "pass"],
        "kajabi-gen --help": [*command, "--help"],
        "kajabi-gen --version": [*command, "--version"],
    }
    ways = {name: partial(process.spent, command, folder, variables) for name, command in commands.items()}
    results, _ = process.spent_in_turns(ways, context.rounds)
    bare = results.pop("bare interpreter")
    over = {name: [each.wall - _wall(bare) for each in spent] for name, spent in results.items()}
    return Section(
        "Starting the command",
        f"Wall time over that of a bare interpreter, which takes {seconds([each.wall for each in bare])}.",
        ("Ratio to the bare interpreter", "Over it", ""),
        [(f"{_wall_ratio(results[name], bare):.2f}", seconds(samples), f"`{name}`") for name, samples in over.items()],
        [Limit(f"{name}: wall time over a bare interpreter", median(samples), 0.06, "s") for name, samples in over.items()],
    )


def _builds(context: Context, name: str, project: Path) -> dict[str, Way]:
    cold, warm = context.folder(f"{name}, cold"), context.folder(f"{name}, unchanged")
    changed = context.folder(f"{name}, one line changed")
    lines = context.new.read_text(encoding="utf-8").splitlines(keepends=True)
    summaries = [number for number, line in enumerate(lines) if line.lstrip().startswith("summary: ")]
    count = iter(range(1, sys.maxsize))

    def run(folder: Path, watched: bool) -> Spent:
        command, variables = context.kajabi_gen(project, folder / "home")
        return process.spent([*command, "build", "--spec", "document.yaml", "--out", "out"], folder, variables, watched)

    def run_cold(watched: bool) -> Spent:
        for kept in ("home", "out"):
            shutil.rmtree(cold / kept, ignore_errors=True)
        return run(cold, watched)

    def run_changed(watched: bool) -> Spent:
        at = summaries[len(summaries) // 2]
        text = f"{lines[at].rstrip()} ({next(count)})\n"
        (changed / "document.yaml").write_text("".join([*lines[:at], text, *lines[at + 1 :]]), encoding="utf-8")
        return run(changed, watched)

    for folder in (cold, warm, changed):
        shutil.copyfile(context.new, folder / "document.yaml")
    return {f"{name}, cold": run_cold, f"{name}, unchanged": partial(run, warm), f"{name}, one line changed": run_changed}


def _peer(context: Context, name: str) -> Way:
    folder = context.folder(name)
    scripts = context.python(name).parent
    out, variables = folder / "out", process.environment(folder / "home")
    commands: Mapping[str, Callable[[], Command]] = {
        "datamodel-code-generator": lambda: [
            *(scripts / "datamodel-codegen", "--input", context.new, "--input-file-type", "openapi"),
            *("--output-model-type", "pydantic_v2.BaseModel", "--output", out / "models.py"),
        ],
        "httpxgen": lambda: [scripts / "httpxgen", _with_operation_ids(context.new, folder), out / "kajabi_api"],
        "openapi-generator": lambda: [
            *(scripts / "openapi-generator-cli", "generate", "-i", context.new, "-g", "python", "-o", out, "--skip-validate-spec"),
        ],
    }
    if name == "openapi-python-client":
        command, _, variables = openapi_python_client(context, folder)
    else:
        command = commands[name]()

    def run(watched: bool) -> Spent:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        return process.spent(command, folder, variables, watched)

    return run


def _with_operation_ids(source: Path, folder: Path) -> Path:
    """A copy in which each operation has an `operationId`."""
    document: dict[str, Any] = yaml.load(source.read_bytes(), yaml.CSafeLoader)
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if isinstance(operation, dict):
                operation["operationId"] = "_".join(
                    filter(str.isidentifier, f"{method}/{path}".replace("{", "").replace("}", "").split("/"))
                )
    target = folder / "document.yaml"
    target.write_text(yaml.dump(document, Dumper=yaml.CSafeDumper, sort_keys=False), encoding="utf-8")
    return target


def _spent_row(name: str, spent: Sequence[Spent], first: Sequence[Spent]) -> tuple[str, ...]:
    walls, cpus = [each.wall for each in spent], [each.cpu for each in spent]
    return (f"{_wall_ratio(spent, first):.2f}", seconds(walls), seconds(cpus), mebibytes([each.memory for each in spent]), name)


def _wall(spent: Sequence[Spent]) -> float:
    return median(each.wall for each in spent)


def _wall_ratio(spent: Sequence[Spent], first: Sequence[Spent]) -> float:
    return ratio([each.wall for each in spent], [each.wall for each in first])
