"""The API as its document describes it: what each operation must be asked, and a loopback server that answers.

Read from the document as plain data. Where it is silent, a table below says what holds, and why.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from openapi_walk import Operation
from runtime.server import Reply, Server
from wire_calls import ID

TYPES = {"contact": "contacts", "site": "sites", "tags": "contact_tags", "submit": "form_submissions"}
"""Types of resources under another name than their relationship or path segment: the document declares most as mere strings, and shows them
in examples."""

SILENT = {
    # No reply schema in the document; spec/kajabi.overlay.yaml adds one, after the example in the description.
    "GET /v1/kajabi_payments_payouts": {"properties": {"data": {"items": {"properties": {"id": {}}}}}},
    "GET /v1/kajabi_payments_payouts/{id}": {"properties": {"data": {"properties": {"id": {}}}}},
}


class Content(NamedTuple):
    """A body as the document declares it."""

    media_type: str
    schema: Any


class Api:
    """A document, asked about its operations."""

    def __init__(self, document: Any) -> None:
        self._document = document

    def path(self, operation: Operation) -> str:
        """The path with the id of `wire_calls` in its place."""
        return re.sub(r"\{\w+\}", ID, operation.path)

    def query(self, operation: Operation) -> list[tuple[str, str]]:
        """The declared query parameters, those declared several times once, with the values of `wire_calls` as text; in order of name."""
        declared = {parameter["name"]: parameter for parameter in self._parameters(operation) if parameter["in"] == "query"}
        return sorted((name, text) for name, parameter in declared.items() for text in self._texts(name, parameter["schema"]["type"]))

    def request_body(self, operation: Operation) -> Content | None:
        """The declared request body."""
        body = self._resolved(operation.place.node.get("requestBody"))
        return self._only(body["content"]) if body else None

    def reply_body(self, operation: Operation) -> Content | None:
        """The declared body of the reply to success."""
        if operation.key in SILENT:
            return Content("application/vnd.api+json", SILENT[operation.key])
        content = self._resolved(operation.place.node["responses"][self._success(operation)]).get("content")
        return self._only(content) if content else None

    def is_open(self, operation: Operation) -> bool:
        """Whether the operation does without a token: neither it nor the document as a whole declares a security requirement."""
        return not operation.place.node.get("security", self._document.get("security"))

    def sample(self, schema: Any, name: str) -> Any:
        """A value with every member of `schema` that can be written, in the values of `wire_calls`. `name`: what it is the value of."""
        schema = self._resolved(schema)
        if "properties" in schema:
            members = {key: self._resolved(member) for key, member in schema["properties"].items()}
            return {key: self._member(key, member, name) for key, member in members.items() if not member.get("readOnly")}
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        match kinds[0]:
            case "array":
                return [self.sample(schema["items"], name)]
            case "boolean":
                return True
            case "integer" | "number":
                return 2
            case _:
                return schema.get("enum", [name])[0]

    def types(self, operation: Operation) -> list[str]:
        """The types of the resources in the reply; none if it holds none."""
        body = self.reply_body(operation)
        if body is None:
            return []
        if "items" in body.schema:
            return [self._type(each, "") for each in self._resolved(body.schema["items"])["anyOf"]]
        data = self._resolved(body.schema["properties"].get("data", {}))
        resource = self._resolved(data.get("items", data))
        return [self._type(resource, self.subject(operation))] if resource.get("properties") else []

    def is_many(self, operation: Operation) -> bool:
        """Whether the reply holds a list of resources."""
        body = self.reply_body(operation)
        return body is not None and ("items" in body.schema or "items" in self._resolved(body.schema["properties"].get("data", {})))

    def is_paged(self, operation: Operation) -> bool:
        """Whether the list comes in pages."""
        return any(parameter["name"] == "page[number]" for parameter in self._parameters(operation))

    def subject(self, operation: Operation) -> str:
        """What the operation is about: the relationship, `submit`, else the collection."""
        collection, last = operation.path.split("/")[2], operation.path.rsplit("/", 1)[1]
        return last if "/relationships/" in operation.path or last in TYPES else collection

    def reply(self, operation: Operation) -> Reply:
        """The least that is a valid reply to success: resources of an id and a type, other replies in full."""
        status, body = int(self._success(operation)), self.reply_body(operation)
        if body is None:
            return Reply(status)
        found = [{"type": type_, "id": ID} for type_ in self.types(operation)]
        if "items" in body.schema:
            content: Any = found
        elif self.is_many(operation):
            content = {"data": found}
        elif "data" in body.schema["properties"]:
            content = {"data": found[0] if found else {}}
        else:
            content = self.sample(body.schema, "")
        return Reply(status, json=content, headers={"content-type": body.media_type})

    def serve(self, server: Server, operations: list[Operation]) -> None:
        """Make `server` answer all of them."""
        for operation in operations:
            server.on(operation.method.upper(), self.path(operation), self.reply(operation))

    def _member(self, key: str, schema: Any, name: str) -> Any:
        """A member of an object. In JSON:API `type`, `id` and `data` speak of what the object is the value of."""
        match key:
            case "type":
                return schema.get("enum", [TYPES.get(name, name)])[0]
            case "id":
                return ID
            case "data":
                return self.sample(schema, name)
            case _:
                return self.sample(schema, key)

    def _type(self, resource: Any, name: str) -> str:
        declared = self._resolved(self._resolved(resource)["properties"].get("type", {}))
        return str(declared.get("enum", [TYPES.get(name, name)])[0])

    def _texts(self, name: str, type_: str) -> list[str]:
        """The values of a query parameter, each for one occurrence: `filter[x]` has the text `x`."""
        inner = re.findall(r"\w+", name)[-1]
        return {"string": [inner], "integer": ["2"], "number": ["2"], "boolean": ["true"], "array": [inner, "second"]}[type_]

    def _parameters(self, operation: Operation) -> list[Any]:
        return [self._resolved(parameter.node) for parameter in operation.parameters]

    def _success(self, operation: Operation) -> str:
        (status,) = (status for status in operation.place.node["responses"] if status.startswith("2"))
        return str(status)

    def _only(self, content: Any) -> Content:
        ((media_type, media),) = content.items()
        return Content(media_type, self._resolved(media["schema"]))

    def _resolved(self, node: Any) -> Any:
        """`node`, or what it refers to."""
        while node and "$ref" in node:
            steps, node = node["$ref"].removeprefix("#/").split("/"), self._document
            for step in steps:
                node = node[step.replace("~1", "/").replace("~0", "~")]
        return node
