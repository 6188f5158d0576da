"""Alembic's environment: migrations run inside the caller's transaction, as the owner of the tables (`schema.prepare`)."""

from alembic import context

import schema
from kernel.tables import SCHEMA

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=schema.metadata,
    version_table_schema=SCHEMA,
    include_schemas=True,
    transactional_ddl=False,  # the transaction is the caller's
)
context.run_migrations()
