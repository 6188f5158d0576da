"""What Postgres' own catalogue says against the declarations: each check names every offender, none when all is well.

The checks read the database, not the code: whatever a migration or a hand made there, they see it.
"""

import re
from collections.abc import Awaitable, Callable, Iterable

import asyncpg

from kernel.tables import SCHEMA, metadata
from schema.roles import DOORS, OWNER, POLICIES, ROLES
from schema.views import PUBLISHED

Check = Callable[[asyncpg.Connection], Awaitable[list[str]]]

SCHEMAS = (SCHEMA, PUBLISHED)
NO_WORKSPACE = {
    "alembic_version": "Alembic's own note of the last migration",
    "feed_offsets": "how far each of our readers has come in the feed of all workspaces",
}

_KEYED = f"""
    select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relispartition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = '{SCHEMA}' and c.relkind in ('r', 'p')
"""


async def tables_without_workspace(connection: asyncpg.Connection) -> list[str]:
    """Tables that nobody can wall in, because they do not say whose a row is."""
    found = await connection.fetch(
        f"""
        select t.relname from ({_KEYED}) t
        where t.relname <> 'workspaces' and not exists (
            select from pg_attribute a where a.attrelid = t.oid and a.attname = 'workspace_id' and a.attnotnull)
        """
    )
    return sorted(row["relname"] for row in found if row["relname"] not in NO_WORKSPACE)


async def tables_without_walls(connection: asyncpg.Connection) -> list[str]:
    """Tables with a workspace, partitions too, whose row level security is not both on and forced."""
    found = await connection.fetch(f"select relname from ({_KEYED}) t where not (relrowsecurity and relforcerowsecurity)")
    return sorted(row["relname"] for row in found if row["relname"] not in NO_WORKSPACE)


async def tables_without_policy(connection: asyncpg.Connection) -> list[str]:
    """Tables with a workspace that have no wall: the policy that compares it, for everybody and every command.

    A partition needs none: it is read through its parent, and by itself it shows nothing.
    """
    found = await connection.fetch(
        f"""
        select t.relname from ({_KEYED}) t
        where not t.relispartition and not exists (
            select from pg_policy p where p.polrelid = t.oid and p.polpermissive and p.polcmd = '*' and p.polroles = '{{0}}'
            and pg_get_expr(p.polqual, p.polrelid) ~ $1 and pg_get_expr(p.polwithcheck, p.polrelid) ~ $1)
        """,
        r"^\((workspace_id|id) = \(?NULLIF\(current_setting\('attune.workspace'::text, true\), ''::text\)\)?::uuid\)$",
    )
    return sorted(row["relname"] for row in found if row["relname"] not in NO_WORKSPACE)


async def undeclared_policies(connection: asyncpg.Connection) -> list[str]:
    """Policies that are not those of `schema.roles`, or that are missing there."""
    rows = await connection.fetch(
        "select tablename, policyname, lower(cmd) as cmd, roles from pg_policies where schemaname = $1", SCHEMA
    )
    found = {(row["tablename"], row["policyname"], row["cmd"], *row["roles"]) for row in rows}
    declared = {(policy.table, policy.name, policy.command, policy.role) for policy in POLICIES}
    return sorted(" ".join(each) for each in found ^ declared)


async def undeclared_doors(connection: asyncpg.Connection) -> list[str]:
    """Policies beside the walls that are not one of DOORS, by their table, role, command and expressions."""
    rows = await connection.fetch(
        "select tablename, policyname, lower(cmd) as cmd, roles, qual, with_check from pg_policies"
        " where schemaname = $1 and policyname <> 'wall'",
        SCHEMA,
    )
    found = {
        (row["tablename"], row["policyname"], row["cmd"], ",".join(row["roles"]), _bare(row["qual"]), _bare(row["with_check"]))
        for row in rows
    }
    doors = {(door.table, door.name, door.command, door.role, _bare(door.using), _bare(door.check)) for door in DOORS}
    return sorted(" ".join(each) for each in found ^ doors)


def _bare(expression: str | None) -> str:
    """An expression without what Postgres adds when it prints one."""
    return re.sub(r"::text|[()\s]", "", (expression or "nothing").lower())


async def views_that_bypass_walls(connection: asyncpg.Connection) -> list[str]:
    """Views, materialised views and tables whose owner is above row level security, or is not our owner."""
    rows = await connection.fetch(
        """
        select c.relname, c.relkind, r.rolname, r.rolsuper or r.rolbypassrls as above
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles r on r.oid = c.relowner
        where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f')
        """,
        SCHEMAS,
    )
    faults = [f"{row['relname']} belongs to {row['rolname']}" for row in rows if row["above"] or row["rolname"] != OWNER]
    # a materialised view has no row level security, whoever owns it
    return sorted([*faults, *(f"{row['relname']} is materialised" for row in rows if row["relkind"] == b"m")])


async def keys_without_workspace(connection: asyncpg.Connection) -> list[str]:
    """Unique and foreign keys that do not begin with the workspace: neither looks at policies, so both see across walls."""
    rows = await connection.fetch(
        f"""
        with keyed as ({_KEYED}),
        unique_keys as (
            select t.relname, i.indexrelid::regclass::text as name, i.indkey[0] as first, t.oid
            from pg_index i join keyed t on t.oid = i.indrelid where i.indisunique
        ),
        foreign_keys as (
            select t.relname, k.conname::text as name, k.conkey[1] as first, t.oid, k.confrelid, k.confkey[1] as target
            from pg_constraint k join keyed t on t.oid = k.conrelid where k.contype = 'f'
        )
        select u.relname, u.name from unique_keys u left join pg_attribute a on a.attrelid = u.oid and a.attnum = u.first
        where u.relname <> 'workspaces' and a.attname is distinct from 'workspace_id'
        union
        select f.relname, f.name from foreign_keys f
        join pg_attribute a on a.attrelid = f.oid and a.attnum = f.first
        join pg_attribute b on b.attrelid = f.confrelid and b.attnum = f.target
        join pg_class other on other.oid = f.confrelid
        where a.attname <> 'workspace_id' or b.attname <> case other.relname when 'workspaces' then 'id' else 'workspace_id' end
        """
    )
    return sorted(f"{row['relname']}: {row['name']}" for row in rows if row["relname"] not in NO_WORKSPACE)


async def undeclared_grants(connection: asyncpg.Connection) -> list[str]:
    """What a role may do with a table, a view or a column and was not declared to, or was and may not; the owner aside."""
    rows = await connection.fetch(
        """
        with relations as (
            select c.oid, c.relname, c.relacl from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any($1) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
        ),
        grants as (
            select r.relname, '' as attname, g.grantee, lower(g.privilege_type) as privilege, g.is_grantable
            from relations r, aclexplode(r.relacl) g
            union all
            select r.relname, a.attname, g.grantee, lower(g.privilege_type), g.is_grantable
            from relations r join pg_attribute a on a.attrelid = r.oid, aclexplode(a.attacl) g
        )
        select g.relname, g.attname, coalesce(o.rolname, 'public') as role, g.privilege, g.is_grantable
        from grants g left join pg_roles o on o.oid = g.grantee where o.rolname is distinct from $2
        """,
        SCHEMAS,
        OWNER,
    )
    found = {
        f"{row['role']} {row['privilege']} {row['relname']}{'.' * bool(row['attname'])}{row['attname']}"
        + " with grant option" * row["is_grantable"]
        for row in rows
    }
    views = [
        row["relname"]
        for row in await connection.fetch(
            "select relname from pg_class where relnamespace = to_regnamespace($1) and relkind = 'v'", PUBLISHED
        )
    ]
    return sorted(found ^ set(_declared_grants(views)))


def _declared_grants(views: Iterable[str]) -> Iterable[str]:
    published = list(views)
    for role in ROLES:
        yield f"{role.name} select alembic_version"
        yield from (f"{role.name} {right} {table}" for table, rights in role.tables.items() for right in rights)
        yield from (f"{role.name} update {table}.{column}" for table, columns in role.columns.items() for column in columns)
        if role.reads_published:
            yield from (f"{role.name} select {view}" for view in published)


async def rights_of_public(connection: asyncpg.Connection) -> list[str]:
    """What every role of the server may do in our schemas: nothing."""
    rows = await connection.fetch(
        """
        select c.relname::text as name from pg_class c, aclexplode(c.relacl) g
        where c.relnamespace::regnamespace::text = any($1) and g.grantee = 0
        union
        select n.nspname::text from pg_namespace n, aclexplode(n.nspacl) g where n.nspname = any($1) and g.grantee = 0
        union
        -- a function without an acl has the default one, which lets everybody call it
        select p.proname::text from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
        where p.pronamespace::regnamespace::text = any($1) and g.grantee = 0
        """,
        SCHEMAS,
    )
    return sorted(row["name"] for row in rows)


async def roles_that_may_too_much(connection: asyncpg.Connection) -> list[str]:
    """Our roles that are above policies, may make objects or roles, or are members of another of ours."""
    names = [role.name for role in ROLES]
    rows = await connection.fetch(
        """
        select rolname::text as name, 'has an attribute it must not have' as fault from pg_roles
        where rolname = any($1) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
           or rolname = $2 and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolcanlogin)
        union
        select m.rolname::text, 'is a member of ' || g.rolname from pg_auth_members a
        join pg_roles m on m.oid = a.member join pg_roles g on g.oid = a.roleid where m.rolname = any($1 || array[$2])
        union
        select r.rolname::text, 'may create in ' || n.nspname from pg_roles r, pg_namespace n
        where r.rolname = any($1) and n.nspname = any($3) and has_schema_privilege(r.oid, n.oid, 'create')
        """,
        names,
        OWNER,
        SCHEMAS,
    )
    return sorted(f"{row['name']} {row['fault']}" for row in rows)


async def open_functions(connection: asyncpg.Connection) -> list[str]:
    """Functions with their owner's rights that everybody may call, or whose names a caller can redirect by a search path."""
    rows = await connection.fetch(
        """
        select p.proname, p.proconfig, r.rolsuper or r.rolbypassrls as above,
               exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee = 0) as is_open
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
        where n.nspname = any($1) and p.prosecdef
        """,
        SCHEMAS,
    )
    faults = []
    for row in rows:
        if row["is_open"]:
            faults.append(f"{row['proname']} may be called by everybody")
        if "search_path=pg_catalog" not in (row["proconfig"] or []):
            faults.append(f"{row['proname']} has no fixed search_path")
        if row["above"]:
            faults.append(f"{row['proname']} runs above the walls")
    return sorted(faults)


async def undeclared_calls(connection: asyncpg.Connection) -> list[str]:
    """Functions that a role may call and was not declared to, or was and may not."""
    rows = await connection.fetch(
        """
        select o.rolname, p.proname || '(' || oidvectortypes(p.proargtypes) || ')' as signature
        from pg_proc p, aclexplode(p.proacl) g, pg_roles o
        where p.pronamespace::regnamespace::text = any($1) and o.oid = g.grantee and o.rolname <> $2
        """,
        SCHEMAS,
        OWNER,
    )
    found = {f"{row['rolname']} {row['signature']}" for row in rows}
    return sorted(found ^ {f"{role.name} {function}" for role in ROLES for function in role.functions})


async def undeclared_tables(connection: asyncpg.Connection) -> list[str]:
    """Tables of the database that the metadata does not know, or the reverse; partitions go with their parents."""
    rows = await connection.fetch(f"select relname from ({_KEYED}) t where not relispartition and relname <> 'alembic_version'")
    return sorted({row["relname"] for row in rows} ^ {table.name for table in metadata.tables.values()})


CHECKS: tuple[Check, ...] = (
    tables_without_workspace,
    tables_without_walls,
    tables_without_policy,
    undeclared_policies,
    undeclared_doors,
    views_that_bypass_walls,
    keys_without_workspace,
    undeclared_grants,
    rights_of_public,
    roles_that_may_too_much,
    open_functions,
    undeclared_calls,
    undeclared_tables,
)
