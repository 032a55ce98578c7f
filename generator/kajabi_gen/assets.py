"""Where the files that come with the tool are: templates and documents, in an installed wheel and in a checkout alike."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    installed = _PACKAGE / "_assets" / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name


def templates() -> Path:
    """The folder of the templates and the static runtime."""
    return _folder("templates")


def documents() -> Path:
    """The folder of the embedded OpenAPI documents and their overlay."""
    return _folder("spec")
