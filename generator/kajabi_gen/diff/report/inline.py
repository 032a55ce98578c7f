"""Text of a document inside a line of Markdown: it stays text, and calls nobody."""

from __future__ import annotations

from kajabi_gen.emit.code import code_span, markdown


def shown(text: str) -> str:
    """The text on one line, with nothing that formats, links or mentions.

    GitHub looks for mentions in the rendered text, where no escape helps; a zero-width space after the @ does.
    """
    return str(markdown(_sound(text))).replace("@", "@&#8203;")


def span(text: str) -> str:
    """The text as inline code, outside of tables: there, a pipe needs no backslash."""
    return cell_span(text).replace("\\|", "|")


def cell_span(text: str) -> str:
    """The text as inline code in the cell of a table; empty text gives none."""
    flat = _sound(text)
    return str(code_span(flat)) if flat.strip() else ""


def _sound(text: str) -> str:
    """The text without what cannot be printed; the encoders turn each such character into a space."""
    return "".join(char if char.isprintable() else " " for char in text)
