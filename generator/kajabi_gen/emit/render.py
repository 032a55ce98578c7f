"""Render the model to finished files: views of an `Api`, through templates that can print nothing but `Code`, into black's style."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from kajabi_gen import aside, assets
from kajabi_gen.emit import code, sheets
from kajabi_gen.emit.annotations import in_import_order
from kajabi_gen.emit.format import UnformattableError, format_text
from kajabi_gen.emit.sheets import Sheet, View
from kajabi_gen.emit.view.project import Project
from kajabi_gen.model.ir import Api
from kajabi_gen.spec.finding import InputError, error
from kajabi_gen.spec.node import Mark, Node

if TYPE_CHECKING:
    import jinja2

_CLIENT_TOKEN: Final = "__CLIENT_NAME__"
_IMPORTS_CLIENT: Final = re.compile(rf"^(?P<start>from \S+ import )(?P<names>[^(\n]*{_CLIENT_TOKEN}.*)$", re.MULTILINE)
_FEW: Final = 20  # operations; for less, a second process costs more than it saves

_NO_FILES: Final[Mapping[str, str]] = {}

Known = Callable[[str], str | None]


class Part(NamedTuple):
    """A finished file: its path, its text, and a key that changes with whatever it was made of."""

    path: str
    text: str
    key: str


def unknown(_key: str) -> None:
    """What is known where nothing is."""


def render(
    api: Api, target: Project, overrides: Path | None = None, extras: Mapping[str, str] = _NO_FILES, known: Known = unknown
) -> list[Part]:
    """What is rendered of the emitted project, Python in black's style. On two cores, where that pays.

    `overrides`: a folder whose templates go before ours. `extras`: files that ship beside the rendered ones. `known`: gives the finished
    text for a key, if it is still known from another build.

    Raises InputError for a template that cannot be rendered, or makes no Python.
    """
    renderer = _Renderer(overrides, known)
    wanted = [*sheets.of_project(api, target, extras), *sheets.of_package(api, target), *sheets.of_api(api, target)]
    rendered = aside.each(renderer.parts, wanted, pays=len(api.operations) > _FEW)
    copied = (renderer.copied(path, text) for path, text in extras.items())
    return [*(part for parts in rendered for part in parts), *copied, Part(f"{target.package}/py.typed", "", "")]


def runtime(target: Project, overrides: Path | None = None) -> dict[str, str]:
    """The static runtime, copied, by path; the only thing that changes is the name of the base error. It is in style already."""
    ours = {file.name: file.read_text(encoding="utf-8") for file in (assets.templates() / "runtime").glob("*.py")}
    theirs = {file.name: _python(file) for file in (overrides / "runtime").glob("*.py")} if overrides is not None else {}
    texts = {**ours, **theirs}
    return {f"{target.package}/{name}": texts[name].replace(_CLIENT_TOKEN, target.client) for name in sorted(texts)}


def _python(file: Path) -> str:
    """The text of a Python file that is copied as it is. Raises InputError if it is none."""
    line, column = 1, 1
    try:
        text = file.read_text(encoding="utf-8")
        ast.parse(text)
        return text
    except SyntaxError as problem:
        what, line, column = problem.msg, problem.lineno or 1, problem.offset or 1
    except (OSError, ValueError) as problem:
        what = str(problem)
    raise InputError([error("template", f"this is no Python file: {what}", "correct it", Mark(str(file), line, column))])


def extra_files(overlays: Sequence[Node], target: Project) -> dict[str, str]:
    """Python files that go with an overlay (`x-extras`: a folder beside it): hand-written code on top of the emitted."""
    found: dict[str, str] = {}
    for overlay in overlays:
        named = overlay.get("x-extras")
        if named is None:
            continue
        if named.text is None or not named.text.isidentifier():
            raise InputError([error("extras", "x-extras is no folder name", "name a folder beside the overlay", named.mark)])
        for file in sorted((Path(overlay.mark.file).parent / named.text).glob("*.py")):
            text = _IMPORTS_CLIENT.sub(lambda line: _sorted_import(line, target), _python(file))
            found[f"{target.package}/{file.name}"] = text.replace(_CLIENT_TOKEN, target.client)
    return found


def _sorted_import(line: re.Match[str], target: Project) -> str:
    """An import of the clients: the order of its names depends on what they are called."""
    names = (name.strip().replace(_CLIENT_TOKEN, target.client) for name in line["names"].split(","))
    return f"{line['start']}{', '.join(in_import_order(names))}"


class _Renderer:
    """Renders the files of a sheet; a mistake in a template is told with its file and line."""

    def __init__(self, overrides: Path | None, known: Known) -> None:
        self._overrides = overrides
        self._known = known

    def parts(self, sheet: Sheet) -> list[Part]:
        """The finished files of a sheet."""
        digest, view = sheet.digest, cache(sheet.view)
        return [self._part(path, f"{digest}:{template}", partial(self._rendered, template, view)) for path, template in sheet.files]

    def copied(self, path: str, text: str) -> Part:
        """A file that was not made of a view, but is brought into style too."""
        return self._part(path, hashlib.sha256(text.encode()).hexdigest(), lambda: text)

    def _part(self, path: str, key: str, make: Callable[[], str]) -> Part:
        text = self._known(key)
        return Part(path, self._styled(path, make()) if text is None else text, key)

    def _styled(self, path: str, text: str) -> str:
        try:
            return format_text(text, path) if path.endswith(".py") else text
        except UnformattableError as problem:
            _, line, column = problem.args
            ours = "report this bug of kajabi-gen, with the document"
            remedy = f"correct the template of this file in {self._overrides}" if self._overrides is not None else ours
            raise InputError([error("not-python", "what was rendered is no Python", remedy, Mark(path, line, column))]) from None

    def _rendered(self, template: str, view: Callable[[], View]) -> str:
        import jinja2

        values = view()
        try:
            return _environment(self._overrides).get_template(template).render(**values)
        except jinja2.TemplateSyntaxError as problem:
            mark = Mark(problem.filename or template, problem.lineno, 1)
            finding = error("template", f"the template cannot be read: {problem.message}", "correct the template", mark)
        except Exception as problem:  # a template is code, and may fail in any way
            file, line = _template_place(problem)
            what = str(problem) if isinstance(problem, jinja2.TemplateError | _NotCode) else f"{type(problem).__name__}: {problem}"
            own = self._overrides / template if self._overrides is not None else None
            file = file or (str(own) if own is not None and own.is_file() else template)
            finding = error("template", f"the template cannot be rendered: {what}", "correct it", Mark(file, line, 1))
        raise InputError([finding]) from None


def load_templates(overrides: Path | None) -> None:
    """Get the templates ready, which takes a while; one that cannot be read is told when it is rendered."""
    import jinja2

    environment = _environment(overrides)
    for name in environment.list_templates(["jinja"]):
        with suppress(jinja2.TemplateError, OSError, UnicodeDecodeError):
            environment.get_template(name)


@cache
def _environment(overrides: Path | None) -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([folder for folder in (overrides, assets.templates()) if folder is not None]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        finalize=_only_code,
    )
    filters: dict[str, Callable[..., Markup]] = {
        "literal": code.literal,
        "name": code.name,
        "docstring": code.docstring,
        "comment": code.comment,
        "toml": code.toml,
        "markdown": code.markdown,
        "markdown_block": code.markdown_block,
        "code_span": code.code_span,
    }
    environment.filters.clear()
    environment.filters.update(filters)
    return environment


class _NotCode(TypeError):
    pass


def _only_code(value: object) -> Markup:
    """Jinja's hook for every printed expression: refuse what no encoder of `emit.code` has made."""
    if isinstance(value, Markup):
        return value
    import jinja2

    if isinstance(value, jinja2.Undefined):
        str(value)  # raises, with the name
    kind = type(value).__name__
    raise _NotCode(f"a plain {kind} cannot be printed; use one of the filters literal, name, docstring, comment, markdown, toml")


def _template_place(problem: BaseException) -> tuple[str, int]:
    place = ("", 1)
    trace = problem.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".jinja"):
            place = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    return place
