"""What a build comes to, before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kajabi_gen.spec.finding import Finding


class Outcome(NamedTuple):
    """All files of an SDK, by path, and what there is to say of the document.

    `operations`, `resources`, `events`: how many there are. `parts`: a key for what a file was made of, to its path.
    """

    title: str
    version: str
    operations: int
    resources: int
    events: int
    findings: tuple[Finding, ...]
    files: Mapping[str, str]
    parts: Mapping[str, str]

    def known(self, key: str) -> str | None:
        """The text of the file that was made of the same."""
        path = self.parts.get(key)
        return None if path is None else self.files.get(path)
