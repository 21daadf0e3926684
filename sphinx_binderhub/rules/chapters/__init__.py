"""Rules about chapters: what the notebooks need to run."""
