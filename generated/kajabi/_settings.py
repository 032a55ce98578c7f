"""What the run time is told of an API; `_about` tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Settings(NamedTuple):
    """What the generator knows of one API."""

    name: str
    env_prefix: str
    version: str
    api_version: str
    base_url: str
    registry: Mapping[str, str]
    token_path: str | None = None
    revoke_path: str | None = None
    token_header: str = "authorization"
    token_prefix: str = "Bearer "
