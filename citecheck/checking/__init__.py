"""Checks: quotations, support, and the rules that make findings of them."""
