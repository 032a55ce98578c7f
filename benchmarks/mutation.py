"""Change the generator in small ways, one at a time, and see whether its tests notice: `python benchmarks/mutation.py [MODULE …]`.

A MODULE is the begin of a path below `generator/kajabi_gen`; none means all of the table below. `model/naming.py#17` is one mutant, as the
list of survivors names it. Everything happens in a temporary copy. Prints survivors, then a table.

Needs mutmut, whose operators are used (`pip install mutmut==3.8.1`), and a system with fork. mutmut's own runner is not: it leaves tables
and regular expressions outside of functions alone, which are half of these modules, and tries a thousand tests on each.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
import pytest
from mutmut.mutation.mutators import mutation_operators

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("generator") / "kajabi_gen"
LIBRARIES = ("black", "click", "hypothesis", "jinja2", "jsonpath_rfc9535", "jsonschema_rs", "openapi_spec_validator", "yaml")
"""Imported once, before the processes for mutants part."""

KINDS = ("tests/test_diff_kinds.py", "--deselect=tests/test_diff_kinds.py::test_nothing_changes_against_itself")  # the one slow test
MODULES = {
    "model/naming.py": ("tests/test_naming.py",),
    "model/reserved.py": ("tests/test_reserved.py",),
    "emit/code.py": ("tests/test_code.py",),
    "spec/normalize/*.py": ("tests/test_normalize.py",),
    "diff/versions.py": ("tests/test_diff_versions.py",),
    "diff/select.py": ("tests/test_diff_select.py",),
    "diff/kinds.py": KINDS,
    "diff/causes.py": KINDS,
    "diff/alternatives.py": KINDS,
    "diff/sdk.py": (*KINDS, "tests/test_diff_surface.py"),
    "diff/document.py": KINDS,
    "diff/operation.py": KINDS,
    "diff/pairing.py": KINDS,
    "diff/parameters.py": KINDS,
    "diff/prose.py": KINDS,
    "diff/sameness.py": KINDS,
    "diff/schema.py": KINDS,
    "diff/security.py": KINDS,
    "diff/compare_*.py": KINDS,
}
"""The modules below the package, and the tests that are to hold them."""

VERDICTS = {"B": "C", "C": "D", "D": "B", "T": "C", "_NARROWER": "_WIDER", "_WIDER": "_NARROWER", "_OTHER": "_UNSURE"} | {
    "_UNSURE": "_OTHER",
    "_HARMLESS": "_UNSURE",
    "_WORDS": "_HARMLESS",
    "BREAKING": "ADDITIVE",
    "ADDITIVE": "NONE",
    "NONE": "BREAKING",
}
"""Our own operator: in the table of `diff/kinds.py`, another verdict."""


@dataclass(frozen=True)
class Mutant:
    """A change of one node of a module."""

    name: str
    path: Path
    tree: cst.Module
    node: cst.CSTNode
    changed: cst.CSTNode

    def code(self) -> str:
        """The module with the change."""
        tree = self.tree.deep_replace(self.node, self.changed)
        return tree.code if isinstance(tree, cst.Module) else ""


class _Finder(cst.CSTVisitor):
    """Collects every change of every node, but for what does nothing: annotations, imports, decorators, and texts for people."""

    def __init__(self, is_table: bool) -> None:
        super().__init__()
        self.is_table = is_table
        self.found: list[tuple[cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Annotation | cst.Import | cst.ImportFrom | cst.Decorator):
            return False
        if isinstance(node, cst.AnnAssign) and isinstance(node.annotation.annotation, cst.Name):
            if node.annotation.annotation.value == "TypeAlias":
                return False
        if isinstance(node, cst.SimpleString) and " " in node.value:
            return False
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                self.found.extend((node, changed) for changed in operator(node) if isinstance(changed, cst.CSTNode))
        if self.is_table and isinstance(node, cst.Name) and node.value in VERDICTS:
            self.found.append((node, node.with_changes(value=VERDICTS[node.value])))
        return True


def modules(root: Path, wanted: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The modules that are asked for, each with its tests."""
    for pattern, tests in MODULES.items():
        for path in sorted((root / PACKAGE).glob(pattern)):
            module = path.relative_to(root / PACKAGE).as_posix()
            if not wanted or any(module.startswith(one.partition("#")[0]) for one in wanted):
                yield module, tests


def mutants(root: Path, module: str) -> list[Mutant]:
    """Every mutant of a module, in the order of the file."""
    path = root / PACKAGE / module
    tree = cst.MetadataWrapper(cst.parse_module(path.read_text(encoding="utf-8"))).module
    finder = _Finder(module == "diff/kinds.py")
    tree.visit(finder)
    return [Mutant(f"{module}#{index}", path, tree, node, changed) for index, (node, changed) in enumerate(finder.found)]


def _compiles(text: str) -> bool:
    try:
        compile(text, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _changed_line(source: str, text: str) -> str:
    """The first line that differs, as it was and as it is."""
    for number, (was, now) in enumerate(zip(source.splitlines(), text.splitlines(), strict=False), 1):
        if was != now:
            return f"{number}: {was.strip()}  →  {now.strip()}"
    return "at the end"


def copy_of_tree(folder: Path) -> None:
    """The files that git knows or would take in, as they are now."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in names.split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def run(tests: Iterable[str], seconds: float) -> bool:
    """Whether all tests pass, in a process of its own and within the time."""
    child = os.fork()
    if child == 0:
        os.setpgrp()
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os._exit(int(pytest.main(["-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", *tests])))
    latest = time.monotonic() + seconds * 4
    while time.monotonic() < latest:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status == 0
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def chosen(every: list[Mutant], wanted: list[str], sample: int, seed: int) -> list[Mutant]:
    """The mutants that are asked for by name, or a sample."""
    named = [mutant for mutant in every if mutant.name in wanted]
    if named or len(every) <= sample:
        return named or every
    return [every[index] for index in sorted(random.Random(seed).sample(range(len(every)), sample))]


def main() -> None:
    """Print the survivors and the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wanted", nargs="*", metavar="MODULE")
    parser.add_argument("--sample", type=int, default=150, help="so many mutants of a module at most")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    wanted: list[str] = options.wanted
    rows: list[tuple[str, int, int, int]] = []
    for library in LIBRARIES:
        importlib.import_module(library)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        copy_of_tree(folder)
        os.chdir(folder)
        sys.path.insert(0, str(folder / "generator"))
        os.environ["PYTHONPATH"] = str(folder / "generator")
        for module, tests in modules(folder, wanted):
            every = mutants(folder, module)
            tried = chosen(every, wanted, options.sample, options.seed)
            rows.append((module, len(every), *survivors(tried, tests)))
    print("\n| Module | Mutants | Tried | Killed | Survived | Share |\n| --- | --- | --- | --- | --- | --- |")
    for row in (*rows, ("all", *(sum(column) for column in zip(*(counts for _, *counts in rows), strict=True)))):
        print(_row(*row))


def survivors(sample: list[Mutant], tests: tuple[str, ...]) -> tuple[int, int]:
    """Print the mutants that no test notices; how many were tried (those that compile) and survived. Unchanged, the tests must pass."""
    started = time.monotonic()
    if not run(tests, 300):
        raise SystemExit(f"{' '.join(tests)} fails as it is")
    sys.dont_write_bytecode = True  # a mutant must not leave any behind; what the first run has written holds for all other modules
    limit = 5 + 3 * (time.monotonic() - started)
    tried = alive = 0
    for mutant in sample:
        original, code = mutant.tree.code, mutant.code()
        if code == original or not _compiles(code):
            continue
        tried += 1
        before = mutant.path.stat()
        mutant.path.write_text(code, encoding="utf-8")
        if run(tests, limit):
            alive += 1
            print(f"{mutant.name}  {_changed_line(original, code)}", flush=True)
        mutant.path.write_text(original, encoding="utf-8")
        os.utime(mutant.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    sys.dont_write_bytecode = False
    return tried, alive


def _row(title: str, every: int, tried: int, alive: int) -> str:
    return f"| {title} | {every} | {tried} | {tried - alive} | {alive} | {100 * alive / max(tried, 1):.0f} % |"


if __name__ == "__main__":
    main()
