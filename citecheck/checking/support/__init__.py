"""Whether texts of sources support a claim."""

from citecheck.checking.support.judge import LexicalJudge, check_claim

__all__ = ["LexicalJudge", "check_claim"]
