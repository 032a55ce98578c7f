"""What emitted code needs for itself must be reserved: the lists in `model/reserved.py` are held against the emitted package."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kajabi_gen.model import reserved
from support import GENERATED

_PRINT_MEMBERS = (
    "import sys; sys.path.insert(0, {path!r}); from kajabi.{module} import {cls} as c; print(*(n for n in dir(c) if n[0] != '_'))"
)
_PRINT_IMPORTS = """
import ast, pathlib, sys
for file in pathlib.Path(sys.argv[1]).rglob("*.py"):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and file.parent.name in ("api", "resources"):
            if node.module in ("typing", "collections.abc", "decimal") or (node.module or "").startswith("_"):
                print(*(alias.name for alias in node.names))
"""


def _run(code: str, *arguments: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("module", "cls", "names"),
    [
        ("_resource", "Resource", reserved.RESOURCE_MEMBERS),
        ("_resource", "Model", reserved.MODEL_MEMBERS),
        ("_base_client", "BaseClient", reserved.CLIENT_MEMBERS),
        ("_base_client", "AsyncBaseClient", reserved.CLIENT_MEMBERS),
    ],
)
def test_no_member_of_a_base_class_can_be_taken(module: str, cls: str, names: frozenset[str]) -> None:
    """An attribute, relationship or namespace never hides a public member of its base class."""
    assert _run(_PRINT_MEMBERS.format(path=str(GENERATED), module=module, cls=cls)) <= names | {"id", "type"}


def test_no_class_can_be_called_like_an_import() -> None:
    """A resource class never has the name of something that emitted modules import."""
    imported = {name for name in _run(_PRINT_IMPORTS, str(GENERATED / "kajabi")) if name[:1].isupper()}
    assert imported <= reserved.CLASS_NAMES | {"OMIT", "TYPE_CHECKING", "Required"}
