"""The directive `binder-environment`: what Binder installs for the book, shown on a page."""
