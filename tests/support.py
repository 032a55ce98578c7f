"""Where things are, and the documents that tests read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SPEC = ROOT / "spec"
GENERATED = ROOT / "generated"

Golden = Callable[[Path, str], None]


def official(revision: str) -> Path:
    """The vendor's own document of a revision; the test is skipped, by name, where it is not at hand (KAJABI_OFFICIAL_SPECS)."""
    folder = os.environ.get("KAJABI_OFFICIAL_SPECS")
    path = Path(folder or "") / f"official-{revision}.yaml"
    if not folder or not path.is_file():
        pytest.skip(f"the vendor's own document of revision {revision} is not at hand (KAJABI_OFFICIAL_SPECS)")
    return path
