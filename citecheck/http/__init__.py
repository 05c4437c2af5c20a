"""The one HTTP client: requests, retries, rate limits, robots.txt, proxies, credentials and refused addresses."""
