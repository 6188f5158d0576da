"""What a user can ask of behaviour: one function each."""
