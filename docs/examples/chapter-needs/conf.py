project = "A course"
extensions = ["myst_nb", "sphinx_binderhub"]
exclude_patterns = ["_build"]
nb_execution_mode = "off"
