"""What several benchmarks share: data sets, generated cases, sources on loopback, and intervals."""
