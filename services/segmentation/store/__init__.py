"""This service's own rows: identities, events, orders, imports, rejects."""
