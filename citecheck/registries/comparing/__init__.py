"""Comparison of a reference with a record, field by field, with tolerance for other ways of writing the same."""
