from enum import StrEnum


class Scope(StrEnum):
    ADMIN = "admin"
    BEHAVIOURREAD = "behaviour:read"
    BEHAVIOURWRITE = "behaviour:write"
    FLAGS = "flags"
    INGEST = "ingest"
    JOBSREAD = "jobs:read"
    JOBSWRITE = "jobs:write"
    KEYS = "keys"
    VALUATIONREAD = "valuation:read"
    VALUATIONWRITE = "valuation:write"
    WORKSPACEREAD = "workspace:read"
    WORKSPACEWRITE = "workspace:write"

    def __str__(self) -> str:
        return str(self.value)
