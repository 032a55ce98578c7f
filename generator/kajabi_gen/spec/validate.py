"""Hold a normalized document against the OpenAPI schema (openapi-spec-validator on jsonschema-rs): all errors, each with its place.

A sound document is known as such by `quick` in a fraction of the time; the validator is asked where there is any doubt, and for the errors.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any, Final

from kajabi_gen.spec import quick
from kajabi_gen.spec.finding import Finding, error
from kajabi_gen.spec.grammar import Kind, transform
from kajabi_gen.spec.node import Node, plain
from kajabi_gen.spec.refs import resolve

_BACKEND: Final = "OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND"
_LONGEST: Final = 160


class _NoHandlers(dict[str, Any]):
    """Takes every address and fetches none. For a scheme without a handler the validator opens the address itself, `file:` too."""

    def __contains__(self, _scheme: object) -> bool:
        return True

    def __getitem__(self, scheme: str) -> Any:
        raise LookupError(f"addresses are not fetched: {scheme}")


def validate(document: Node) -> list[Finding]:
    """An error for each place where the document is not what OpenAPI asks for."""
    value = plain(_without_path_extensions(document))
    if quick.accepts(document, value):
        return []
    os.environ.setdefault(_BACKEND, "jsonschema-rs")
    from openapi_spec_validator import OpenAPIV31SpecValidator, OpenAPIV32SpecValidator
    from openapi_spec_validator.validation.exceptions import UnresolvableParameterError

    is_3_2 = (document.string("openapi") or "").startswith("3.2")

    base: Any = OpenAPIV32SpecValidator if is_3_2 else OpenAPIV31SpecValidator
    validators = {name: _placing(class_) for name, class_ in base.keyword_validators.items()}
    offline: Any = type("Offline", (base,), {"resolver_handlers": _NoHandlers(), "keyword_validators": validators})
    value = plain(_without_path_extensions(transform(document, _lightened, (Kind.SCHEMA,))))
    found: list[Any] = []
    try:
        found.extend(offline(value).iter_errors())
    except RecursionError:
        raise
    except Exception as problem:  # the validator trips over some documents it should report; mostly it has said why before
        if not found:
            return [error("openapi-schema", f"not valid OpenAPI: {_short(str(problem))}", "correct the document", document.mark)]
    # what it says of path parameters, `check` says with their place
    return list(_distinct(_finding(document, problem) for problem in found if not isinstance(problem, UnresolvableParameterError)))


def _placing(validator: Any) -> Any:
    """The validator of a part of the document, which tells the place of an error in that part only, as one that tells the whole place."""

    def placed(self: Any, *arguments: Any, **options: Any) -> Iterator[Any]:
        parts = next(argument.parts for argument in arguments if hasattr(argument, "parts"))
        for problem in validator.__call__(self, *arguments, **options):
            if not getattr(problem, "is_placed", False):  # by a validator within this one
                problem.is_placed = True
                problem.relative_path.extendleft(reversed(parts))
            yield problem

    return type("Placing", (validator,), {"__call__": placed})


def _without_path_extensions(document: Node) -> Node:
    """The document without `x-` members among the paths, which the validator takes for paths."""
    paths = document.get("paths")
    extensions: dict[str, None] = {name: None for name in (paths.members if paths else ()) if name.startswith("x-")}
    return document.with_members(paths=paths.with_changes(extensions)) if paths and extensions else document


def _lightened(_kind: Kind, schema: Node) -> Node:
    """A schema without what takes the validator too long: defaults, each of which it tries alternative by alternative (`normalize` leaves
    out those that do not fit), and sound regular expressions, some of which take years (`(a+)+$`)."""
    pattern, keyed = schema.get("pattern"), schema.get("patternProperties")
    changes: dict[str, Node | None] = {"default": None}
    if pattern is not None and pattern.text is not None and quick.is_pattern(pattern.text):
        changes["pattern"] = None
    if keyed is not None and keyed.is_mapping and all(map(quick.is_pattern, keyed.members)):
        defined = schema.get("$defs")
        held = {**keyed.members, **(defined.members if defined else {})}
        changes |= {"patternProperties": None, "$defs": Node(held, keyed.mark)}
    return schema.with_changes(changes) if schema.is_mapping else schema


def _finding(document: Node, problem: Any) -> Finding:
    node = document
    for step in (*problem.absolute_path,):
        if node.get(str(step)) is None:
            node = resolve(document, node)
        following = node.elements[step] if isinstance(step, int) and step < len(node.elements) else node.get(str(step))
        if following is None:
            break
        node = following
    what = problem.message.split("\n\n")[0]  # after that comes where it is, which we say better
    return error("openapi-schema", f"not valid OpenAPI: {_short(what)}", "correct it as OpenAPI 3.1 §4.8 asks", node.mark)


def _short(message: str) -> str:
    """One line; the values that validators quote can be whole documents."""
    flat = " ".join(message.split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST // 2]} … {flat[-_LONGEST // 2 :]}"


def _distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One error a place: a schema with alternatives reports the same mistake several times."""
    seen: set[object] = set()
    for finding in findings:
        if finding.mark not in seen:
            seen.add(finding.mark)
            yield finding
