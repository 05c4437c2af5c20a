"""Citations by author and year, "(Lee 2019a, p. 3)" and "Lee (2019) found", that a list of references answers."""

from __future__ import annotations

from claims.author_years.citing import with_author_years

__all__ = ["with_author_years"]
