"""Which files an SDK has: for each what it is made of, its view and its template. What did not change need not be looked at again."""

from __future__ import annotations

import copyreg
import hashlib
import io
import pickle
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from kajabi_gen.emit.view import docs, links, namespaces, project, resources
from kajabi_gen.emit.view.links import Fields, Link
from kajabi_gen.emit.view.project import Project
from kajabi_gen.model.ir import Api, Namespace, Resource
from kajabi_gen.spec.node import Mark

View = Mapping[str, object]


class Sheet(NamedTuple):
    """Files that are rendered from one view: path and template of each. `made_of`: all that the view, which is made when it is needed,
    can depend on."""

    made_of: object
    view: Callable[[], View]
    files: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """A text that changes with whatever the view is made of. Where that stands in the document is no part of it."""
        content = io.BytesIO()
        _Pickler(content, pickle.HIGHEST_PROTOCOL).dump(self.made_of)
        return hashlib.sha256(content.getbuffer()).hexdigest()


def _anywhere(_mark: Mark) -> tuple[type[str], tuple[()]]:
    return str, ()


class _Pickler(pickle.Pickler):
    dispatch_table = {**copyreg.dispatch_table, Mark: _anywhere}  # noqa: RUF012  # pickle wants a plain dict


def of_package(api: Api, target: Project) -> Iterator[Sheet]:
    """The modules of the package itself."""
    root = target.package
    yield _sheet("package", project.package_view(api, target), f"{root}/__init__.py", "package.py.jinja")
    client = project.client_view(api, target)
    yield _sheet("client", client, f"{root}/_client.py", "client.py.jinja")
    yield _sheet("client", client, f"{root}/_about.py", "about.py.jinja")
    yield _sheet("project", target, f"{root}/_version.py", "version.py.jinja")
    yield _sheet("webhooks", project.webhooks_view(api), f"{root}/webhooks.py", "webhooks.py.jinja")
    yield _sheet("text", "Namespaces: the operations of the API.", f"{root}/api/__init__.py", "empty.py.jinja")
    yield _sheet("text", "Resource classes, one module for each type.", f"{root}/resources/__init__.py", "empty.py.jinja")
    if api.models:
        yield _sheet("module", resources.models_module(api.models), f"{root}/models.py", "module_of_classes.py.jinja")


def of_api(api: Api, target: Project) -> Iterator[Sheet]:
    """Resources and namespaces: about half of the work."""
    by_type = {resource.type: resource for resource in api.resources}
    for resource in api.resources:
        path = f"{target.package}/resources/{resource.module}.py"
        made_of = (resource, links.of_resource(resource, by_type))
        yield Sheet(made_of, partial(_resource_view, *made_of), ((path, "module_of_classes.py.jinja"),))
    for namespace in api.namespaces:
        path = f"{target.package}/api/{namespace.name}.py"
        of = (namespace, links.of_namespace(namespace, by_type), links.fields(namespace, by_type), target.package)
        yield Sheet(of, partial(_namespace_view, *of), ((path, "namespace.py.jinja"),))


def of_project(api: Api, target: Project, extras: Mapping[str, str]) -> Iterator[Sheet]:
    """What lies beside the package."""
    files = tuple((name, f"{name}.jinja") for name in ("pyproject.toml", "README.md", "api.md", "LICENSE"))
    made_of = (api, target, extras)
    yield Sheet(made_of, partial(_project_view, *made_of), files)


def _sheet(name: str, view: object, path: str, template: str) -> Sheet:
    """One file, of a view that takes no time to make."""
    return Sheet(view, lambda: {name: view}, ((path, template),))


def _resource_view(resource: Resource, linked: Mapping[str, Link]) -> View:
    return {"module": resources.resource_module(resource, linked)}


def _namespace_view(namespace: Namespace, linked: Mapping[str, Link], fields: Fields, package: str) -> View:
    return {"module": namespaces.namespace_module(namespace, linked, fields, package)}


def _project_view(api: Api, target: Project, extras: Mapping[str, str]) -> View:
    return {"docs": docs.docs_view(api, target, extras), "project": target}
