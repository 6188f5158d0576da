"""What the gateway is told beside what every process is: whom it believes, and how patient it is with services."""

from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

Network = IPv4Network | IPv6Network


class GatewaySettings(BaseSettings):
    """Settings of the gateway, from the environment (`ATTUNE_…`).

    Attributes:
        trusted_proxies: Networks, separated by commas, of the proxies before the gateway whose `Forwarded` and `X-Forwarded-…`
            headers are believed. From everybody else they are dropped.
        caller_idle_seconds: How long a caller may keep the gateway waiting: for the next piece of a body, or by taking nothing
            of an answer.
        upstream_connections: Requests that may be under way to one service at the same time; further ones wait for
            `upstream_connect_seconds`, then get a 503.
        upstream_uploads: The same, beside those, for bodies that are handed on while they still come.
        upstream_connect_seconds: To reach a service.
        upstream_total_seconds: What a service may take for a request and its answer. Waiting for the caller does not count.
        upstream_idle_seconds: In the place of the total where bodies may have any size: from one piece to the next.
        upstream_watch_seconds: From one look at whether a service is ready to the next.
    """

    model_config = SettingsConfigDict(env_prefix="ATTUNE_", extra="ignore", hide_input_in_errors=True)

    trusted_proxies: Annotated[tuple[Network, ...], NoDecode] = ()
    caller_idle_seconds: float = Field(default=30.0, gt=0)
    upstream_connections: int = Field(default=256, ge=1)
    upstream_uploads: int = Field(default=64, ge=1)
    upstream_connect_seconds: float = Field(default=2.0, gt=0)
    upstream_total_seconds: float = Field(default=120.0, gt=0)
    upstream_idle_seconds: float = Field(default=60.0, gt=0)
    upstream_watch_seconds: float = Field(default=1.0, gt=0)

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _read_networks(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(ip_network(each.strip()) for each in value.split(",") if each.strip())
        return value
