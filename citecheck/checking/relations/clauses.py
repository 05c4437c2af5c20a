"""Read the predicates of a sentence: who acts, on what, and how sure the text is of it. English, and cautious.

A predicate is one verb of `words.ACTS`, or any word that the reader asks for. Its agent is what stands before it in the
clause, or behind "by" in the passive voice. Nothing is parsed: where the words do not show the roles, they are empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from citecheck.checking.relations import operators
from citecheck.checking.relations import words as lists
from citecheck.checking.relations.sentence import OWNERS, REACH, SentenceWords, Word, once

_JOINING_WORDS = "and but or while because when where after before if since although though as until unless"
_JOINING = frozenset(_JOINING_WORDS.split())
_BOUNDED = frozenset({"more", "less", "fewer", "longer", "until", "unless", "except", "only", "beyond"})
_PHRASE = 30  # characters before a verb in which a phrase that denies it stands
_TOLD = 5  # words between a verb of saying and its "that": "warned the whole council that" (judgement)
_LONGEST = 4_000  # characters of a sentence that is remembered: no sentence has more, and memory stays small


class SentenceReading(SentenceWords):
    """The words of one sentence, `text`, and its predicates."""

    @once
    def agent(self, index: int) -> frozenset[str]:
        """Return the stems of who does what the verb at `index` says; empty if the sentence does not show it."""
        if self.is_passive(index):
            by = next((at for at in range(index + 1, len(self.words)) if self.words[at].folded == "by"), None)
            return self.phrase(by + 1) if by is not None else frozenset()
        return self._before(index)

    def subject(self, index: int) -> frozenset[str]:
        """Return the stems of the subject of the verb at `index`, in either voice; empty if it does not show."""
        return self._before(index)

    @once
    def others(self, index: int) -> frozenset[str]:
        """Return the stems of all content words but those of the agent of the verb at `index`."""
        agent = self.agent(index)
        return frozenset(word.stem for at, word in enumerate(self.words) if word.is_content and at != index) - agent

    @once
    def _before(self, index: int) -> frozenset[str]:
        """Return the content stems between the beginning of the clause and the verb."""
        if not index:  # "Elected by the crew, Captain Moss held the post"
            behind = next((at for at, word in enumerate(self.words) if word.parted), None)
            return self.phrase(behind) if behind is not None else frozenset()
        found: list[Word] = []
        at = first = index
        while first > 1 and self.words[first - 1].folded in lists.AUXILIARIES and not self.words[first].parted:
            first -= 1
        inserted = self.words[first].parted  # "Edda, the youngest of the sisters, ran": the name is before the comma
        while at > 0:
            at -= 1
            word = self.words[at]
            if word.folded == "that" and any(one.stem in lists.CLAIMING for one in self.words[max(0, at - _TOLD) : at]):
                break  # "warned the whole council that the driver had fallen asleep"
            if word.folded in ("where", "whose", "whom") and word.parted and self.words[first].parted:
                found.clear()  # "the university, where its author taught, informed"
                inserted = True
                continue
            if word.folded in ("who", "which", "that") and at > 0:
                if self.words[first].parted and word.parted:  # "Lee, who had left the academy, taught"
                    found.clear()
                    inserted = True
                    continue
                if _has_own_verb(found):
                    return self._before(at)  # "members who have not paid the fee may not vote"
                if any(one.is_content and not one.is_adverb for one in found):
                    break  # "the collection that Petiver amassed"
                return self._before(at)
            found.append(word)
            if word.folded in ("and", "or") and at and not self._has_verb(at):
                inserted = True  # "Reid, his wife and their children spent": they act together
                continue
            if at and word.folded in ("and", "but") and self._is_led_by_verb(found):
                return self._agent_before(at)  # "praised its humour but found its ending weak"
            if (word.parted and not inserted) or (at and word.folded in _JOINING):
                break
            inserted = inserted and not word.parted
        followed = [False, *(word.is_content for word in found)]
        if any(
            word.folded in lists.PRONOUNS and not (word.folded == "her" and owns)  # "her pupil Irma Voss"
            for word, owns in zip(found, followed, strict=False)
        ):
            return frozenset()
        while found and found[-1].folded in lists.PREPOSITIONS:  # "In 1921 Lee": the phrase before the name goes
            found.pop()
            while found and not found[-1].text[:1].isupper() and len(found) > 1:
                found.pop()
        return frozenset(
            word.stem for word in found if word.is_content and not word.is_adverb and not word.folded[:1].isdigit()
        )

    def _is_led_by_verb(self, found: Sequence[Word]) -> bool:
        """Whether only adverbs and auxiliaries stand between a conjunction, the last of `found`, and the verb."""
        return not any(word.is_content and not word.folded.endswith("ly") for word in found[:-1])

    def _agent_before(self, end: int) -> frozenset[str]:
        """Return the agent of the last verb before the place `end`."""
        verb = next((at for at in range(end - 1, 0, -1) if self.is_act(at)), None)
        return self.subject(verb) if verb is not None else frozenset()

    def _has_verb(self, end: int) -> bool:
        """Whether one of the words before the place `end` is clearly a verb."""
        return any(self.words[at].folded in lists.AUXILIARIES or self.is_act(at) for at in range(end))

    @once
    def possessor(self, index: int) -> frozenset[str]:
        """Return the content stems of whose the noun at `index` is: "Lee's win", or of who has it: "Lee won a suit"."""
        for at in range(index - 1, max(0, index - 4), -1):
            if self.words[at].folded == "s":
                return self._backwards(at)
            if self.words[at].folded in OWNERS:
                break
        led = [word.folded for word in self.words[max(0, index - REACH) : index]]
        for back, word in enumerate(reversed(led)):  # "Lee was a pupil of"
            if word in ("is", "are", "was", "were"):
                return self.subject(index - 1 - back)
            if word in lists.PREPOSITIONS:
                break
        return self._agent_before(index)

    @once
    def is_denied(self, index: int) -> str:
        """Return the word by which the predicate at `index` is denied, as written; empty if it is not."""
        phrase = lists.DENYING_PHRASES.search(self.text[: self.words[index].start][-_PHRASE:])
        if phrase is not None:
            return " ".join(phrase[0].split())
        before = self.text[: self.words[index].start]
        if operators.is_beside(before):
            return ""
        if far := operators.far_denial(before):
            return far
        behind = self.folded(index + 1, index + 3)
        if _BOUNDED & set(behind):  # "may not take more than two pence"
            return ""
        if behind[:1] in (["not"], ["never"], ["no"]) and not (len(behind) > 1 and behind[1] in lists.NOT_NEGATING):
            return self.words[index + 1].text  # "sails not on Sundays"
        for at in range(index - 1, max(-1, index - 1 - REACH), -1):
            word = self.words[at]
            following = self.words[at + 1].folded if at + 1 < len(self.words) else ""
            if at and self.words[at - 1].folded == "or":  # "whether or not"
                break
            if (
                word.folded in lists.NEVER or word.folded.endswith(("n't", "n’t"))
            ) and following not in lists.NOT_NEGATING:
                return word.text
            if word.stem in lists.FAILING:
                return word.text
            if self.words[at + 1].parted or (word.is_content and not word.folded.endswith("ly")):
                break
        return self._denied_subject(index)

    def _denied_subject(self, index: int) -> str:
        for at in range(index - 1, -1, -1):
            word = self.words[at]
            denies = word.folded in ("none", "neither", "nobody", "hardly")
            if denies or (word.folded == "no" and at == 0 and self.words[1].folded not in lists.NOT_NEGATING):
                return word.text
            joins = word.folded in ("and", "but") and (self._has_verb(at) or word.folded == "but")
            if word.parted or joins or word.folded in ("who", "which", "that"):
                break
        return ""

    def _is_meant(self, index: int) -> bool:
        """Whether "was to" stands before the verb at `index`: "was to cost"."""
        return index > 1 and self.words[index - 2].folded in ("is", "are", "was", "were")

    @once
    def certainty(self, index: int) -> str:
        """Return how sure the text is of the predicate at `index`.

        "possible", "required", "advised", "expected", "would", "planned", "doubted", "stated", or "open" for an
        infinitive, which may be anything.
        """
        near = self.words[max(0, index - REACH) : index]
        if near and near[-1].folded in ("be", "been"):
            near = near[:-1]
        before = self.text[: self.words[index].start]
        if operators.is_free(before):
            return "possible"
        if operators.is_conditional(before):
            return "would"
        for word in reversed(near):
            if word.folded == "can" and self.words[index].stem in lists.PERFORMED:
                return "stated"  # "the club can announce"
            if word.folded in lists.POSSIBLE and not (word.folded == "may" and word.text == "May"):
                return "possible"
            if word.folded in lists.REQUIRED:
                return "required"
            if word.folded in lists.ADVISED:
                return "advised"
            if word.folded in lists.EXPECTED:
                return "would" if word.folded == "would" else "expected"
            if word.is_content and not word.folded.endswith("ly"):
                break  # an auxiliary before another verb belongs to that one: "can announce that it has closed"
        if near and near[-1].stem in lists.PLANS and self.words[index].folded.endswith("ing"):
            return "planned"  # "considered moving"
        if len(near) > 1 and near[-1].folded in ("about", "of") and near[-2].stem in lists.MUSING:
            return "planned"  # "thought about moving"
        if len(near) > 1 and near[-1].folded == "to":
            if near[-2].stem in lists.ADVISING:
                return "advised"
            if near[-2].stem in lists.REQUIRING and near[-2].folded not in ("ordered", "forced", "had"):
                return "required"
        if near and near[-1].folded == "to":
            planned = any(word.stem in lists.PLANS for word in near) or self._is_meant(index)
            planned = planned or operators.is_planned(before)
            earlier = self.words[max(0, index - 2 * REACH) : index]
            return "planned" if planned and not any(word.stem in lists.FULFILLING for word in earlier) else "open"
        if operators.is_doubted(before):
            return "doubted"
        for at, word in enumerate(self.words[:index]):
            if word.folded in lists.HEDGES or (word.stem in lists.DOUBTING and not self.is_denied(at)):
                return "doubted"
        return "stated"


def read_sentence(text: str) -> SentenceReading:
    """Return the reading of the sentence `text`. The last ones are remembered, with what was asked of them."""
    return _remembered(text) if len(text) <= _LONGEST else SentenceReading(text)


@lru_cache(maxsize=1_024)
def _remembered(text: str) -> SentenceReading:
    return SentenceReading(text)


def _has_own_verb(found: Sequence[Word]) -> bool:
    """Whether words, given from the last to the first, are a clause with a verb of its own before that of the reader.

    An auxiliary belongs to it where a content word that is no adverb follows it: "who have paid the fee may".
    """
    behind = False
    for word in found:
        if behind and word.folded in lists.AUXILIARIES:
            return True
        behind = behind or (word.is_content and not word.is_adverb)
    return False


__all__ = ["SentenceReading", "read_sentence"]
