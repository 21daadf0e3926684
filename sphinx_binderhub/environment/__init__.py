"""What repo2docker makes of a repository: environment files, buildpack, Python, packages.

Nothing of the repository is executed, and no network is used.
"""

from sphinx_binderhub.environment.conda.conda_file import CondaFile
from sphinx_binderhub.environment.conda.yaml_file import Problem, Text
from sphinx_binderhub.environment.files import Ignored
from sphinx_binderhub.environment.inputs import Inputs, read_inputs
from sphinx_binderhub.environment.lookup import (
    BINDER_DIRECTORIES,
    CONFIGURATION_FILES,
    ROOT_ONLY,
    SUFFICIENT_FILES,
    Stop,
)
from sphinx_binderhub.environment.main_file import main_file, named_file
from sphinx_binderhub.environment.overview import Overview, Row, overview
from sphinx_binderhub.environment.packages import Package
from sphinx_binderhub.environment.profile import Profile, load_profile, profile_for, profile_names
from sphinx_binderhub.environment.reader import NO_SPECIFICATION, Environment, read_environment
from sphinx_binderhub.environment.steps import Step, kernels_of, steps_of

__all__ = [
    "BINDER_DIRECTORIES",
    "CONFIGURATION_FILES",
    "NO_SPECIFICATION",
    "ROOT_ONLY",
    "SUFFICIENT_FILES",
    "CondaFile",
    "Environment",
    "Ignored",
    "Inputs",
    "Overview",
    "Package",
    "Problem",
    "Profile",
    "Row",
    "Step",
    "Stop",
    "Text",
    "kernels_of",
    "load_profile",
    "main_file",
    "named_file",
    "overview",
    "profile_for",
    "profile_names",
    "read_environment",
    "read_inputs",
    "steps_of",
]
