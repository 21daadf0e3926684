"""`apt.txt`: Debian packages, and what is wrong with them."""
