"""Tiny models with random weights, as transformers stores them, and what the worker of NLI models says with them.

`python -m testbed.nli_models` needs torch and transformers (`make nli`). It makes each kind of model that the extra
`nli` knows, asks the worker about it in a process of its own, and exits with 1 if an answer is not what it must be.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from citecheck.judges import nli_worker

_VOCABULARY = """
[PAD] [UNK] [CLS] [SEP] [MASK] the mill was closed in 1954 after a fire by its owner blaze led shut good
"""
PAIRS = [["a blaze led its owner to shut the mill in 1954", "the mill was closed in 1954"], ["the owner", "a fire"]]


def make(folder: Path, kind: str, labels: list[str]) -> None:
    """Write a model of `kind` ("SequenceClassification" or "TokenClassification") with `labels` into `folder`."""
    import torch  # type: ignore[import-not-found]  # of an extra that few have
    import transformers  # type: ignore[import-not-found]  # of an extra that few have

    torch.manual_seed(7)
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(_VOCABULARY.split()), encoding="utf-8")
    transformers.BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(_VOCABULARY.split()),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    getattr(transformers, f"BertFor{kind}")(config).save_pretrained(folder)


def said(folder: Path, pairs: list[list[str]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the first and the second line of the worker for the model in `folder`."""
    command = [sys.executable, str(Path(nli_worker.__file__)), str(folder)]
    line = json.dumps({"pairs": pairs}) + "\n"
    ran = subprocess.run(command, input=line, capture_output=True, text=True, check=False)
    lines = [json.loads(one) for one in ran.stdout.splitlines()]
    if not lines:
        sys.exit(f"the worker said nothing: {ran.stderr[-400:]}")
    return lines[0], lines[1] if len(lines) > 1 else {}


def main() -> None:
    """Make the models, ask the worker, and compare."""
    wrong = []
    kinds = {
        "entailment": ("SequenceClassification", ["entailment", "neutral", "contradiction"]),
        "two labels": ("SequenceClassification", ["LABEL_0", "LABEL_1"]),
        "one label": ("SequenceClassification", ["supported"]),
        "words": ("TokenClassification", ["supported", "hallucinated"]),
    }
    with tempfile.TemporaryDirectory() as place:
        for name, (kind, labels) in kinds.items():
            folder = Path(place) / name.replace(" ", "-")
            make(folder, kind, labels)
            long = [[" ".join(["the mill was closed in 1954"] * 40), "a fire"]]
            begun, answer = said(folder, PAIRS + long)
            again = said(folder, PAIRS + long)[1]
            scores = answer.get("scores", [])
            expected = ["supported"] if kind == "TokenClassification" else labels
            good = begun.get("labels") == expected and len(scores) == 3 and again == answer
            good = good and all(0 <= chance <= 1 for score in scores for chance in score.values())
            if len(expected) > 1:
                good = good and all(abs(sum(score.values()) - 1) < 1e-3 for score in scores)
            print(f"{name}: {'right' if good else 'WRONG'} {begun} {answer}")
            wrong += [] if good else [name]
        missing = said(Path(place) / "nowhere", PAIRS)[0]
        print(f"no such model: {missing}")
        wrong += [] if "could not be loaded" in str(missing.get("error")) else ["no such model"]
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
