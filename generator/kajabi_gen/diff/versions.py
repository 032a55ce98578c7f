"""Versions: which comes next after what changed, and whether a version promises enough. Pure functions.

Versions are read as Semantic Versioning 2.0.0 and PEP 440 write them, `v` in front or not, with one to any number of components. Before
1.0 what breaks moves the minor version. Versions of other forms, dates with dashes among them, promise nothing that could be held to.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kajabi_gen.diff.change import Bump
from kajabi_gen.spec.finding import Finding, warning
from kajabi_gen.spec.node import Mark

_VERSION: Final = re.compile(
    r"(?P<prefix>v?(?:\d+!)?)(?P<release>\d+(?:\.\d+)*)"
    r"(?P<pre>[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|dev)[-_.]?\d*(?:[-.][0-9a-z.-]+)?"
    r"|-(?!(?:post|rev|r)[-_.]?\d*(?:\+|\Z))[0-9a-z][0-9a-z.-]*)?"
    r"(?P<post>[-_.]?(?:post|rev|r)[-_.]?\d*)?(?P<build>\+[0-9a-z._-]+)?\Z",
    re.IGNORECASE | re.ASCII,
)
_PLACES: Final = {Bump.MAJOR: 0, Bump.MINOR: 1, Bump.PATCH: 2}
_ALIASES: Final = {"alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"}
_FIRST: Final = "0.1.0"
_LONGEST: Final = 200  # characters; Python refuses to read endless numbers

_Key = tuple[tuple[int, ...], int, tuple[tuple[int, int, str], ...], int]


class _Version(NamedTuple):
    prefix: str
    release: tuple[int, ...]
    pre: str
    post: str

    @property
    def parts(self) -> tuple[int, int, int]:
        """Major, minor and patch; what is not written is 0."""
        padded = (*self.release, 0, 0, 0)
        return padded[0], padded[1], padded[2]

    @property
    def key(self) -> _Key:
        """The order of versions: a pre-release before its release, what came after behind it."""
        release = self.release
        while release and release[-1] == 0:
            release = release[:-1]
        return release, 0 if self.pre else 1, _tokens(self.pre), 1 + int(re.sub(r"\D", "", self.post) or 0) if self.post else 0


def is_semantic(version: str) -> bool:
    """Whether the version can be moved by these rules."""
    return _parsed(version) is not None


def next_version(old: str, bump: Bump) -> str:
    """The least version after `old` that a change of that size needs; `old` itself for none.

    As many components as `old` has, more where the bump moves one that it has not. From a pre-release it goes to its release, where that is
    a step large enough. Raises ValueError for a version that is not semantic.
    """
    version = _parsed(old)
    if version is None:
        raise ValueError(f"no semantic version: {old!r}")
    if bump is Bump.NONE:
        return old
    place = _PLACES[_weighed(version, bump)]
    if version.pre and not any(version.parts[place + 1 :]):
        return _written(version, list(version.release))
    release = [*version.release, 0, 0, 0][: max(len(version.release), place + 1)]
    release[place] += 1
    release[place + 1 :] = [0] * (len(release) - place - 1)
    return _written(version, release)


def sdk_next_version(current: str, bump: Bump) -> str:
    """The next version of the SDK, as Python's installers write it: three components, no `v`; a first one where there is none yet."""
    version = _parsed(current)
    if version is None:
        return _FIRST
    plain = current.strip().lstrip("vV")
    if bump is Bump.NONE:
        return plain
    moved = _parsed(next_version(plain, bump))
    release = moved.release if moved else ()
    return (moved.prefix if moved else "") + ".".join(str(part) for part in (*release, 0, 0)[: max(3, len(release))])


def promise_finding(old: str, new: str, bump: Bump, mark: Mark) -> Finding | None:
    """A warning, placed at the new version, if it promises less than what changed; None where it fits or no promise can be read."""
    if bump is Bump.NONE:
        return None
    before, after = _parsed(old), _parsed(new)
    if before is None or after is None:
        if old != new:
            return None
        message = f"what changed is worth a {bump} version, and info.version is {_shown(new)} as before"
        return warning("version-promise", message, "give the new revision a version of its own", mark)
    least = next_version(old, bump)
    needed = _parsed(least)
    if after.key > before.key and needed is not None and after.parts >= needed.parts:
        return None
    message = f"what changed since {_shown(old)} is worth a {bump} version, and info.version is {_shown(new)}"
    return warning("version-promise", message, f"it would be {least} at least", mark)


def _weighed(version: _Version, bump: Bump) -> Bump:
    """Before 1.0 nothing is promised (Semantic Versioning 4), and by custom the minor version says what breaks."""
    return Bump.MINOR if bump is Bump.MAJOR and version.release[0] == 0 else bump


def _parsed(text: str) -> _Version | None:
    found = _VERSION.match(text.strip())
    if found is None:
        return None
    parts, pre = found["release"].split("."), found["pre"] or ""
    if len(text) > _LONGEST or (len(parts) < 3 and pre[:1] == "-" and pre[1:2].isdigit()):
        return None  # a date such as 2024-10-15 is no version 2024 before its release
    release = tuple(int(part) for part in parts)
    return _Version(found["prefix"], release, pre, found["post"] or "")


def _written(version: _Version, release: list[int]) -> str:
    return version.prefix + ".".join(str(part) for part in release)


def _tokens(pre: str) -> tuple[tuple[int, int, str], ...]:
    """A pre-release in the order of Semantic Versioning 11: numbers by value and before words; `dev` before all words."""
    found: list[tuple[int, int, str]] = []
    for token in re.findall(r"\d+|[a-z]+", pre.lower()):
        if token.isdigit():
            found.append((1, int(token), ""))
        else:
            found.append((0 if token == "dev" else 2, 0, _ALIASES.get(token, token)))
    return tuple(found)


def _shown(version: str) -> str:
    return repr(version[:40])
