"""Golden files, and the one option that updates them; a server for each test that asks for one."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from runtime.server import Server
from support import GENERATED, ROOT, SPEC, Golden, official

# here, as `pytest --hypothesis-profile=long` looks for it before it collects
settings.register_profile("long", max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))

os.environ["KAJABI_GEN_CACHE"] = ""  # what a build writes is what it makes, unless a test says otherwise

__all__ = ["GENERATED", "ROOT", "SPEC", "official"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing with them")


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on loopback that answers as it is told; folders with servers of another kind have a fixture of their own."""
    server = Server()
    yield server
    server.close()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with a golden file; a difference is shown as a unified diff."""
    update = request.config.getoption("--update-golden")

    def compare(path: Path, actual: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(actual, encoding="utf-8")
            return
        expected = path.read_text(encoding="utf-8") if path.exists() else ""
        if actual != expected:
            lines = difflib.unified_diff(expected.splitlines(), actual.splitlines(), str(path), "now", lineterm="")
            pytest.fail("\n".join([*lines, "", "if this is meant: pytest --update-golden"]), pytrace=False)

    return compare
