"""Which documents and overlays the settings mean, before anything is done to them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from kajabi_gen import assets
from kajabi_gen.spec import source
from kajabi_gen.spec.source import Source

if TYPE_CHECKING:
    from kajabi_gen.config import Settings
    from kajabi_gen.spec.limits import Limits
    from kajabi_gen.spec.node import Node

DEFAULT_SPEC: Final = "kajabi-1.1.0.yaml"
DEFAULT_OVERLAY: Final = "kajabi.overlay.yaml"


class Sources(NamedTuple):
    """What a build reads: the document, and all overlays of the settings, whatever document they are for."""

    document: Source
    overlays: tuple[Source, ...]


def read(settings: Settings) -> Sources:
    """The bytes of the document and the overlays; the embedded ones where the settings say nothing. Raises InputError."""
    document = source.read(settings.spec or str(assets.documents() / DEFAULT_SPEC), settings.limits)
    return Sources(document, read_overlays(settings))


def read_overlays(settings: Settings) -> tuple[Source, ...]:
    """The bytes of all overlays of the settings. Raises InputError."""
    paths = (str(assets.documents() / DEFAULT_OVERLAY),) if settings.overlays is None else settings.overlays
    return tuple(source.read(path, settings.limits) for path in paths)


def identity(sources: Iterable[Source]) -> Iterator[bytes]:
    """What tells sources from others: the name and the content of each."""
    for read in sources:
        yield from (os.fsencode(read.name), read.content)


def parse_document(read: Source, limits: Limits) -> Node:
    """The document as a tree, within the limits. Raises InputError."""
    from kajabi_gen.spec import bounds
    from kajabi_gen.spec.load import load_source

    document = load_source(read, limits)
    bounds.refuse(document, limits)
    return document


def parse_overlays(read: tuple[Source, ...], limits: Limits) -> tuple[Node, ...]:
    """The overlays as trees. Raises InputError."""
    from kajabi_gen.spec.load import load_source

    return tuple(load_source(overlay, limits) for overlay in read)
