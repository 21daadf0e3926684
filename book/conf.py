"""Sphinx configuration of the sample book."""

project = "Sharing runnable science with BinderHub"
author = "sphinx-binderhub contributors"

extensions = ["myst_nb", "sphinx_binderhub"]
exclude_patterns = ["_build", "**/.ipynb_checkpoints"]

html_theme = "sphinx_book_theme"
html_title = project
# The search field of the sidebar is enough: no second one in a bar above every page.
html_theme_options = {"navbar_persistent": []}
html_static_path = ["_static"]
html_css_files = ["book.css"]

# Every notebook is run when the book is built, in its own folder; an error stops the build.
nb_execution_mode = "auto"
nb_execution_raise_on_error = True
