"""Which brackets at the end of a line may be passed over in the search for the place to split (black: generate_trailers_to_omit)."""

from __future__ import annotations

from collections.abc import Iterator

from kajabi_gen.emit.format.leaf import CLOSE, COMMA, LINE_LENGTH, OPEN, Leaf
from kajabi_gen.emit.format.line import Line


def omissions(line: Line) -> Iterator[set[Leaf]]:
    """Growing sets of closing brackets to pass over: first none, then one trailer after the other, as far as they fit on a line."""
    omitted: set[Leaf] = set()
    if not line.is_magic:
        yield omitted
    leaves = line.leaves
    length = 4 * line.indent
    opening: Leaf | None = None
    closing: Leaf | None = None
    inner: set[Leaf] = set()
    for index in range(len(leaves) - 1, -1, -1):
        leaf = leaves[index]
        length += len(leaf.space) + len(leaf.value)
        if length > LINE_LENGTH:
            return
        before = leaves[index - 1] if index else None
        if opening is not None:
            if leaf is opening:
                opening = None
            elif leaf.kind == CLOSE:
                if _stops(leaf, before, leaves):
                    return
                inner.add(leaf)
        elif leaf.kind == CLOSE:
            if before is not None and before.kind == OPEN:
                inner.add(leaf)  # an empty pair is no place to split
                continue
            if closing is not None:
                omitted.add(closing)
                omitted |= inner
                inner.clear()
                yield omitted
            if _stops(leaf, before, leaves):
                return
            if leaf.value:
                opening, closing = leaf.mate, leaf


def _stops(closing: Leaf, before: Leaf | None, leaves: list[Leaf]) -> bool:
    """Whether brackets have a trailing comma, and not that of a one-tuple: they are split, never passed over."""
    if before is None or before.kind != COMMA:
        return False
    return closing.value not in (")", "") or not _is_one(closing, leaves)


def _is_one(closing: Leaf, leaves: list[Leaf]) -> bool:
    """Whether there is but one element (black: is_one_sequence_between).

    As in black, this goes wrong for brackets at which a split was tried: the commas in them were marked anew, the brackets were not.
    """
    commas, is_between = 0, False
    for leaf in leaves:
        if leaf is closing:
            break
        if is_between and leaf.kind == COMMA and leaf.marked == closing.marked + 1:
            commas += 2 if leaf.is_argument else 1
        is_between = is_between or leaf is closing.mate
    return is_between and commas < 2
