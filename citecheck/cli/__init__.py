"""The command line: flags in, exit status out."""
