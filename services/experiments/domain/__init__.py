"""The mathematics of proof: assignment, targeting, statistics."""
