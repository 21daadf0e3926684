project = "A course"
extensions = ["myst_nb", "sphinx_binderhub"]
exclude_patterns = ["_build"]
nb_execution_mode = "off"

html_theme = "sphinx_book_theme"
html_theme_options = {
    "repository_url": "https://github.com/owner/course",
    "launch_buttons": {
        "binderhub_url": "https://mybinder.org",
        "notebook_interface": "jupyterlab",
    },
}
