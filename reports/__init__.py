"""What an audit found, and how it looks. Import `citecheck` for the public interface."""
