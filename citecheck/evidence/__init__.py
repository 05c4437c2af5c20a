"""Evidence: every exchange recorded, and audits replayed from the recording."""
