"""What is intended: goals, what they are measured by, how far they are."""
