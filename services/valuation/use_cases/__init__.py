"""One function per thing a user can ask for: run a model, read runs and values."""
