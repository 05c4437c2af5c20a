"""Whether texts of sources support a claim, with the passages that carry it and the words that none carries."""

from citecheck.checking.support.judge import LexicalJudge, check_claim

__all__ = ["LexicalJudge", "check_claim"]
