"""The version of an emitted package."""

from __future__ import annotations

import re
from typing import Final

from kajabi_gen.spec.finding import InputError, error
from kajabi_gen.spec.node import Mark

_PEP_440: Final = re.compile(
    r"v?(\d+!)?\d+(\.\d+)*([-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?\d*)?(-\d+|[-_.]?(post|rev|r)[-_.]?\d*)?([-_.]?dev[-_.]?\d*)?"
    r"(\+[a-z0-9]+([-_.][a-z0-9]+)*)?\Z",
    re.IGNORECASE | re.ASCII,
)


def sdk_version(api_version: str) -> str:
    """A version for the SDK that says which revision it speaks: the revision itself, as PEP 440 reads it."""
    digits = [part for part in api_version.replace("v", "").replace("-", ".").split(".") if part.isascii() and part.isdecimal()]
    return ".".join([*digits, "0", "0", "0"][:3])


def refuse_version(version: str, mark: Mark) -> None:
    """Raise InputError for what no installer takes as the version of a package (PEP 440, appendix B)."""
    if not _PEP_440.match(version):
        message = f"{version[:60]!r} cannot be the version of a package (PEP 440)"
        raise InputError([error("package-version", message, "write it like 1.2.0 or 1.2.0rc1", mark)])
