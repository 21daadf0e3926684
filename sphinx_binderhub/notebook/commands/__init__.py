"""What the command lines of a cell need."""
