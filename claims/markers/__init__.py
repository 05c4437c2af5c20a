"""Find citation marks in plain text, and tell them from other brackets.

[1]  [2, 5–7]  [3]–[5]  [1]:23  [^1]  ¹  ①  [a]  [note 1]  (1) where the list proves it - but never [the MKO], [sic],
[dead link], [1986], [emphasis added], items[1] or a ticked [x].
"""

from __future__ import annotations

from claims.markers.finding import find_marks, with_pages
from claims.markers.labels import expand_labels, normal_label
from claims.markers.listed import find_listed_marks
from claims.markers.notes import find_citation_needed

__all__ = ["expand_labels", "find_citation_needed", "find_listed_marks", "find_marks", "normal_label", "with_pages"]
