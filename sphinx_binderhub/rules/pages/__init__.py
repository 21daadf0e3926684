"""Rules about the pages of a build and their launch links."""
