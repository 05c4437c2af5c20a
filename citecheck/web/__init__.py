"""The live web: fetching, guarding, pacing, and what became of a link."""
