"""Rules about the options of the book, in its own configuration."""
