"""One OpenAPI document of all services: the full contract, as one would have written it for one system."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from kernel.principals import bearer
from kernel.problems import MEDIA_TYPE, ProblemDocument

Document = dict[str, Any]

_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
_SCHEMA_PATH = "#/components/schemas/"
# FastAPI's own, and its way of writing ours
_REPLACED = frozenset({"HTTPValidationError", "ValidationError", "ProblemDocument", "FieldError"})
_EVERYWHERE = {
    "400": "Bad Request: `text_invalid`",
    "401": "Unauthorized: `unauthenticated`",
    "403": "Forbidden: `forbidden`",
    "422": "Unprocessable Content: `invalid_request`",
    "503": "Service Unavailable: `unavailable`",
}

_OF_A_BODY = {"408": "Request Timeout: `request_timeout`"}

DESCRIPTION = """\
Integrated marketing communications as one closed loop on a company's own data.

Every request carries a key: `Authorization: Bearer attune_…`. Errors are problems (RFC 9457) with a stable `code`. Lists go on
with `cursor`. Mutations accept `Idempotency-Key`. Long work answers 202 with a job. Every answer carries `X-Request-Id`.
"""

TAGS: Mapping[str, str] = {
    "events": "What customers did, by Segment's HTTP API.",
    "imports": "Files in: streamed, staged durably, kept by a job.",
    "customers": "Customers, their profiles, and how recently, how often and for how much they bought.",
    "feedback": "What customers answered: how likely they are to recommend, and which share of their wallet the company has.",
    "valuation": "What customers are worth: models of purchase and spend, fitted and asked.",
    "attribution": "What communication returned: credit by channel, costs and returns; and where the next budget goes.",
    "experiments": "What is proven: experiments, their analyses, sample sizes.",
    "holdouts": "The universal holdout: who is communicated with by nobody, and what all communication brought.",
    "exposures": "Who was shown what.",
    "flags": "What a front end asks: values by rule, split and experiment.",
    "ofrep": "Flags by the OpenFeature Remote Evaluation Protocol.",
    "goals": "What is intended, and how far it is.",
    "loop": "The state of the whole loop in one answer.",
    "jobs": "Long work: its progress, its result, its end.",
    "keys": "The keys of a workspace.",
    "workspace": "A workspace's settings.",
}


class MergeError(ValueError):
    """The services' documents do not make one: a name would mean two things, or an operation none."""


def merge(documents: Mapping[str, Document], version: str = "0", tags: Mapping[str, str] = TAGS) -> Document:
    """The documents of the services as one.

    Args:
        documents: Service → what its `openapi()` gives.
        version: Of the contract.
        tags: Tag → what it is about.

    Raises:
        MergeError: Two services have the same operation, operation id or schema name with different meanings; or an operation
            has no tag, or an id that is not `tag_name`; or a reference leads nowhere.
    """
    schemas = _problem_schemas()
    paths: Document = {}
    names: dict[str, str] = {}
    for service, document in documents.items():
        _add_schemas(schemas, document, service)
        for path, method, operation in _operations(document):
            _check_operation(operation, f"{method.upper()} {path}", names)
            if method in paths.setdefault(path, {}):
                raise MergeError(f"{method.upper()} {path} of {service} is another service's, too")
            paths[path][method] = _normalize(operation)
    merged = {
        "openapi": "3.1.0",
        "info": {"title": "Attune", "version": version, "description": DESCRIPTION},
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}],
        "tags": _tags(paths, tags),
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.items())),
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "description": bearer.model.description}},
        },
    }
    _check_references(merged, schemas)
    return merged


def _problem_schemas() -> Document:
    schema = ProblemDocument.model_json_schema(ref_template=_SCHEMA_PATH + "{model}", mode="serialization")
    return {**schema.pop("$defs"), "ProblemDocument": schema}


def _add_schemas(schemas: Document, document: Document, service: str) -> None:
    for name, schema in document.get("components", {}).get("schemas", {}).items():
        if name in _REPLACED:
            continue
        if "__" in name:  # FastAPI's way out where two of a service's classes have one name
            raise MergeError(f"{service} has two schemas of one name: {name}")
        if schemas.setdefault(name, schema) != schema:
            raise MergeError(f"the schema {name} of {service} is another one than the {name} before it")


def _operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, item in document.get("paths", {}).items():
        for method, operation in item.items():
            if method in _METHODS:
                yield path, method, operation


def _check_operation(operation: Document, place: str, names: dict[str, str]) -> None:
    """An operation id is `tag_name` and stands for one operation."""
    name, tags = operation.get("operationId", ""), operation.get("tags", [])
    if len(tags) != 1 or not name.startswith(f"{tags[0]}_"):
        raise MergeError(f"{place} has the tags {tags} and the operation id '{name}': it needs one tag and an id `tag_name`")
    if name in names:
        raise MergeError(f"{place} and {names[name]} have the same operation id '{name}'")
    names[name] = place


def _normalize(operation: Document) -> Document:
    """The operation with one security scheme, and with every refusal a problem, but those that a protocol of others writes."""
    operation = deepcopy(operation)
    operation["security"] = [{"bearer": []}]
    responses = operation.setdefault("responses", {})
    usual = _EVERYWHERE | _OF_A_BODY if "requestBody" in operation else _EVERYWHERE
    for status, description in usual.items():
        responses.setdefault(status, {"description": description})
    for status, response in responses.items():
        if (status == "default" or status >= "400") and not _is_another_protocols(response):
            if status == "422" and "application/json" in response.get("content", {}):
                response["description"] = _EVERYWHERE[status]
            response["content"] = {MEDIA_TYPE: {"schema": {"$ref": f"{_SCHEMA_PATH}ProblemDocument"}}}
    operation["responses"] = dict(sorted(responses.items()))
    return operation


def _is_another_protocols(response: Document) -> bool:
    """Whether a refusal has a form of its own (OFREP's, say)."""
    reference = response.get("content", {}).get("application/json", {}).get("schema", {}).get("$ref")
    return isinstance(reference, str) and reference.removeprefix(_SCHEMA_PATH) not in _REPLACED


def _tags(paths: Document, descriptions: Mapping[str, str]) -> list[Document]:
    """The tags in use, in the order of their first use."""
    used = dict.fromkeys(operation["tags"][0] for item in paths.values() for operation in item.values())
    return [{"name": tag, **({"description": descriptions[tag]} if tag in descriptions else {})} for tag in used]


def _check_references(node: object, schemas: Document) -> None:
    pending = [node]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            reference = value.get("$ref")
            if isinstance(reference, str) and reference.removeprefix(_SCHEMA_PATH) not in schemas:
                raise MergeError(f"the reference {reference} leads nowhere")
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)


__all__ = ["TAGS", "MergeError", "merge"]
