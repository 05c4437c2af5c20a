"""From a reference that lost its address to the address: the page it was copied from, registries, archives."""
