"""Does a document's sources exist, and do they say what the document says they say?"""
