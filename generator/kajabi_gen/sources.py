"""Which documents and overlays the settings mean, before anything is done to them."""

from __future__ import annotations

from typing import Final

from kajabi_gen import assets
from kajabi_gen.config import Settings
from kajabi_gen.spec import bounds
from kajabi_gen.spec.load import load_file
from kajabi_gen.spec.node import Node

DEFAULT_SPEC: Final = "kajabi-1.1.0.yaml"
DEFAULT_OVERLAY: Final = "kajabi.overlay.yaml"


def load_document(settings: Settings) -> Node:
    """The document of the settings; the embedded one where they name none. Raises InputError."""
    document = load_file(settings.spec or str(assets.documents() / DEFAULT_SPEC), settings.limits)
    bounds.refuse(document, settings.limits)
    return document


def load_overlays(settings: Settings) -> tuple[Node, ...]:
    """All overlays of the settings, whatever document they are for; the embedded one where they say nothing. Raises InputError."""
    paths = (str(assets.documents() / DEFAULT_OVERLAY),) if settings.overlays is None else settings.overlays
    return tuple(load_file(path, settings.limits) for path in paths)
