"""Configuration: from the environment (`ATTUNE_…`), with defaults a small machine can bear."""

import hashlib
import hmac
from functools import cached_property
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SHORTEST_TOKEN = 16


class Settings(BaseSettings):
    """What every process of Attune is told.

    Attributes:
        database_url: Where Postgres answers, `postgresql://[user:password@]host:port/name`. The user matters to
            `attune database prepare` only: every service logs in with a role and a derived password of its own.
        secret_key: Seeds the signed principal and the service roles' passwords.
        pool_size: Connections that one service keeps in one process.
        compute_workers: Processes for work of more than 20 ms of CPU.
        job_workers: Jobs that one worker runs side by side.
        grace_seconds: How long requests that are under way may take to end once their process is told to; by default as long as
            one may take at all (`upstream_total_seconds` of the gateway's settings).
        metrics_token: Whoever sends it as a bearer token reads `/metrics` from anywhere. Empty: peers on this machine only, and
            at the gateway admin keys.
        traces_endpoint: Where traces go, a collector that speaks OTLP over HTTP: `http://collector:4318`. Empty: no traces.
        traces_ratio: The share of requests whose traces are kept.
    """

    model_config = SettingsConfigDict(env_prefix="ATTUNE_", extra="ignore", hide_input_in_errors=True)

    database_url: str = Field(repr=False)  # may hold a password
    secret_key: SecretStr = Field(min_length=32)
    pool_size: int = Field(default=8, ge=1)
    compute_workers: int = Field(default=1, ge=1)
    job_workers: int = Field(default=2, ge=1)
    grace_seconds: float = Field(default=120.0, ge=0)
    log_format: str = "json"
    log_level: str = "info"
    metrics_token: SecretStr = SecretStr("")
    traces_endpoint: str = ""
    traces_ratio: float = Field(default=1.0, ge=0, le=1)

    @field_validator("metrics_token")
    @classmethod
    def _refuse_short_token(cls, token: SecretStr) -> SecretStr:
        if 0 < len(token) < SHORTEST_TOKEN:
            raise ValueError(f"it has fewer than {SHORTEST_TOKEN} characters")
        return token

    @field_validator("traces_endpoint")
    @classmethod
    def _complete_endpoint(cls, endpoint: str) -> str:
        if not endpoint:
            return ""
        parts = urlsplit(endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("it is not of the form http://host:port")
        return endpoint if parts.path.strip("/") else f"{endpoint.rstrip('/')}/v1/traces"

    def derived_secret(self, purpose: str) -> str:
        """A secret of its own for one purpose, so that none can be computed from another."""
        return hmac.new(self.secret_key.get_secret_value().encode(), purpose.encode(), hashlib.sha256).hexdigest()

    @cached_property
    def principal_secret(self) -> str:
        """What signs the principal between the gateway and the services."""
        return self.derived_secret("principal")
