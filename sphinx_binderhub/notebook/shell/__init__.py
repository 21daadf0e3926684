"""Command lines of a notebook: the programs that they run, and the files of these."""
