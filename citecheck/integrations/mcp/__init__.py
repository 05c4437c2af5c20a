"""A server of the Model Context Protocol: assistants ask it about citations. It reads, and changes nothing."""
