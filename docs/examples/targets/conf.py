project = "A course"
extensions = ["myst_nb", "sphinx_binderhub"]
exclude_patterns = ["_build"]
nb_execution_mode = "off"

binderhub_targets = [
    "colab",
    {
        "service": "jupyterhub",
        "url": "https://jupyter.example.org",
        "label": "Launch on our own hub",
        "memory": "16G",
    },
    {
        "url": "https://run.example.org/open?repo={repository}&ref={ref}&file={path}",
        "label": "Launch in the computer lab",
    },
]
