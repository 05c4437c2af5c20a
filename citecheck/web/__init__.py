"""The live web: fetching pages, and the status of links."""
