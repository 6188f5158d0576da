"""What a user can ask of experiments: one function each."""
