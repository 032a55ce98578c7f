"""Nothing of a document gets out of its quotes: what the encoders of `emit.code` write is read back by Python, TOML and table readers."""

from __future__ import annotations

import ast
import io
import keyword
import re
import tokenize
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from kajabi_gen import modelling, pipeline, reading
from kajabi_gen.config import Settings
from kajabi_gen.emit import code
from kajabi_gen.spec.finding import InputError
from kajabi_gen.spec.load import load_text

NASTY = [
    '"',
    "'",
    "\\",
    "\n",
    "\r",
    "\t",
    "\0",
    "\x0c",
    "\x1b",
    "\x85",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\ud800",
    "{",
    "}",
    "#",
    "|",
    "`",
    "$",
    "é",
    "😀",
]
WORDS = ['"""', "'''", "coding: latin-1", "coding=utf-7", "\\N{DIGIT ONE}", "\\u0041", "</b>", "__import__('os')", "* ", "  ", "\\"]
TEXT = st.one_of(
    st.text(alphabet=st.characters(categories=None), max_size=60),  # surrogates too
    st.lists(st.sampled_from([*NASTY, *WORDS, "word", " "]), max_size=12).map("".join),
)


STEADY = settings(deadline=None, derandomize=True)


def tokens(source: str) -> list[tokenize.TokenInfo]:
    """The tokens of a source that mean something."""
    noise = (tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    return [token for token in tokenize.generate_tokens(io.StringIO(source).readline) if token.type not in noise]


@STEADY
@given(TEXT)
def test_a_literal_is_the_text_again(text: str) -> None:
    """Python reads back the very text, from one line of printable characters."""
    written = code.literal(text)
    assert ast.literal_eval(written) == text
    assert written.isprintable()


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, "None"), (True, "True"), (3, "3"), (-1.5, "-1.5"), ('a"b', '"a\\"b"'), ("\u202e", '"\\u202e"'), ("\x1b", '"\\x1b"')],
)
def test_literals(value: object, written: str) -> None:
    """Strings in double quotes, everything that shows nothing or turns text around escaped."""
    assert code.literal(value) == written


@pytest.mark.parametrize("value", [b"bytes", ["a"], {"a": 1}, object(), float("nan"), float("inf")])
def test_what_has_no_literal_is_refused(value: object) -> None:
    """Containers are put together by the views; NaN and infinity are names in Python, not literals."""
    with pytest.raises(TypeError):
        code.literal(value)


@STEADY
@given(TEXT, st.sampled_from([0, 4, 8]))
@example('"""', 0)
@example('ends with """', 4)
@example('ends with \\"', 4)
@example('\\"""', 0)
@example('two lines"\nthe second"""', 8)
def test_a_docstring_is_one_string_with_the_same_words(text: str, indent: int) -> None:
    """At any indentation: one STRING token, and the words of the text in their order."""
    source = f"if 1:\n{' ' * (indent or 1)}{code.docstring(text, indent)}\n"
    found = [token for token in tokens(source) if token.start[0] > 1]
    assert [token.type for token in found] == [tokenize.STRING]
    assert ast.literal_eval(found[0].string).split() == text.split()


def test_a_long_docstring_is_wrapped_and_its_bullets_hang() -> None:
    """Lines end before column 88; what continues a list item stands under its text."""
    text = f"Title.\n\n* {'word ' * 30}\n* last"
    lines = code.docstring(text, 4).split("\n")
    assert max(map(len, lines)) <= 88
    assert lines[0] == '"""Title.'
    assert lines[2].startswith("    * word")
    assert lines[3].startswith("      word")
    assert lines[-2:] == ["    * last", '    """']


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("word " * 9, ["word word word word word word word word", "word"]),
        ("  " + "word " * 9, ["  word word word word word word word", "      word word"]),
        ("12. " + "word " * 9, ["12. word word word word word word word", "    word word"]),
        ("\n    code  \n\n\n\nend\n\n", ["    code", "", "end"]),
    ],
)
def test_lines_are_wrapped_where_they_stand(text: str, lines: list[str]) -> None:
    """What continues an indented line is further in; blank lines stay one, and none is left at the ends."""
    assert code.wrapped(text, 40) == lines


def test_a_quote_inside_a_docstring_stays_as_it_is() -> None:
    """Only what would end the docstring is escaped."""
    assert code.docstring('say "a" or "b"') == '"""say "a" or "b\\""""'
    assert code.docstring('say "a" twice') == '"""say "a" twice"""'


@pytest.mark.parametrize(
    ("encode", "text", "written"),
    [
        (code.comment, " a\n\tb\u202ec  é 😀 ", "a b c é 😀"),
        (code.comment, "coding: x, decoding=y", "coding : x, decoding =y"),
        (code.toml, 'aX"\\\x1b\U000e0041é', '"aX\\"\\\\\\u001b\\U000e0041é"'),
        (code.markdown, "*a* <b>\u202e|c\n[d](e) `f`", "\\*a\\* &lt;b\\> \\|c \\[d\\](e) \\`f\\`"),
        (code.code_span, "a\u202e|\nb", "`a \\| b`"),
        (code.code_span, "``a`", "``` ``a` ```"),
    ],
)
def test_what_is_harmless_is_written_as_it_is(encode: Any, text: str, written: str) -> None:
    """Words stay as they are; what cannot be seen is a blank, or an escape where the text is read back."""
    assert encode(text) == written


@STEADY
@given(TEXT)
@example("vim: set fileencoding=latin-1 :")
@example("-*- coding: utf-7 -*-")
def test_a_comment_stays_one_comment(text: str) -> None:
    """One COMMENT token, and never a declaration of an encoding (PEP 263), wherever in the file it stands."""
    source = f"# {code.comment(text)}\nx = 1\n"
    assert [token.type for token in tokens(source)] == [tokenize.COMMENT, tokenize.NAME, tokenize.OP, tokenize.NUMBER]
    assert not re.search(r"coding[:=][ \t]*[-_.a-zA-Z0-9]+", source)
    assert tokenize.detect_encoding(io.BytesIO(source.encode()).readline)[0] == "utf-8"


@STEADY
@given(TEXT)
def test_toml_reads_the_text_again(text: str) -> None:
    """`tomllib` gives the text back; a lone surrogate, which TOML cannot express, becomes U+FFFD."""
    value = tomllib.loads(f"a = {code.toml(text)}\nb = 1\n")
    assert value == {"a": re.sub("[\ud800-\udfff]", "\ufffd", text), "b": 1}


@pytest.mark.parametrize("encode", [code.markdown, code.code_span])
@STEADY
@given(text=TEXT)
def test_a_table_row_keeps_its_cells(encode: Any, text: str) -> None:
    """GitHub splits a row at each `|` without a backslash before it, in code spans too; a row is one line."""
    row = f"| {encode(text)} | next |"
    assert len(row.splitlines()) == 1
    assert len(re.split(r"(?<!\\)\|", row)) == 4


@STEADY
@given(TEXT)
def test_text_in_markdown_makes_no_markup(text: str) -> None:
    """No character that begins HTML, a link, emphasis, code or a cell stands there unescaped."""
    assert not re.search(r"[`*_\[\]<>|#]", re.sub(r"\\.", "", code.markdown(text)))


@STEADY
@given(TEXT)
def test_a_code_span_is_one_code_span(text: str) -> None:
    """Its fence is longer than every run of backticks inside (CommonMark, Code spans)."""
    written = code.code_span(text)
    fence = re.match(r"`+", written)
    assert fence is not None
    inside = written[len(fence[0]) : -len(fence[0])]
    assert written.endswith(fence[0])
    assert fence[0] not in inside
    assert not inside.startswith("`")
    assert not inside.endswith("`")


@STEADY
@given(TEXT)
@example("```\ncode\n```python\nstill code")
@example("~~~\n```\n<b>")
@example("text\n ## Heading\n#")
def test_a_description_leaves_no_fence_open(text: str) -> None:
    """A Markdown description cannot swallow what follows it, begin HTML, or use a heading of our own levels (CommonMark §4.2, §4.5)."""
    fence = ""
    for line in code.markdown_block(text).split("\n"):
        if fence:
            closes = re.fullmatch(rf" {{0,3}}{fence[0]}{{{len(fence)},}}\s*", line)
            fence = "" if closes else fence
        elif opens := re.match(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})", line):
            fence = opens[1]
        else:
            assert not re.search(r"<[a-zA-Z/!?]", line)
            assert not re.match(r" {0,3}#{1,3}(\s|$)", line)
    assert fence == ""


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# One\n##### Five\n#hash", "#### One\n###### Five\n#hash"),
        ("a <b>, 1 < 2 &amp; 3", "a &lt;b>, 1 < 2 &amp; 3"),
        ("[a](javascript:b) &#106;", "[a](javascript :b) &amp;#106;"),
        ("\n\none\u202etwo\tthree\r\nfour\n", "one two\tthree\nfour"),
        ("```\n# a\n``` b\n~~~\n```\n# c <d>", "```\n# a\n``` b\n~~~\n```\n#### c &lt;d>"),
        ("~~~~ js\n~~~\n~~~~~\n# c", "~~~~ js\n~~~\n~~~~~\n#### c"),
        ("```\nopen", "```\nopen\n```"),
        ("a\n  ```\n  open", "a\n  ```\n  open\n  ```"),
        ("a\n  ```\n  # b\n  ```\n<b>", "a\n  ```\n  # b\n  ```\n< b>"),
        ("```\n    ```\n# still code", "```\n    ```\n# still code\n```"),
    ],
)
def test_a_description_reads_as_it_did(text: str, written: str) -> None:
    """Headings go down three levels; a tag, an entity of a character and a link to a script become text; code stays as it is."""
    assert code.markdown_block(text) == written


@STEADY
@given(st.one_of(TEXT, st.sampled_from(["None", "class", "x y", "a-b", "1a", "", "ﬁ", "a.b", "x\n"])))
def test_only_identifiers_are_names(text: str) -> None:
    """Anything that Python would read otherwise (or as another name, NFKC) is a bug of the generator and raises."""
    plain = re.fullmatch(r"[A-Za-z_][A-Za-z_0-9]*", text) and not keyword.iskeyword(text)
    if plain:
        assert code.name(text) == text
    elif text.isascii():
        with pytest.raises(ValueError, match="no identifier"):
            code.name(text)


def test_code_is_the_only_type_that_jinja_may_print() -> None:
    """`Code` is Markup, so that autoescaping leaves it alone; joining parts keeps the type."""
    assert isinstance(code.dotted(["a", "b"]), Markup)
    assert code.dotted(["a", "b"]) == "a.b"


SPEC = """\
openapi: 3.1.0
info: {title: Tiny, version: '1'}
servers: [{url: https://tiny.example}]
paths: {/ping: {get: {responses: {'204': {description: Pong.}}}}}
"""


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("{{ project.version }}\n", "a plain str cannot be printed"),
        ("\n\n{{ missing }}\n", "'missing' is undefined"),
        ("\n{% if %}\n", "cannot be read"),
    ],
)
def test_a_template_that_prints_a_plain_string_is_refused(tmp_path: Path, template: str, says: str) -> None:
    """A forgotten filter, an unknown name and a mistake in the syntax: one error each, with the template's file and line."""
    file = tmp_path / "version.py.jinja"
    file.write_text(template, encoding="utf-8")
    modelled = modelling.model(reading.prepare(load_text(SPEC, "tiny.yaml")))
    with pytest.raises(InputError) as caught:
        pipeline.emit(modelled, Settings(templates=str(tmp_path)))
    (finding,) = caught.value.findings
    assert says in finding.message
    assert (finding.mark.file, finding.mark.line) == (str(file), template.count("\n", 0, template.index("{")) + 1)
