from enum import StrEnum


class Scope(StrEnum):
    ADMIN = "admin"
    ATTRIBUTIONREAD = "attribution:read"
    ATTRIBUTIONWRITE = "attribution:write"
    BEHAVIOURREAD = "behaviour:read"
    BEHAVIOURWRITE = "behaviour:write"
    EXPERIMENTSREAD = "experiments:read"
    EXPERIMENTSWRITE = "experiments:write"
    FLAGS = "flags"
    INGEST = "ingest"
    JOBSREAD = "jobs:read"
    JOBSWRITE = "jobs:write"
    KEYS = "keys"
    PLANNINGREAD = "planning:read"
    PLANNINGWRITE = "planning:write"
    VALUATIONREAD = "valuation:read"
    VALUATIONWRITE = "valuation:write"
    WORKSPACEREAD = "workspace:read"
    WORKSPACEWRITE = "workspace:write"

    def __str__(self) -> str:
        return str(self.value)
