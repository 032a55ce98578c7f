"""What a repair of schemas is: it looks at one schema at a time, so that all of them go in one walk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from kajabi_gen.spec.finding import Finding
from kajabi_gen.spec.node import Node

SchemaRepair: TypeAlias = tuple[Callable[[Node], Node], list[Finding]]
"""The repair of one schema, whose inner schemas are repaired already, and the list that its Findings go to."""
