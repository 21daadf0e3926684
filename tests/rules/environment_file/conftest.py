"""The same fixture as for the rules on the configuration."""

from tests.rules.configuration.conftest import judge

__all__ = ["judge"]
