"""Citations that reference managers keep in documents: Zotero, Mendeley, EndNote, and Word's own."""
