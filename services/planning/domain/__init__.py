"""The rules of intent: goals, and how far they are."""
