"""The packages that hold modules: their names, what they bring, and where they are declared."""
