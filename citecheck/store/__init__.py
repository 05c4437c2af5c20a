"""Reports kept from night to night."""
