"""The five services: where each is composed from, and how one runs alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from fastapi import FastAPI
from starlette.types import ASGIApp

from kernel.attendance import Attended
from kernel.compute import ComputePool
from kernel.settings import Settings


@dataclass(frozen=True, slots=True)
class Service:
    """One service. Its code is loaded when it is first asked for: a process that runs another one does without.

    Attributes:
        name: The room it has in `services/`.
        port: Where it listens when it runs alone and is told nothing else.
    """

    name: str
    port: int

    def create(self, settings: Settings, compute: ComputePool | None) -> FastAPI:
        """Its application."""
        return cast("FastAPI", import_module(f"services.{self.name}.app").create_app(settings, compute))

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The paths that lead to it."""
        return cast("tuple[str, ...]", import_module(f"services.{self.name}.app").PREFIXES)

    @property
    def variable(self) -> str:
        """The environment variable that tells the gateway where it runs."""
        return f"ATTUNE_{self.name.upper()}_URL"


_ALL = (
    Service("segmentation", 8001),
    Service("valuation", 8002),
    Service("attribution", 8003),
    Service("experiments", 8004),
    Service("planning", 8005),
)
SERVICES: Mapping[str, Service] = {service.name: service for service in _ALL}


def create_service(settings: Settings, name: str) -> ASGIApp:
    """One service alone, whose caller is the gateway."""
    return Attended(SERVICES[name].create(settings, None))


def addresses(environment: Mapping[str, str]) -> dict[str, str]:
    """Where each service is: what the environment says, or on this machine, at its own port."""
    return {name: environment.get(service.variable) or f"http://127.0.0.1:{service.port}" for name, service in SERVICES.items()}
