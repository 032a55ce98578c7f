"""What emitted code needs for itself must be reserved: the lists in `model/reserved.py` are held against the emitted package."""

from __future__ import annotations

import ast
import builtins
import subprocess
import sys
from collections.abc import Iterable, Iterator

import pytest

from kajabi_gen.model import reserved
from kajabi_gen.model.naming import package_classes
from support import GENERATED

PACKAGE = GENERATED / "kajabi"
_PRINT_MEMBERS = """
import sys
sys.path.insert(0, {path!r})
from kajabi.{module} import {cls} as cls
annotated = (name for base in cls.__mro__ for name in vars(base).get("__annotations__", ()))
print(*(name for name in {{*dir(cls), *annotated}} if name[0] != "_"))
"""


def _run(code: str, *arguments: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def _trees(*patterns: str) -> Iterator[ast.Module]:
    for pattern in patterns:
        for file in sorted(PACKAGE.glob(pattern)):
            yield ast.parse(file.read_text(encoding="utf-8"))


def _used(nodes: Iterable[ast.AST | None]) -> set[str]:
    """The names that are read somewhere in the nodes."""
    inside = (inner for node in nodes if node is not None for inner in ast.walk(node))
    return {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def _read_in_class_bodies(*patterns: str) -> set[str]:
    """The builtins and modules that classes name in annotations and decorators, where a member of that name would hide them."""
    classes = [node for tree in _trees(*patterns) for node in tree.body if isinstance(node, ast.ClassDef)]
    members = [member for node in classes for member in node.body]
    used = _used(member.annotation for member in members if isinstance(member, ast.AnnAssign))
    for member in members:
        if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef):
            every = [*member.args.args, *member.args.kwonlyargs, member.args.kwarg]
            used |= _used([*member.decorator_list, member.returns, *(one.annotation for one in every if one)])
    return {name for name in used if name in vars(builtins) or name in ("cached_property", "dt")}


def _imported_classes(*patterns: str) -> set[str]:
    """What emitted modules import from the standard library and the runtime and could be called like a class (which has no underscore)."""
    nodes = (node for tree in _trees(*patterns) for node in ast.walk(tree))
    froms = (node for node in nodes if isinstance(node, ast.ImportFrom) and (node.level == 0 or (node.module or "_")[0] == "_"))
    names = {alias.asname or alias.name for node in froms for alias in node.names}
    return {name for name in names if name[:1].isupper() and "_" not in name}


@pytest.mark.parametrize(
    ("module", "cls", "names"),
    [
        ("_resource", "Resource", reserved.RESOURCE_MEMBERS),
        ("_resource", "Model", reserved.MODEL_MEMBERS),
        ("_webhooks", "Event", reserved.EVENT_MEMBERS),
        ("_base_client", "BaseClient", reserved.CLIENT_MEMBERS),
        ("_base_client", "AsyncBaseClient", reserved.CLIENT_MEMBERS),
    ],
)
def test_no_member_of_a_base_class_can_be_taken(module: str, cls: str, names: frozenset[str]) -> None:
    """An attribute, relationship or namespace never hides a public member of its base class."""
    assert _run(_PRINT_MEMBERS.format(path=str(GENERATED), module=module, cls=cls)) <= names


def test_no_class_can_be_called_like_an_import() -> None:
    """A resource class never has the name of something that emitted modules import or export beside it."""
    imported = _imported_classes("*/*.py", "models.py", "webhooks.py", "__init__.py")
    assert "WebhookError" in imported
    assert imported | {"WebhookEvent"} <= reserved.CLASS_NAMES | package_classes("kajabi")


def test_no_client_can_be_called_like_an_import_beside_it() -> None:
    """The client is called after the package, whatever that is."""
    assert _imported_classes("_client.py") - reserved.CLASS_NAMES == reserved.CLIENT_NAMES


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("resources/*.py", reserved.RESOURCE_MEMBERS),
        ("models.py", reserved.MODEL_MEMBERS),
        ("webhooks.py", reserved.EVENT_MEMBERS),
        ("api/*.py", reserved.METHODS),
    ],
)
def test_no_member_hides_what_annotations_beside_it_name(pattern: str, names: frozenset[str]) -> None:
    """In a class with `int: str`, the `int` of the next annotation would be that member."""
    used = _read_in_class_bodies(pattern)
    assert used
    assert used <= names


def test_no_parameter_hides_what_its_method_needs() -> None:
    """Neither the functions that methods call, nor the options of a call, nor the parameters that every list or write has."""
    methods = [node for tree in _trees("api/*.py") for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    called = {name for node in methods for name in _used(node.body) - {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}}
    common = {node.args.args[0].arg for node in methods} | {node.args.kwarg.arg for node in methods if node.args.kwarg}
    (options,) = (node for tree in _trees("_types.py") for node in tree.body if getattr(node, "name", "") == "RequestOptions")
    keys = {node.target.id for node in ast.walk(options) if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)}
    used = {name for name in called | _read_in_class_bodies("api/*.py") if name.islower()} - {"cached_property"}
    needed = used | common | keys | {"limit", "concurrency", "extra"}
    assert {"to_many", "self", "options", "timeout"} <= needed
    assert needed <= reserved.KEYWORDS
