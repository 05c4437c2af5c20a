"""Unattended runs over many documents, compared with the nights before."""
