"""Rules about the repository: which one is launched, and what of it is committed."""
