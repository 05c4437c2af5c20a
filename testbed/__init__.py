"""What the tests and the benchmarks both stand on: servers on loopback, pages, faults and reports made to measure.

Tests never import benchmarks and benchmarks never import tests. Nothing here is part of what is installed.
"""
