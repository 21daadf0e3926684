"""Rules on what pip installs: requirements, `pyproject.toml`, `Pipfile`."""
