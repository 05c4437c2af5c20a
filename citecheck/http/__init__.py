"""One HTTP client for everything: how hosts are asked, how fast, how often again, and what is never asked."""
