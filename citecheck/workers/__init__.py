"""Processes of their own: for files that could hang, crash or grow, and for claims. Limits end them."""
