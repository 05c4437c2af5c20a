"""What the program costs: seconds, memory, requests and bytes."""
