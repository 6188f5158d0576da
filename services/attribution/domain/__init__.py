"""The mathematics of credit, returns and budgets."""
