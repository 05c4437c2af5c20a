"""One reader a file: bytes of one format to a layout."""
