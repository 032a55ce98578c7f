"""A module that is loaded when something in it is first asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from kajabi_gen.lazily import import_when_used

import_when_used("colorsys")
import colorsys as first
print("ONE_THIRD" in vars(first))
print(first.rgb_to_hls(0, 0, 0), hasattr(first, "no_such_thing"))
import colorsys as second
print(second.rgb_to_hls is first.rgb_to_hls, type(second) is type(sys))
"""


def test_it_is_loaded_at_the_first_use_and_not_at_import() -> None:
    """Whoever has the stand-in goes on with it; whoever imports it later has the module itself."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False", "(0.0, 0.0, 0.0) False", "True True"]


def test_queries_need_no_regular_expressions() -> None:
    """Those that the overlays use do without the largest part of the library."""
    program = "import sys, kajabi_gen.spec.overlay; print('regex._main' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(
    "command", ["--version", "--help", "build --help", "diff ../spec/kajabi-1.0.1.yaml ../spec/kajabi-1.1.0.yaml --no-cache"]
)
def test_commands_go_without_large_modules(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`inspect`, which loads `tokenize`, and what it takes to make classes, to render, to format or to validate in full."""
    monkeypatch.chdir(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kajabi_gen", *command.split()], capture_output=True, text=True, check=True
    )
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert "click" in loaded
    assert loaded.isdisjoint({"tokenize", "dataclasses", "jinja2", "black", "asyncio", "openapi_spec_validator"})
