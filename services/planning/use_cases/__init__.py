"""What a user can ask of planning: goals, and the state of the loop."""
