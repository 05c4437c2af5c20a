"""A small server on this machine: reports for several reviewers, whose decisions are shared and kept."""
