"""What all groups share: the document, the projects to measure, the folders, and packages that are emitted once for a run."""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from suite import peers, process
from suite.process import Command, Failed

ROOT: Final = Path(__file__).resolve().parents[2]
PROGRAMS: Final = Path(__file__).with_name("programs")
_OFFICIAL: Final = "KAJABI_OFFICIAL_SPECS"


def document(version: str) -> Path:
    """A revision of the API's document: the vendor's own where the environment names their folder, else ours."""
    folder = os.environ.get(_OFFICIAL)
    return Path(folder, f"official-{version}.yaml") if folder else ROOT / "spec" / f"kajabi-{version}.yaml"


@dataclass(frozen=True)
class Context:
    """A run. `projects`: checkouts of kajabi-gen by the name they are told under, this one first; `work`: a folder that is thrown away."""

    rounds: int
    scaling_rounds: int
    cache: Path
    work: Path
    against: Path | None = None
    old: Path = field(default_factory=lambda: document("1.0.1"))
    new: Path = field(default_factory=lambda: document("1.1.0"))

    @property
    def projects(self) -> dict[str, Path]:
        return {"kajabi-gen": ROOT} | ({f"kajabi-gen of {self.against}": self.against} if self.against else {})

    def path(self, name: str) -> Path:
        """The folder of something that is measured."""
        return self.work / re.sub(r"[^\w.-]+", "-", name)

    def folder(self, name: str) -> Path:
        """The same, new and empty."""
        folder = self.path(name)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def kajabi_gen(self, project: Path, home: Path) -> tuple[Command, dict[str, str]]:
        """How kajabi-gen of a checkout is run, by a script as installers make one, and its environment."""
        script = self.work / "kajabi-gen.py"
        script.write_text("from kajabi_gen.__main__ import run\n\nrun()\n", encoding="utf-8")
        return [sys.executable, script], process.environment(home, PYTHONPATH=str(project / "generator"))

    def python(self, name: str) -> Path:
        """The interpreter of a peer's environment."""
        return peers.python_of(name, self.cache)

    @cached_property
    def sdk(self) -> Path:
        """An interpreter that has our SDK, emitted from the document, installed as a package."""
        folder, python = self.folder("sdk"), self.python("sdk")
        command, variables = self.kajabi_gen(ROOT, folder / "home")
        process.told([*command, "build", "--spec", self.new, "--out", folder / "out"], folder, variables)
        return _installed(folder / "out" / "kajabi", python)

    @cached_property
    def client_output(self) -> Path:
        """An interpreter that has what openapi-python-client emits, installed as a package."""
        folder, python = self.folder("openapi-python-client-output"), self.python("openapi-python-client output")
        process.told(*openapi_python_client(self, folder))
        return _installed(folder / "out" / "kajabi_api_v1_client", python)


def openapi_python_client(context: Context, folder: Path) -> tuple[Command, Path, dict[str, str]]:
    """The command of openapi-python-client, with the ruff that it calls, its folder and environment."""
    scripts = context.python("openapi-python-client").parent
    variables = process.environment(folder / "home", PATH=f"{scripts}{os.pathsep}{os.environ['PATH']}")
    named = folder / "config.yaml"
    named.write_text("package_name_override: kajabi_api_v1_client\nproject_name_override: kajabi-api-v1-client\n")
    options: Command = ["--path", context.new, "--config", named, "--meta", "setup", "--output-path", folder / "out", "--overwrite"]
    return [scripts / "openapi-python-client", "generate", *options], folder, variables


def _installed(package: Path, python: Path) -> Path:
    if not package.is_dir():
        raise Failed(f"no package {package.name} was emitted")
    target = peers.packages(python) / package.name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(package, target)
    process.told([python, "-m", "compileall", "-q", target], python.parent, os.environ)
    return python
