"""Bytes of a source to the text that is searched."""
