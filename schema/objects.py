"""Policies, published views and functions: as they are declared, and as they stand in a database.

Each carries the hash of its declaration as a comment, so that what already is as declared is not touched. The comment is
believed: what somebody altered and left its comment to is not seen.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.tables import SCHEMA
from schema.roles import FUNCTIONS, POLICIES, Function, Policy
from schema.views import PUBLISHED, VIEWS, View

Hashes = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Declared:
    """One object.

    Attributes:
        key: Its kind, and its name among those of its kind.
        hash: Of its declaration.
        drop: The statement that takes away what stands there.
        make: The statements that make it, where nothing stands; a policy's switch its table's walls on.
    """

    key: tuple[str, str]
    hash: str
    drop: str
    make: tuple[str, ...]


async def found(connection: AsyncConnection) -> Hashes:
    """The hash that each object of the database carries; empty where it carries none."""
    rows = await connection.execute(
        text(
            """
            select 'policy' as kind, c.relname || '.' || p.polname as name, obj_description(p.oid, 'pg_policy') as hash
            from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = to_regnamespace(:schema)
            union all
            select 'view', c.relname, obj_description(c.oid, 'pg_class')
            from pg_class c where c.relkind = 'v' and c.relnamespace = to_regnamespace(:published)
            union all
            select 'function', p.proname || '(' || oidvectortypes(p.proargtypes) || ')', obj_description(p.oid, 'pg_proc')
            from pg_proc p where p.pronamespace = to_regnamespace(:schema)
            """
        ),
        {"schema": SCHEMA, "published": PUBLISHED},
    )
    return {(row.kind, row.name): row.hash or "" for row in rows}


def missing(known: Hashes) -> list[Declared]:
    """What is declared and is not there."""
    return [each for each in OBJECTS if each.key not in known]


def differing(known: Hashes) -> list[Declared]:
    """What is there, but not as declared."""
    return [each for each in OBJECTS if known.get(each.key, each.hash) != each.hash]


def undeclared_policies(known: Hashes) -> list[tuple[str, str]]:
    """Tables and policies on them that nobody declares: one is enough to let through what the others keep out.

    Views and functions of another version may be in use still, and show nothing by themselves.
    """
    declared = {each.key for each in OBJECTS}
    names = sorted(name for kind, name in known.keys() - declared if kind == "policy")
    return [(table, policy) for table, _, policy in (name.partition(".") for name in names)]


async def run(connection: AsyncConnection, statements: Iterable[str]) -> None:
    """Run statements as they are: a function's text may hold what looks like a parameter."""
    for statement in statements:
        await connection.exec_driver_sql(statement)


def _policy(policy: Policy) -> Declared:
    table = f"{SCHEMA}.{policy.table}"
    using = f" using ({policy.using})" if policy.using is not None else ""
    check = f" with check ({policy.check})" if policy.check is not None else ""
    return Declared(
        ("policy", f"{policy.table}.{policy.name}"),
        _hash(policy),
        f"drop policy {policy.name} on {table}",
        (
            f"alter table {table} enable row level security, force row level security",
            f"create policy {policy.name} on {table} for {policy.command} to {policy.role}{using}{check}",
            f"comment on policy {policy.name} on {table} is '{_hash(policy)}'",
        ),
    )


def _view(view: View) -> Declared:
    name = f"{PUBLISHED}.{view.name}"
    make = (f"create view {name} as {view.query}", f"comment on view {name} is '{_hash(view)}'")
    return Declared(("view", view.name), _hash(view), f"drop view {name}", make)


def _function(function: Function) -> Declared:
    types = ", ".join(part.split()[-1] for part in function.signature.split(","))
    name = f"{SCHEMA}.{function.name}({types})"
    return Declared(
        ("function", f"{function.name}({types})"),
        _hash(function),
        f"drop function {name}",
        (
            f"create function {SCHEMA}.{function.name}({function.signature}) {function.definition}",
            f"revoke execute on function {name} from public",
            f"comment on function {name} is '{_hash(function)}'",
        ),
    )


def _hash(declaration: object) -> str:
    return hashlib.sha256(repr(declaration).encode()).hexdigest()[:16]


OBJECTS = (*map(_policy, POLICIES), *map(_view, VIEWS), *map(_function, FUNCTIONS))

__all__ = ["OBJECTS", "Declared", "Hashes", "differing", "found", "missing", "run"]
