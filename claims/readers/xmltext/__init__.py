"""XML of documents: trees whose words have their places, and the fields that elements give to works."""
