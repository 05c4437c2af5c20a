"""How often the program is right, on labelled data: documents, links, quotations and claims."""
