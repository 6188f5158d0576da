"""What the gateway's own routes refuse."""

from kernel.problems import ConflictError


class WorkspaceNameTakenError(ConflictError):
    code, title = "workspace_name_taken", "The workspace's name is taken"


class WorkspaceHasFactsError(ConflictError):
    code, title = "workspace_has_facts", "The workspace already holds facts"
