"""What `environment.yml` lists, read as repo2docker and conda do."""
