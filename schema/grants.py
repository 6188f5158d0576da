"""Who may do what: as `schema.roles` declares it, and as a database has it. Only what differs is granted or taken away.

A grant writes the row that Postgres keeps of its table, and so makes every process of the server read that table's
description anew, and crosses whatever else changes the table: what is granted already is left alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from kernel.tables import SCHEMA
from schema.roles import OWNER, ROLES, Role
from schema.views import PUBLISHED


@dataclass(frozen=True, order=True, slots=True)
class Grant:
    """One right of one role.

    Attributes:
        role: Who has it.
        on: What it is a right on, as a statement names it: `attune.orders`, `schema attune`, `function attune.f(date)`.
        right: A privilege of Postgres.
        column: Of the table, where the right is on one column only.
        hands_on: Whether the role may give it to others.
    """

    role: str
    on: str
    right: str
    column: str = ""
    hands_on: bool = False

    def given(self) -> str:
        """The statement that gives it."""
        return f"grant {self._what()} to {self.role}"

    def taken(self) -> str:
        """The statement that takes it away."""
        return f"revoke {self._what()} from {self.role}"

    def _what(self) -> str:
        return f"{self.right}{f' ({self.column})' if self.column else ''} on {self.on}"


async def ensure_grants(connection: AsyncConnection) -> None:
    """Give our roles what is declared, and take away what else they have. Others' rights stay."""
    declared = frozenset(_declared(await _views(connection)))
    granted = await _granted(connection)
    if granted - declared:
        for each in sorted(granted - declared):
            await connection.exec_driver_sql(each.taken())
        granted = await _granted(connection)  # what is taken from a table goes from its columns, too
    for each in sorted(declared - granted):
        await connection.exec_driver_sql(each.given())


def _declared(views: list[str]) -> Iterator[Grant]:
    """Everything that our roles may do.

    Args:
        views: All that is published: those of another version that runs, too.
    """
    for role in ROLES:
        yield from _of_role(role)
        if role.reads_published:
            yield Grant(role.name, f"schema {PUBLISHED}", "usage")
            yield from (Grant(role.name, view, "select") for view in views)


def _of_role(role: Role) -> Iterator[Grant]:
    mine = Grant(role.name, f"schema {SCHEMA}", "usage")
    yield mine
    yield replace(mine, on=f"{SCHEMA}.alembic_version", right="select")
    for table, rights in role.tables.items():
        yield from (replace(mine, on=f"{SCHEMA}.{table}", right=right) for right in rights)
    for table, columns in role.columns.items():
        yield from (replace(mine, on=f"{SCHEMA}.{table}", right="update", column=column) for column in columns)
    yield from (replace(mine, on=f"function {SCHEMA}.{function}", right="execute") for function in role.functions)


async def _views(connection: AsyncConnection) -> list[str]:
    query = (
        "select relname from pg_class where relkind = 'v' and relnamespace = to_regnamespace(:published)"
        " and pg_get_userbyid(relowner) = :owner"  # an operator's own is his to grant
    )
    names = (await connection.execute(text(query), {"published": PUBLISHED, "owner": OWNER})).scalars()
    return [f"{PUBLISHED}.{name}" for name in names]


async def _granted(connection: AsyncConnection) -> frozenset[Grant]:
    """What the database lets our roles do."""
    rows = await connection.execute(
        text(
            """
            with ours as (select oid, nspname, nspacl from pg_namespace where nspname in (:schema, :published)),
            relations as (
                select c.oid, n.nspname || '.' || quote_ident(c.relname) as name, c.relacl
                from pg_class c join ours n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f')
            ),
            entries as (
                select r.name as on_what, '' as column_name, r.relacl as acl from relations r where r.relacl is not null
                union all
                select r.name, quote_ident(a.attname), a.attacl
                from relations r join pg_attribute a on a.attrelid = r.oid where a.attacl is not null
                union all
                select 'schema ' || n.nspname, '', n.nspacl from ours n
                union all
                select format('function %s.%I(%s)', n.nspname, p.proname, oidvectortypes(p.proargtypes)), '', p.proacl
                from pg_proc p join ours n on n.oid = p.pronamespace
            )
            select r.rolname, e.on_what, lower(g.privilege_type) as privilege, e.column_name, g.is_grantable
            from entries e cross join aclexplode(e.acl) g join pg_roles r on r.oid = g.grantee
            where r.rolname = any(:roles)
            """
        ),
        {"schema": SCHEMA, "published": PUBLISHED, "roles": [role.name for role in ROLES]},
    )
    return frozenset(Grant(*row) for row in rows)


__all__ = ["Grant", "ensure_grants"]
