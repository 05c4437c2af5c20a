"""What a document says: text, claims, citations, references. Import `citecheck` for the public interface."""
