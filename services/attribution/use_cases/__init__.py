"""What a user can ask of attribution: one function each."""
