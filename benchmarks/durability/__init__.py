"""What is left after a crash: recordings and nights that are killed at random moments."""
