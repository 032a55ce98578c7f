"""Render the model to files: a pure function from an `Api` to {path: text}, through templates that can print nothing but `Code`."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup

from kajabi_gen import assets
from kajabi_gen.emit import code
from kajabi_gen.emit.annotations import in_import_order
from kajabi_gen.emit.view import docs, namespaces, project, resources
from kajabi_gen.emit.view.project import Project
from kajabi_gen.model.ir import Api
from kajabi_gen.spec.finding import InputError, error
from kajabi_gen.spec.node import Mark, Node

_CLIENT_TOKEN: Final = "__CLIENT_NAME__"
_IMPORTS_CLIENT: Final = re.compile(rf"^(?P<start>from \S+ import )(?P<names>[^(\n]*{_CLIENT_TOKEN}.*)$", re.MULTILINE)
_NO_FILES: Final[Mapping[str, str]] = {}


def render(api: Api, target: Project, overrides: Path | None = None, extras: Mapping[str, str] = _NO_FILES) -> dict[str, str]:
    """What is rendered of the emitted project, by path relative to its folder. Python files are not formatted yet.

    `overrides`: a folder whose templates and runtime files go before ours. `extras`: files that ship beside the rendered ones.

    Raises InputError for a template that cannot be rendered.
    """
    folders = [folder for folder in (overrides, assets.templates()) if folder is not None]
    renderer = _Renderer(folders)
    return {**_package_files(api, target, renderer), **_project_files(api, target, renderer, extras), **extras}


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


def _package_files(api: Api, target: Project, renderer: _Renderer) -> Mapping[str, str]:
    root = target.package
    files = {
        f"{root}/__init__.py": renderer("package.py.jinja", package=project.package_view(api, target)),
        f"{root}/_client.py": renderer("client.py.jinja", client=project.client_view(api, target)),
        f"{root}/_version.py": renderer("version.py.jinja", project=target),
        f"{root}/webhooks.py": renderer("webhooks.py.jinja", webhooks=project.webhooks_view(api)),
        f"{root}/py.typed": "",
        f"{root}/api/__init__.py": renderer("empty.py.jinja", text="Namespaces: the operations of the API."),
        f"{root}/resources/__init__.py": renderer("empty.py.jinja", text="Resource classes, one module for each type."),
    }
    if api.models:
        files[f"{root}/models.py"] = renderer("module_of_classes.py.jinja", module=resources.models_module(api.models))
    for resource in api.resources:
        view = resources.resource_module(resource, api)
        files[f"{root}/resources/{resource.module}.py"] = renderer("module_of_classes.py.jinja", module=view)
    for namespace in api.namespaces:
        module = namespaces.namespace_module(namespace, api, target.package)
        files[f"{root}/api/{namespace.name}.py"] = renderer("namespace.py.jinja", module=module)
    return files


def _project_files(api: Api, target: Project, renderer: _Renderer, extras: Mapping[str, str]) -> Mapping[str, str]:
    view = docs.docs_view(api, target, extras)
    names = ("pyproject.toml", "README.md", "api.md", "LICENSE")
    return {name: renderer(f"{name}.jinja", docs=view, project=target) for name in names}


class _Renderer:
    """Renders a template by name; a mistake in a template is told with its file and line."""

    def __init__(self, folders: list[Path]) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folders),
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
        self._environment.filters.clear()
        self._environment.filters.update(filters)

    def __call__(self, template: str, **values: Any) -> str:
        try:
            return self._environment.get_template(template).render(**values)
        except jinja2.TemplateSyntaxError as problem:
            mark = Mark(problem.filename or template, problem.lineno, 1)
            finding = error("template", f"the template cannot be read: {problem.message}", "correct the template", mark)
        except Exception as problem:  # a template is code, and may fail in any way
            file, line = _template_place(problem)
            what = str(problem) if isinstance(problem, jinja2.TemplateError | _NotCode) else f"{type(problem).__name__}: {problem}"
            finding = error("template", f"the template cannot be rendered: {what}", "correct it", Mark(file or template, line, 1))
        raise InputError([finding]) from None


class _NotCode(TypeError):
    pass


def _only_code(value: object) -> Markup:
    """Jinja's hook for every printed expression: refuse what no encoder of `emit.code` has made."""
    if isinstance(value, Markup):
        return value
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
