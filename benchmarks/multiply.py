"""A document many times as big, of the same shape: `python benchmarks/multiply.py spec/kajabi-1.1.0.yaml big.yaml --times 50`.

Each copy has paths, resource types, component schemas, tags and events of its own (`area_b_contacts` beside `contacts`), in prose and
examples too, so that nothing collides and nothing is shared but the security schemes. The title changes: overlays made for the original
would correct the first copy only. `--changed a-little` makes a few changes, for a revision to compare with, `--changed everywhere` one or
more in each operation and resource. It is for documents whose paths begin with `/v1/`, as Kajabi's do.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from string import ascii_lowercase
from typing import Any, Final

import yaml

METHODS: Final = frozenset(("get", "put", "post", "patch", "delete"))
_NAMED: Final = re.compile(
    r"(?<=/v1/)[a-z_]+"
    r"|(?<=#/components/schemas/)\w+"
    r"|(?<=fields\[)\w+"
    r"|(?<=\"type\": \")[a-z_]+"
    r"|(?<=`)\w+(?=` event)"
    r"|(?<=## )\w[\w ]*(?= [Aa]ttributes$)",
    re.MULTILINE,
)
"""Where keys, references and prose name what each copy has of its own."""


class _Loader(yaml.CSafeLoader):
    """Leaves dates as the text that they are (YAML 1.2)."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class _Dumper(yaml.CSafeDumper):
    """Writes what stands at several places out at each of them."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--changed", choices=CHANGES)
    options = parser.parse_args()
    document = multiplied(yaml.load(options.source.read_bytes(), _Loader), options.times)
    if options.changed:
        CHANGES[options.changed](document)
    with options.target.open("w", encoding="utf-8") as file:
        yaml.dump(document, file, _Dumper, sort_keys=False, allow_unicode=True, width=140)
    print(sum(len(METHODS & item.keys()) for item in document["paths"].values()))


def multiplied(document: dict[str, Any], times: int) -> dict[str, Any]:
    """The document with `times` copies of its paths and component schemas, the first as it is."""
    info, paths, components = document["info"], dict(document["paths"]), document["components"]
    schemas = dict(components["schemas"])
    for area in map(_area, range(1, times)):
        paths |= _copy(document["paths"], area)
        schemas |= {area + name: _copy(schema, area) for name, schema in components["schemas"].items()}
    if len(paths) != max(times, 1) * len(document["paths"]):
        sys.exit("the copies have the same paths: only documents whose paths begin with /v1/ can be multiplied")
    title = f"{info['title']}, {times} times"
    return {**document, "info": {**info, "title": title}, "paths": paths, "components": {**components, "schemas": schemas}}


def _area(number: int) -> str:
    """A name in letters only, since digits in prose are read as values: `area_b_`, … `area_bx_`."""
    return "area_" + (ascii_lowercase[number // 26 - 1] if number >= 26 else "") + ascii_lowercase[number % 26] + "_"


def _copy(value: Any, area: str) -> Any:
    """A copy in which what has a name of its own has it with `area` before."""
    if isinstance(value, str):
        return _NAMED.sub(lambda match: area + match[0], value)
    if isinstance(value, list):
        return [_copy(element, area) for element in value]
    if not isinstance(value, dict):
        return value
    copy = {_copy(name, area): _copy(member, area) for name, member in value.items()}
    match value:
        case {"type": {"enum": types}}:  # the properties of a resource object
            copy["type"]["enum"] = [area + name for name in types]
        case {"tags": tags, "responses": _}:
            copy["tags"] = [f"{tag} of {area.rstrip('_')}" for tag in tags]
        case _:
            pass
    return copy


def change_a_little(document: dict[str, Any]) -> None:
    """A parameter goes, one becomes required, an attribute comes, another changes its type, and a summary is said in other words."""
    reads = [item["get"] for item in document["paths"].values() if len(item.get("get", {}).get("parameters", ())) > 2]
    attributes = _attributes(document)
    del reads[0]["parameters"][-1]
    reads[len(reads) // 2]["parameters"][0]["required"] = True
    attributes[0]["added"] = {"type": "string"}
    name = next(name for name, schema in attributes[-1].items() if schema.get("type") == "string")
    attributes[-1][name] = {"type": "integer"}
    reads[-1]["summary"] += ", in other words"


def change_everywhere(document: dict[str, Any]) -> None:
    """All paths move; operations lose their last parameter and say their summary in other words; resources get an attribute, and another
    type for their first one.
    """
    document["paths"] = {path.replace("/v1/", "/v2/"): item for path, item in document["paths"].items()}
    for item in document["paths"].values():
        for operation in (item[method] for method in METHODS & item.keys()):
            operation["summary"] += ", in other words"
            operation["parameters"] = operation.get("parameters", [])[:-1]
    for attributes in _attributes(document):
        attributes[next(iter(attributes))] = {"type": "integer"}
        attributes["added"] = {"type": "string"}


def _attributes(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The properties of each component schema that describes the attributes of a resource."""
    return [schema["properties"] for name, schema in document["components"]["schemas"].items() if name.endswith("_attributes")]


CHANGES: Final = {"a-little": change_a_little, "everywhere": change_everywhere}


if __name__ == "__main__":
    main()
