"""Python, R and Julia: which versions the image has, and which file says so."""
