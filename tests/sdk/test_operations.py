"""Every operation of the document, called once by each client with arguments made from the model."""

from __future__ import annotations

from typing import Any

import kajabi as sdk
import pytest

from conformance import modelled
from kajabi_gen.model.ir import Arity, Attribute, Keyword, KeywordKind, Operation, QueryKind, QueryParameter, ResultKind, TypeKind
from kajabi_gen.server import ConformanceServer, Credentials, Identifier, Store
from runtime.calls import Call, items

API = modelled().api
CLASSES = {resource.type: resource.class_name for resource in API.resources}
VALUES = {TypeKind.STRING: "text", TypeKind.BOOLEAN: False, TypeKind.INTEGER: 7, TypeKind.NUMBER: 1.5}


def arguments(operation: Operation) -> dict[str, Any]:
    """All path parameters and keywords, every `include` and `sort`, and the filters that are required."""
    given: dict[str, Any] = {parameter.name: "1" for parameter in operation.path_parameters}
    for parameter in operation.query:
        if value := query(parameter):
            given[parameter.name] = value
    for keyword in operation.body.keywords if operation.body else ():
        given[keyword.name] = body(keyword)
    if operation.path == API.token.path:  # the one operation whose arguments cannot be made up
        user = Credentials()
        given = {"grant_type": "client_credentials", "client_id": user.client_id, "client_secret": user.client_secret}
    return given


def query(parameter: QueryParameter) -> Any:
    if parameter.kind in (QueryKind.INCLUDE, QueryKind.SORT):
        return list(parameter.values)
    return {member.key: "1" for member in parameter.members if member.required}


def body(keyword: Keyword) -> Any:
    match keyword.kind:
        case KeywordKind.IDENTIFIERS | KeywordKind.TO_MANY:
            return ["1", "2"]
        case KeywordKind.IDENTIFIER | KeywordKind.TO_ONE:
            return "1"
        case KeywordKind.FAMILY:
            return {f"{keyword.prefix}9": "text"}
        case KeywordKind.EXTRA:
            return {"unknown_to_the_document": "text"}
        case _:
            return keyword.type.values[0] if keyword.type.values else VALUES[keyword.type.kind]


def touch(value: Any, attributes: tuple[Attribute, ...]) -> None:
    """Read everything that is documented, so that everything is decoded."""
    for attribute in attributes:
        getattr(value, attribute.name)


def check(operation: Operation, result: Any) -> None:
    """The result is of the class that the model says, and all of it can be read."""
    match operation.result.kind:
        case ResultKind.NOTHING:
            assert result is None
        case ResultKind.MODEL:
            assert type(result).__name__ == operation.result.model
            touch(result, next(model.attributes for model in API.models if model.class_name == operation.result.model))
        case kind:
            found = [result] if kind is ResultKind.ONE else list(result)
            assert found, "the server has something of everything"
            assert {type(item) for item in found} <= {getattr(sdk, CLASSES[type_]) for type_ in operation.result.types}
            if kind is not ResultKind.IDENTIFIERS:
                for item in found:
                    touch(item, next(resource.attributes for resource in API.resources if resource.type == item.type))
                    assert item.to_dict()["id"] == item.id


def link_everything(store: Store) -> None:
    """Every first resource gets all that its relationships to many can hold."""
    for kind in store.catalog.kinds.values():
        many = {wire: each.target for wire, each in kind.relationships.items() if each.arity is Arity.MANY}
        for item in list(store.all(kind.type))[:1]:
            store.put(item.changed({}, {wire: tuple(Identifier(target, id_) for id_ in "123") for wire, target in many.items()}))


def test_there_are_77_operations():
    """As the document says, counted by hand."""
    assert len(API.operations) == 77


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("operation", API.operations, ids=lambda operation: ".".join((*operation.namespace, operation.name)))
def test_an_operation_gives_a_typed_result(operation: Operation, server: ConformanceServer, call: Call):
    """Without a DecodeError, and without a warning about a type."""
    link_everything(server.store)

    def do(client: Any) -> Any:
        for name in operation.namespace:
            client = getattr(client, name)
        result = getattr(client, operation.name)(**arguments(operation))
        return items(result) if operation.result.kind is ResultKind.MANY else result

    check(operation, call(do))
