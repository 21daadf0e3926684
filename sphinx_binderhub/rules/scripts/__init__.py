"""Rules on the scripts that run in the image, and on a Dockerfile."""
