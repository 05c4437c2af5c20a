"""How often the program is right: readers, links, quotations and claims against labelled data."""
