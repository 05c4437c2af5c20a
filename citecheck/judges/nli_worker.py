"""What runs in the process of an NLI model: it reads questions as lines of JSON, and writes a line for each.

It imports nothing of citecheck, so the Python that runs it needs the extra `nli` (torch and transformers) alone. A line
that comes in is `{"pairs": [[premise, hypothesis], …]}`; the line that goes out is `{"scores": [{label: probability}]}`
or `{"error": "…"}`. The first line that goes out says that the model is loaded.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

_LONGEST = 8_192  # tokens of a pair, where the model's own tokenizer names no limit
_HALLUCINATED = 1  # the label of a word that the premise does not say, in models that label words


def main() -> None:
    """Load the model that the first argument names, and answer until the standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is not an answer
    try:
        scorer = Scorer(sys.argv[1])
    except Exception as error:  # a model of a stranger's may fail at anything
        _say(answers, {"error": f"the model could not be loaded ({type(error).__name__}: {error})"})
        return
    _say(answers, {"labels": scorer.labels})
    for line in sys.stdin:
        try:
            _say(answers, {"scores": scorer.scores(json.loads(line)["pairs"])})
        except Exception as error:
            _say(answers, {"error": f"the model failed ({type(error).__name__}: {error})"})


def _say(answers: Any, message: dict[str, Any]) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


class Scorer:
    """A model and its tokenizer. A folder is never looked for elsewhere; a name may be downloaded."""

    def __init__(self, name: str) -> None:
        """Load the model in the folder, or of the name, `name`."""
        local = os.path.isdir(name)  # noqa: PTH112  # this file imports as little as it can
        if local:
            os.environ["HF_HUB_OFFLINE"] = "1"
        import torch  # type: ignore[import-not-found]  # of an extra that few have
        import transformers  # type: ignore[import-not-found]  # of an extra that few have

        self._torch = torch
        config = transformers.AutoConfig.from_pretrained(name, local_files_only=local)
        self._labels_words = any("TokenClassification" in one for one in config.architectures or ())
        kind = "AutoModelForTokenClassification" if self._labels_words else "AutoModelForSequenceClassification"
        self._model = getattr(transformers, kind).from_pretrained(name, local_files_only=local).eval()
        self._tokenizer = transformers.AutoTokenizer.from_pretrained(name, local_files_only=local)
        self._longest = min(self._tokenizer.model_max_length, _LONGEST)
        positions = getattr(config, "max_position_embeddings", 0) or 0
        if 0 < positions < self._longest:
            self._longest = positions
        self.labels = ["supported"] if self._labels_words else [str(one) for one in config.id2label.values()]

    def scores(self, pairs: list[list[str]]) -> list[dict[str, float]]:
        """Return the probability of each label for each of `pairs`: a premise and a hypothesis."""
        return [self._score(premise, hypothesis) for premise, hypothesis in pairs]

    def _score(self, premise: str, hypothesis: str) -> dict[str, float]:
        encoded = self._tokenizer(
            premise, hypothesis, truncation="only_first", max_length=self._longest, return_tensors="pt"
        )
        with self._torch.no_grad():
            logits = self._model(**encoded).logits[0]
        if self._labels_words:
            inside = [one == 1 for one in encoded.sequence_ids(0)]
            chances = logits.softmax(-1)[:, _HALLUCINATED]
            return {
                "supported": 1.0
                - max((float(c) for c, of_claim in zip(chances, inside, strict=True) if of_claim), default=1.0)
            }
        if logits.shape[-1] == 1:
            return {self.labels[0]: float(logits.sigmoid()[0])}
        return {label: float(chance) for label, chance in zip(self.labels, logits.softmax(-1), strict=True)}


if __name__ == "__main__":
    main()
