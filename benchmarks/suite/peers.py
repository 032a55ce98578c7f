"""The others: their pinned versions, and virtual environments for them in the cache folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Final

from suite.process import Failed, reason


@dataclass(frozen=True, slots=True)
class Peer:
    """An environment: what is installed from the package registry, the names worth telling, and the oldest Python that it takes."""

    requirements: tuple[str, ...]
    python: tuple[int, int] = (3, 11)
    needs: str = ""
    """A command that has to be there."""


PEERS: Final = {
    "openapi-python-client": Peer(("openapi-python-client==0.29.1",)),
    "datamodel-code-generator": Peer(("datamodel-code-generator==0.89.0",)),
    "httpxgen": Peer(("httpxgen==0.3.0",), python=(3, 12)),
    "openapi-generator": Peer(("openapi-generator-cli==7.26.0",), needs="java"),
    "kajabi-py": Peer(("kajabi-py==0.1",)),
    # what packages need that are emitted here, and libraries to compare with
    "sdk": Peer(("httpx2==2.16.2", "msgspec==0.22.0", "orjson==3.11.*", "pydantic==2.14.3")),
    "openapi-python-client output": Peer(("httpx==0.28.1", "attrs==26.1.0")),
}


def python_of(name: str, cache: Path) -> Path:
    """The interpreter of an environment, made if it is not there. Raises Failed, with the reason in one line."""
    peer = PEERS[name]
    folder = cache / name.replace(" ", "-")
    python, stamp = folder / "bin" / "python", folder / "requirements.txt"
    wanted = "\n".join(peer.requirements)
    if peer.needs and not shutil.which(peer.needs):
        raise Failed(f"there is no `{peer.needs}` here")
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        _run([_interpreter(peer.python), "-m", "venv", str(folder)])
        _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *peer.requirements])
        stamp.write_text(wanted)
    return python


def packages(python: Path) -> Path:
    """Where an environment holds its packages."""
    return next(python.parents[1].glob("lib/python*/site-packages"))


def versions(cache: Path) -> Iterator[tuple[str, str]]:
    """Each environment that is there, and what is installed in it."""
    for name in PEERS:
        python = cache / name.replace(" ", "-") / "bin" / "python"
        if python.exists():
            found = {item.name: item.version for item in distributions(path=[str(packages(python))])}
            listed = ", ".join(f"{package} {found[package]}" for package in sorted(found) if package not in ("pip", "setuptools"))
            yield name, f"Python {_version(str(python))}: {listed}"


def _run(command: list[str]) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise Failed(reason(done.stderr, done.returncode))


def _interpreter(oldest: tuple[int, int]) -> str:
    """This interpreter, or another one on this machine that is new enough."""
    if sys.version_info >= oldest:
        return sys.executable
    names = [f"python3.{minor}" for minor in range(oldest[1], oldest[1] + 6)]
    pyenv = [str(path) for name in names for path in sorted(Path.home().glob(f".pyenv/versions/*/bin/{name}"))]
    for candidate in (*(found for name in names if (found := shutil.which(name))), *pyenv):
        if _version(candidate):
            return candidate
    raise Failed(f"it needs Python {oldest[0]}.{oldest[1]}, and there is none here")


def _version(python: str) -> str:
    code = "import platform; print(platform.python_version())"
    done = subprocess.run([python, "-c", code], check=False, capture_output=True, text=True, cwd=tempfile.gettempdir())
    return done.stdout.strip()
