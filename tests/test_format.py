"""The layouter gives black's bytes, and it is used: no file of our documents needs black itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kajabi_gen import modelling, pipeline
from kajabi_gen.config import Settings
from kajabi_gen.emit import render
from kajabi_gen.emit.format import UnformattableError, by_black, format_text
from kajabi_gen.emit.format.layout import layout
from support import ROOT, SPEC, official

_OURS = sorted(SPEC.glob("kajabi-*.yaml"))
_OTHERS = sorted((ROOT / "tests").glob("other_apis/*.yaml"))
_NAMES = ("kajabi", "x", "a_package_with_quite_a_long_name_indeed")


def _rendered(spec: Path, package: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The Python files of a build as the templates leave them."""
    monkeypatch.setattr(render, "format_text", lambda text, path: text)
    wanted = Settings(spec=str(spec), out="unused", package=package)
    parts = pipeline.emit(modelling.model_of(wanted), wanted)
    return {part.path: part.text for part in parts if part.key and part.path.endswith(".py")}


def _check(files: Mapping[str, str]) -> None:
    """Every file is laid out without black, with black's bytes."""
    for path, text in files.items():
        assert layout(text) == by_black(text, path), path


@pytest.mark.parametrize("spec", _OURS, ids=lambda spec: spec.stem)
def test_every_file_of_our_documents_is_laid_out(spec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files are, under short and long names; the largest document under each, as it takes a while."""
    names = _NAMES if spec == _OURS[-1] else _NAMES[-1:]
    counts: set[int] = set()
    for package in names:
        files = _rendered(spec, package, monkeypatch)
        _check(files)
        counts.add(sum(layout(text) is not None for text in files.values()))
    assert counts == {{"kajabi-0.4.0": 38, "kajabi-1.0.1": 59, "kajabi-1.1.0": 59}[spec.stem]}


@pytest.mark.parametrize("revision", ["1.0.0", "1.0.1", "1.1.0"])
def test_every_file_of_the_vendors_documents_is_laid_out(revision: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So are those of the vendor's own documents."""
    _check(_rendered(official(revision), "kajabi", monkeypatch))


@pytest.mark.parametrize("spec", _OTHERS, ids=lambda spec: spec.stem)
def test_every_file_of_other_apis_is_laid_out(spec: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So are those of other APIs of the family."""
    for package in _NAMES[1:]:
        _check(_rendered(spec, package, monkeypatch))


def test_black_is_not_even_imported(tmp_path: Path) -> None:
    """A build of our document does without black."""
    code = "import sys; from kajabi_gen.cli import main; main(standalone_mode=False); sys.exit('black' in sys.modules)"
    command = [sys.executable, "-c", code, "build", "--spec", str(_OURS[-1]), "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


_LONG = "a_rather_long_name_that_makes_the_line_too_long"
_RULES = {
    "quotes become double": "x = 'a'\n",
    "unless that needs more backslashes": 'x = "say \\"hi\\""\n',
    "needless backslashes in front of quotes go": 'x = "it\\\'s"\n',
    "spaces": "x=f( a,b = c ,*d,**e )[ 1 ] . g\n",
    "spaces around the default of an annotated parameter only": "def f(a=1, b: int=2):\n    pass\n",
    "unary minus": "x = f(-1, a - 1, not b)\n",
    "a long right-hand side splits at its last bracket": f"x = {_LONG}({_LONG}, b)\n",
    "one element a line where not all fit on one": f"x = f({_LONG}, {_LONG}, c)\n",
    "elements of a literal never share a line": f'x = ["{_LONG}", "{_LONG}"]\n',
    "a magic comma splits": "x = f(a, b,)\n",
    "so does that of a call with one argument": "x = f(a,)\n",
    "the comma of a one-tuple is not magic": "x = (a,)\n",
    "optional parentheses around a union": f"x: T = {_LONG} | {_LONG}\n",
    "one bracket at the end needs none": f'x: T = Literal["{_LONG}", "{_LONG}"]\n',
    "one operator before a bracket needs none": f'x: T = Literal["{_LONG}", "bbbbbbbbbbbbbbbbbb"] | str\n',
    "several operators want them": f"x = {_LONG} or f({_LONG}) or None\n",
    "optional parentheses that are not needed go": "x = (a)\n",
    "a tuple keeps its own": "x = (a, b)\n",
    "and gets some when it is split": f"return_value = {_LONG}, {_LONG}\n",
    "parameters": f"def f(self, {_LONG}: int, b: str | None = None, *, c: int = 1) -> None:\n    pass\n",
    "a lone parameter gets a comma": f"def {_LONG}({_LONG}: dict[str, int]) -> None:\n    pass\n",
    "a long union of a parameter gets parentheses": f"def f(a: {_LONG} | {_LONG} | None = None):\n    pass\n",
    "so does a long return type": f"def f(a: int) -> {_LONG} | {_LONG}[{_LONG}]:\n    pass\n",
    "a subscript at the end of what is returned": f"def f(a: int) -> {_LONG}[{_LONG}, {_LONG}]:\n    pass\n",
    "a chain of calls": f"x = {_LONG}.one(aaaaaaa).two(bbbbbbbbb).three(ccccccccc).four()\n",
    "a call after a call": f"return_value = await self.{_LONG}(aaaaaaaaa, bbbbbbbbbbbb).{_LONG}()\n",
    "a subscript on the left": f"values[{_LONG}] = {_LONG}({_LONG})\n",
    "nested literals": f'f({{"data": {{"type": "{_LONG}", "a": {{"b": c, **(d or {{}})}}}}}}, [{_LONG}])\n',
    "imports": f"from .a import {_LONG}, {_LONG} as b\n",
    "an import with a magic comma": "from a import (b,)\n",
    "an import without": "from a import (b, c)\n",
    "dots": "from .. import a\nfrom ...b.c import d\nimport e.f as g\n",
    "nothing to split at": f"{_LONG}.{_LONG}.{_LONG}\n",
    "loops and conditions": f"for a in f({_LONG}, {_LONG}):\n    if {_LONG} and {_LONG} is not None:\n        continue\n",
    "del and raise": f"del {_LONG}, {_LONG}, a\nraise {_LONG}({_LONG}, {_LONG})\n",
    "indentation is four": "class A:\n  def f(self):\n     return 1\n",
    "blank lines": "import a\nx = 1\nclass A:\n    b = 1\n\n\n\n    c = 2\n    def f(self):\n\n        pass\n    d = 3\ny = 2\n",
    "at most two": "x = 1\n\n\n\n\ny = 2\n",
    "decorators": "@a\n\n@b.c(d)\nclass A(B):\n\n    @e\n    def f(self): \n        pass\n",
    "a blank line after the docstring of a module": '"""A."""\nx = 1\n',
    "and of a class, but not of a function": 'class A:\n    """A."""\n    def f(self):\n\n        """F."""\n\n        return 1\n',
    "docstrings are trimmed and indented": '"""  A.\n\n      b\n    c   \n    """\nclass A:\n  """  A  """\n',
    "quotes at the ends of a docstring": 'def f():\n    """"a" is "b\\""""\n    return 1\n',
    "an attribute's docstring stays": 'class A:\n    """A."""\n    a: int\n    """  B.\n  c\n    """\n    b: int\n',
    "comments": "# a\n\nimport b\n# c\nx = 1\n\n# d\ny = 2\n",
    "comments at the end of a line": "if a: # b\n    x = 1   # c\n",
    "an import within a function": "def f():\n    from a import b\n    return b\n",
    "if TYPE_CHECKING": "from a import b\nif TYPE_CHECKING:\n    import c\n\n    from d import e\nx = 1\n",
}


@pytest.mark.parametrize("source", _RULES.values(), ids=_RULES.keys())
def test_rules(source: str) -> None:
    """Each rule of black that the layouter follows."""
    if source.startswith("return_value"):
        source = "async def f(self):\n    " + source
    assert layout(source) == by_black(source, "a.py")


_DECLINED = {
    "a comment at the end of a line that has to be split": "x = f(a,)  # a\n",
    "a comment in brackets": "x = f(\n    # a\n    b\n)\n",
    "a comment before a definition": "x = 1\n# a\ndef f():\n    pass\n",
    "a directive": "# fmt: off\nx = [1,2]\n# fmt: on\n",
    "strings side by side": 'x = "a" "b"\n',
    "prefixes": 'x = r"a"\n',
    "escapes in capitals": 'x = "\\xAB"\n',
    "strings inside an f-string": 'x = f"{a["b"]}"\n',
    "lines joined by a backslash": "x = 1 + \\\n    2\n",
    "two statements on a line": "x = 1; y = 2\n",
    "a body beside its head": "if a: b()\n",
    "a dummy body": "def f():\n    ...\n",
    "redundant parentheses": "x = f((a))\n",
    "a sum as a statement": "a + b\n",
    "characters of another width": 'x = "\u6f22"\n',
    "lambda": "x = lambda: 1\n",
    "slices": "x = a[1:2]\n",
    "with": "with a as b:\n    pass\n",
    "a comprehension that does not fit": f"x = [{_LONG} for {_LONG} in y]\n",
    "tabs": "if a:\n\tb()\n",
    "no body": "def f():\n",
    "no Python": "x = = 1\n",
    "nor this": "f(a b)\n",
    "half an import": "from a.\n",
    "nor that": "  x = 1\ny = 2)\n",
}


@pytest.mark.parametrize("source", _DECLINED.values(), ids=_DECLINED.keys())
def test_what_is_not_known_is_left_to_black(source: str) -> None:
    """What no rule knows is declined, never guessed at."""
    assert layout(source) is None


def test_black_formats_what_is_declined() -> None:
    """A declined text is formatted all the same; what is no Python is refused with its place."""
    assert format_text("x=lambda:1\n", "a.py") == "x = lambda: 1\n"
    with pytest.raises(UnformattableError) as caught:
        format_text("x = 1\nx = = 2\n", "a.py")
    assert caught.value.args[:2] == ("a.py", 2)


# Statements of our grammar, with names long enough that every way to split is met.
_NAME = st.sampled_from(["a", "self", "value", "contact_tag", "a_name_of_some_length", "another_name_that_is_longer_still"])
_STRING = st.sampled_from(['"a"', "'b'", '"some text"', '"say \\"it\\""', "'it\"s'", '"a text that takes up quite some room"'])
_ATOM = st.one_of(_NAME, _STRING, st.sampled_from(["1", "None", "2.5", "...", "()", "[]", "{}"]))


def _listed(items: st.SearchStrategy[str], opening: str, closing: str, least: int = 0) -> st.SearchStrategy[str]:
    comma = st.sampled_from(["", "", "", ","])
    return st.builds(
        lambda parts, end: opening + ", ".join(parts) + (end if parts else "") + closing, st.lists(items, min_size=least, max_size=4), comma
    )


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    keyword = st.builds("{}={}".format, _NAME, inner)
    starred = st.builds("{}{}".format, st.just("**"), _NAME)
    pair = st.one_of(st.builds("{}: {}".format, _STRING, inner), st.builds("**({} or {{}})".format, _NAME))
    operator = st.sampled_from(["|", "|", "or", "and", "==", "+", "is not", "not in"])
    return st.one_of(
        st.builds("{}{}".format, _NAME, _listed(st.one_of(inner, keyword, starred), "(", ")")),
        st.builds("{}.{}{}".format, inner.filter(lambda text: text[-1] in "abcdefghijklmnopqrstuvwxyz)]"), _NAME, _listed(inner, "(", ")")),
        st.builds("{}[{}]".format, _NAME, inner),
        st.builds("{}[{}, {}]".format, _NAME, inner, inner),
        st.builds("{} {} {}".format, inner, operator, inner),
        _listed(inner, "[", "]"),
        _listed(pair, "{", "}"),
        st.builds("({}, {})".format, inner, inner),
        st.builds("({},)".format, inner),
    )


_EXPRESSION = st.recursive(_ATOM, _larger, max_leaves=12)
_TYPE = st.recursive(
    _NAME,
    lambda inner: st.one_of(
        st.builds("{}[{}]".format, _NAME, inner),
        st.builds("{}[{}, {}]".format, _NAME, inner, inner),
        st.builds("{} | {}".format, inner, inner),
        _listed(_STRING, "Literal[", "]", 2),
    ),
    max_leaves=6,
)
_PARAMETER = st.one_of(_NAME, st.builds("{}: {}".format, _NAME, _TYPE), st.builds("{}: {} = {}".format, _NAME, _TYPE, _EXPRESSION))
_LINE = st.one_of(
    st.builds("{} = {}".format, _NAME, _EXPRESSION),
    st.builds("{}.{} = {}".format, _NAME, _NAME, _EXPRESSION),
    st.builds("{}[{}] = {}".format, _NAME, _EXPRESSION, _EXPRESSION),
    st.builds("{}: {}".format, _NAME, _TYPE),
    st.builds("{}: {} = {}".format, _NAME, _TYPE, _EXPRESSION),
    st.builds("return {}".format, _EXPRESSION),
    st.builds("return await {}".format, _EXPRESSION),
    st.builds("return {}, {}".format, _EXPRESSION, _EXPRESSION),
    st.builds("raise {}".format, _EXPRESSION),
    st.builds("{}({})".format, _NAME, _EXPRESSION),
    st.builds("if {}:\n        pass".format, _EXPRESSION),
    st.builds("for {} in {}:\n        pass".format, _NAME, _EXPRESSION),
    st.builds("from .{} import {}".format, _NAME, st.lists(_NAME, min_size=1, max_size=5).map(", ".join)),
)
_SOURCE = st.builds(
    "{}{} {}{} -> {}:\n    {}\n    {}\n".format,
    st.sampled_from(["", "async "]),
    st.just("def"),
    _NAME,
    _listed(_PARAMETER, "(", ")", 1),
    _TYPE,
    _LINE,
    _LINE,
)


@settings(max_examples=150, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(_SOURCE)
def test_made_statements(source: str) -> None:
    """Whatever is laid out, is as black does it."""
    laid_out = layout(source)
    assert laid_out is None or laid_out == by_black(source, "a.py")


_WORDS = st.text(st.sampled_from(list('aé "\\n')), max_size=12)
_BLOCKS = st.lists(
    st.sampled_from(
        ["x = 1", "import a", "from b import c", "class A(B):", "def f(self):", "if a:", "else:", "@a", "# c", '"""D."""', '"""\n  D.\n"""']
    ),
    max_size=12,
)


@settings(max_examples=150, derandomize=True, deadline=None, database=None)
@given(_BLOCKS, st.lists(st.integers(0, 11), min_size=12, max_size=12))
def test_made_blank_lines(heads: list[str], choices: list[int]) -> None:
    """Blank lines too, between all sorts of statements at all depths."""
    lines, depth = [""], 0
    for head, choice in zip(heads, choices, strict=False):
        depth = depth + 1 if lines[-1].endswith(":") else min(depth, choice % 4)
        lines += [""] * (choice // 3) + ["    " * depth + head]
    source = "\n".join(lines) + "\n"
    laid_out = layout(source)
    if laid_out is not None:
        assert laid_out == _or_none(source)


@settings(max_examples=100, derandomize=True, deadline=None, database=None)
@given(st.lists(_WORDS, max_size=4), st.booleans())
def test_made_docstrings(lines: list[str], is_class: bool) -> None:
    """And docstrings."""
    head = "class A:" if is_class else "def f():"
    source = f'{head}\n    """' + "\n    ".join(lines) + '"""\n    x = 1\n    """' + "\n".join(lines) + '"""\n'
    laid_out = layout(source)
    if laid_out is not None:
        assert laid_out == _or_none(source)


def _or_none(source: str) -> str | None:
    try:
        return by_black(source, "a.py")
    except UnformattableError:
        return None
