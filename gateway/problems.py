"""What the gateway refuses, and what it says of services that do not answer as they should."""

from kernel.problems import ConflictError, Problem


class WorkspaceNameTakenError(ConflictError):
    code, title = "workspace_name_taken", "The workspace's name is taken"


class WorkspaceHasFactsError(ConflictError):
    code, title = "workspace_has_facts", "The workspace already holds facts"


class BadGatewayError(Problem):
    code, title, status = "bad_gateway", "A service did not answer as it should", 502


class RequestTimeoutError(Problem):
    """Whoever began a body did not go on with it. The connection ends with this answer: nobody reads the rest."""

    code, title, status = "request_timeout", "The body did not come in time", 408


class GatewayTimeoutError(Problem):
    code, title, status = "gateway_timeout", "A service did not answer in time", 504
