"""Web archives: which captures there are, and which one to read."""
