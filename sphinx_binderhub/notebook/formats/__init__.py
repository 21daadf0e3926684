"""The formats of notebooks: from a file to its cells."""
