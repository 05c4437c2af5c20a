"""What several benchmarks share: data sets, cases made by rule, sources on loopback, and intervals."""
