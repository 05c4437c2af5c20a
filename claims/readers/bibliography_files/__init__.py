"""Files of references: BibTeX and BibLaTeX, CSL-JSON, RIS, EndNote XML; as documents, and as the list of another."""
