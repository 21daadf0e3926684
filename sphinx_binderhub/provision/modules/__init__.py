"""The modules of Python and of the repository, and whether a chapter finds them."""
