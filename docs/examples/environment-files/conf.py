project = "A course"
extensions = ["myst_nb", "sphinx_binderhub"]
exclude_patterns = ["_build"]
nb_execution_mode = "off"

binderhub_build = "environment"
binderhub_environment_files = ["data/", "tools/*.py"]
