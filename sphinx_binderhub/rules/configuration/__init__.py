"""Rules on the files that describe the environment: whether Binder finds them."""
