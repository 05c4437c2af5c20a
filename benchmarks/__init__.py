"""The commands that print every figure of the README and the docs."""
