"""`Dockerfile` and `.dockerignore`, read as Docker reads them."""
