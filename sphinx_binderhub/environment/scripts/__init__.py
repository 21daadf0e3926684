"""`postBuild`, `start` and other shell scripts, read and never run."""
