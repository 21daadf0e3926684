project = "A course"
extensions = ["myst_nb", "sphinx_binderhub"]
exclude_patterns = ["_build"]
nb_execution_mode = "off"

binderhub_url = "https://hub.example.org"
binderhub_repository = "https://gitlab.com/faculty/statistics/course"
binderhub_ref = "autumn"
binderhub_interface = "notebook"
binderhub_badges = "all"
binderhub_label = "Run it"
