"""What the readers of markup languages with notes and keys have in common: a document in parts, and its layout."""
