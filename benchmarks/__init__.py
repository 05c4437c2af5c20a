"""Every figure that the README or the docs quote, as a command."""
