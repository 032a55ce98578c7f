"""Templates, construct by construct: each file in tests/templates is a tiny API, and its folder holds what the SDK says about it.

`x-golden` of a document names the emitted files to look at; `<construct>/<file>.golden` is what they hold.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kajabi_gen import modelling, pipeline, reading
from kajabi_gen.config import Settings
from kajabi_gen.spec.load import load_file, load_text
from support import ROOT, Golden

CASES = Path(__file__).parent / "templates"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))


def emitted(document: Any) -> dict[str, str]:
    """The files of an SDK of the package `demo`."""
    settings = Settings(package="demo")
    return {part.path: part.text for part in pipeline.emit(modelling.model(reading.prepare(document), settings.package), settings)}


@pytest.mark.parametrize("name", NAMES)
def test_golden(name: str, golden: Golden) -> None:
    """What users of the SDK get to see for a construct."""
    document = load_file(str(CASES / f"{name}.yaml"))
    files = emitted(document)
    for path in document.texts("x-golden"):
        golden(CASES / name / f"{path}.golden", files[f"demo/{path}"])


def test_every_golden_file_has_its_document() -> None:
    """A file that no document names any more would never be compared."""
    named = {CASES / name / f"{path}.golden" for name in NAMES for path in load_file(str(CASES / f"{name}.yaml")).texts("x-golden")}
    assert set(CASES.rglob("*.golden")) == named


@pytest.mark.parametrize("name", NAMES)
def test_both_clients_have_the_same_methods(name: str) -> None:
    """Word for word: the asynchronous class has the parameters of the other one (and `concurrency` to walk pages with)."""
    for path, text in emitted(load_file(str(CASES / f"{name}.yaml"))).items():
        if not path.startswith("demo/api/"):
            continue
        classes = {node.name: node for node in ast.parse(text).body if isinstance(node, ast.ClassDef) and node.name.endswith("Namespace")}
        for class_name, node in classes.items():
            if not class_name.startswith("Async"):
                assert signatures(classes[f"Async{class_name}"]) == signatures(node)


def signatures(node: ast.ClassDef) -> dict[str, list[str]]:
    """The parameters of each method of a class, with their annotations."""
    found: dict[str, list[str]] = {}
    for method in node.body:
        if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
            arguments = [*method.args.posonlyargs, *method.args.args, *method.args.kwonlyargs]
            found[method.name] = [ast.unparse(item) for item in arguments if item.arg != "concurrency"]
    return found


@pytest.fixture(scope="module")
def all_in_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents of all constructs as one API, built."""
    merged: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": "All", "version": "1"}, "paths": {}, "components": {}}
    for name in NAMES:
        document = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
        assert not merged["paths"].keys() & document["paths"].keys(), f"{name} shares a path with another document"
        merged["paths"] |= document["paths"]
        for kind, members in document.get("components", {}).items():
            known = merged["components"].setdefault(kind, {})
            assert not known.keys() & members.keys(), f"{name} shares {kind} with another document"
            known |= members
    folder = tmp_path_factory.mktemp("all")
    for path, text in emitted(load_text(yaml.safe_dump(merged), "all.yaml")).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def run(*command: str, cwd: Path) -> str:
    """What a command says if it fails; nothing if it does not."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    return f"{done.stdout}{done.stderr}" if done.returncode else ""


def test_all_constructs_together_pass_mypy(all_in_one: Path) -> None:
    """`mypy --strict` has nothing to say about the package."""
    cache = str(ROOT / ".mypy_cache" / "emitted")
    assert run(sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={cache}", "demo", cwd=all_in_one) == ""


def test_all_constructs_together_pass_ruff_and_black(all_in_one: Path) -> None:
    """With their own default rules."""
    assert run(sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "demo", cwd=all_in_one) == ""
    assert run(sys.executable, "-m", "black", "--check", "--quiet", "--diff", "--config=/dev/null", "demo", cwd=all_in_one) == ""


def test_all_constructs_together_can_be_imported(all_in_one: Path) -> None:
    """Every module, whatever it is called."""
    script = "import demo, importlib, pkgutil; [importlib.import_module(m.name) for m in pkgutil.walk_packages(demo.__path__, 'demo.')]"
    assert run(sys.executable, "-W", "error", "-c", script, cwd=all_in_one) == ""
