"""What pip and pipenv are asked to install, line by line, and what they refuse."""
