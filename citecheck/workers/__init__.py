"""Reads files that could hang, crash or grow in processes of their own, which are ended when they pass a limit."""
