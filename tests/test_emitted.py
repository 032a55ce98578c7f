"""The emitted package as tools see it: every known document builds, and what comes out is typed, in style and small."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kajabi_gen.building import Built, build_sdk
from kajabi_gen.config import Settings
from support import GENERATED, ROOT, SPEC, official

_OURS = sorted(path.name for path in SPEC.glob("kajabi-*.yaml"))
_OFFICIAL = ("1.0.0", "1.0.1", "1.1.0")


def _run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=cwd, capture_output=True, text=True, check=False)


def _build(spec: Path, out: Path) -> Built:
    return build_sdk(Settings(spec=str(spec), out=str(out)))


@pytest.mark.parametrize("name", _OURS)
def test_our_documents_build(name: str, tmp_path: Path) -> None:
    """Every document in spec/ becomes a package that can be imported."""
    _build(SPEC / name, tmp_path)
    done = subprocess.run([sys.executable, "-W", "error", "-c", _IMPORT_ALL], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("revision", _OFFICIAL)
def test_the_vendors_documents_build(revision: str, tmp_path: Path) -> None:
    """So does every revision of the vendor's own document, with no edit by hand."""
    _build(official(revision), tmp_path)
    done = subprocess.run([sys.executable, "-W", "error", "-c", _IMPORT_ALL], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


_IMPORT_ALL = """
import importlib, pkgutil, kajabi
for module in pkgutil.walk_packages(kajabi.__path__, "kajabi."):
    importlib.import_module(module.name)
for name in kajabi.__all__:
    getattr(kajabi, name)
"""


def test_it_passes_mypy_strict() -> None:
    """mypy --strict has nothing to say about the package."""
    done = _run("mypy", "--strict", "--no-incremental", "kajabi", cwd=GENERATED)
    assert done.returncode == 0, done.stdout


def test_it_passes_pyright_strict(tmp_path: Path) -> None:
    """pyright in strict mode has nothing to say about the package."""
    package = os.path.relpath(GENERATED / "kajabi", tmp_path)  # an absolute path would be passed over
    config = tmp_path / "pyrightconfig.json"
    config.write_text(json.dumps({"include": [package], "typeCheckingMode": "strict", "pythonVersion": "3.11"}))
    done = _run("pyright", "--project", str(config), "--pythonpath", sys.executable, "--outputjson", cwd=ROOT)
    report = json.loads(done.stdout)
    assert report["generalDiagnostics"] == []
    assert report["summary"]["filesAnalyzed"] > 80


@pytest.mark.parametrize("package", ["kajabi", "x", "a_package_with_quite_a_long_name_indeed"])
def test_it_is_in_style(package: str, tmp_path: Path) -> None:
    """black and ruff with their default settings change nothing, whatever the package is called."""
    build_sdk(Settings(spec=str(SPEC / "kajabi-1.1.0.yaml"), out=str(tmp_path), package=package))
    black = _run("black", "--check", "--config", str(_empty(tmp_path)), str(tmp_path), cwd=tmp_path)
    assert black.returncode == 0, black.stderr
    ruff = _run("ruff", "check", "--isolated", "--output-format", "concise", str(tmp_path), cwd=tmp_path)
    assert ruff.returncode == 0, ruff.stdout


def _empty(folder: Path) -> Path:
    path = folder / "empty.toml"
    path.write_text("")
    return path


def test_it_is_small() -> None:
    """The whole package, runtime included, stays well under 15,000 lines."""
    lines = sum(path.read_text(encoding="utf-8").count("\n") for path in (GENERATED / "kajabi").rglob("*.py"))
    assert lines < 14_950
