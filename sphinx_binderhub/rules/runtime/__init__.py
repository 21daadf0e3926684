"""Rules on the language and its version, R, Julia, and the packages of the system."""
