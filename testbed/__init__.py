"""What tests and benchmarks share: servers on loopback, pages, faults and generated reports.

Tests never import benchmarks, and benchmarks never import tests. This package is not installed.
"""
