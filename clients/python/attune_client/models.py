"""Every model of the requests and answers. Generated."""

from attune_client._generated.models import *  # noqa: F403 — all of them, by the names of the OpenAPI document
