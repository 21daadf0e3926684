"""The same fixture as for the rules on the configuration."""

from tests.rules.configuration.conftest import judge_files

__all__ = ["judge_files"]
