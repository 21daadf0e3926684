"""What the Python of a cell needs."""
