"""Rules on the contents of the environment files."""
