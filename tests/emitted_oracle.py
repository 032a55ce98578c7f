"""What must hold of every emitted file, whatever the document says. Nothing here knows how kajabi_gen writes."""

from __future__ import annotations

import ast
import io
import os
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

CANARY = "c~nary"
"""Hostile texts hold this word. No emitted code has a `~`: one outside of strings and comments is text of a document that became code."""

_TEXT = (tokenize.STRING, tokenize.COMMENT)
_ABSOLUTE = frozenset(
    "__future__ typing collections.abc functools decimal datetime importlib httpx2 enum dataclasses warnings itertools pathlib".split()
)
_NEVER_CALLED = frozenset("exec eval compile open __import__ print input breakpoint setattr delattr vars system popen".split())
IMPORT_ALL = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1]); sys.dont_write_bytecode = True
import kajabi
for found in pkgutil.walk_packages(kajabi.__path__, "kajabi."):
    importlib.import_module(found.name)
for name in kajabi.__all__:
    getattr(kajabi, name)
"""


def faults(files: Mapping[str, str]) -> Iterator[str]:
    """One line for each thing that is wrong with the emitted files."""
    folded = [path.casefold() for path in files]
    if len(set(folded)) < len(folded):
        yield "two paths differ only by case"
    for path, text in files.items():
        if not _is_inside(path):
            yield f"{path!r} is not inside the folder"
        if path.endswith(".py"):
            yield from (f"{path}: {fault}" for fault in code_faults(text))
        elif path.endswith(".toml"):
            tomllib.loads(text)
        plain = "\n\t" if path.endswith(".md") else "\n"  # tabs may be meant in blocks of code
        if any(char not in plain and not char.isprintable() for char in text):
            yield f"{path}: characters that cannot be seen"


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    devices = {"con", "nul", "aux", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
    return not path.startswith("/") and ".." not in parts and "\\" not in path and not any(part.split(".")[0] in devices for part in parts)


def code_faults(text: str) -> Iterator[str]:
    """What is wrong with one Python file: no Python, text of the document as code, code that templates never write."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError) as problem:
        yield f"no Python: {problem}"
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in _TEXT and "~" in token.string:
            yield f"text of the document is code: {token.line.strip()[:80]!r}"
        if token.type == tokenize.COMMENT and token.start[0] <= 2 and "coding" in token.string:
            yield "a comment that declares an encoding"
    names = [name for node in tree.body for name in _bound(node)]
    yield from (f"{name} stands for two things" for name in dict.fromkeys(names) if names.count(name) > 1)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (f"imports {alias.name}" for alias in node.names if alias.name not in ("httpx2", "datetime"))
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module not in _ABSOLUTE:
            yield f"imports from {node.module}"
        elif isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if called in _NEVER_CALLED:
                yield f"calls {called}"


def _bound(node: ast.stmt) -> Iterator[str]:
    """The names that a statement of a module binds, also those under `if TYPE_CHECKING`."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from (alias.asname or alias.name for alias in node.names)
    elif isinstance(node, ast.ClassDef | ast.FunctionDef):
        yield node.name
    elif isinstance(node, ast.Assign):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))
    elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield node.target.id
    elif isinstance(node, ast.If):
        yield from (name for inner in node.body for name in _bound(inner))


def emitted(files: Mapping[str, str]) -> dict[str, str]:
    """The files that say something of the document: not those of the static runtime."""
    ours = ("_client.py", "_about.py", "_version.py", "__init__.py")
    return {path: text for path, text in files.items() if (name := PurePosixPath(path).name)[0] != "_" or name in ours}


def import_faults(out: Path, away: Path) -> Iterator[str]:
    """What shows, or is left in the working folder, when every module of the package is imported in a process of its own."""
    away.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(away), "TMPDIR": str(away)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL, str(out.absolute())], cwd=away, env=environment, capture_output=True, check=False
    )
    if (done.returncode, done.stdout, done.stderr) != (0, b"", b""):
        yield f"import: {done.returncode} {(done.stdout + done.stderr).decode(errors='replace')[-400:]}"
    yield from (f"the import made {path.name}" for path in away.iterdir())
