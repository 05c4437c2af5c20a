"""The settings of the second opinion: who is asked, when, and how much it may cost."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

Share = Annotated[float, Meta(ge=0, le=1)]


class OpinionSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A second opinion, by a language model or an NLI model of yours. Off unless `url` or `nli` is set."""

    url: Annotated[
        str,
        Meta(
            description="Base address of a server with an OpenAI-compatible chat API (`http://localhost:11434/v1`); "
            "empty: no language model is asked."
        ),
    ] = ""
    model: Annotated[str, Meta(description="The name of the model, as the server knows it.")] = ""
    key_env: Annotated[
        str, Meta(description="The variable that holds the key; it is sent as `Authorization: Bearer`; empty: no key.")
    ] = ""
    nli: Annotated[
        str,
        Meta(
            description="Folder or name of an NLI model (transformers, sequence classification) to ask instead, in a "
            "process of its own; a name that is no folder may be downloaded; empty: none."
        ),
    ] = ""
    nli_python: Annotated[
        str, Meta(description="The Python that has the extra `nli`; empty: the one that runs citecheck.")
    ] = ""
    nli_label: Annotated[
        str, Meta(description="The label of the NLI model that means support; empty: it is known by its name.")
    ] = ""
    ask_between: Annotated[
        tuple[Share, Share],
        Meta(description="Probabilities of the built-in judge between which the second opinion is asked."),
    ] = (0.1, 0.7)
    confirm_errors: Annotated[
        bool,
        Meta(
            description="Ask before an error about support is made, too. A second opinion that disagrees turns the "
            "error into a warning that shows both."
        ),
    ] = False
    max_calls: Annotated[int, Meta(ge=0, le=1_000_000, description="Calls that one run may make; 0: no limit.")] = 500
    max_cost: Annotated[
        float,
        Meta(
            ge=0,
            le=1_000_000,
            description="What the calls of one run may cost, in the currency of the two prices; 0: no limit.",
        ),
    ] = 0.0
    input_price: Annotated[
        float, Meta(ge=0, le=1_000_000, description="The price of a million tokens that are sent; 0: not known.")
    ] = 0.0
    output_price: Annotated[
        float, Meta(ge=0, le=1_000_000, description="The price of a million tokens that come back; 0: not known.")
    ] = 0.0
    timeout: Annotated[float, Meta(gt=0, le=3600, description="Seconds that one call may take, retries included.")] = (
        60.0
    )
    calibration: Annotated[
        str,
        Meta(
            description="A file that `citecheck calibrate` wrote for this model; without one, a second opinion is "
            "never confident; empty: none."
        ),
    ] = ""

    @property
    def is_on(self) -> bool:
        """Whether a second opinion is asked at all."""
        return bool(self.url or self.nli)


__all__ = ["OpinionSettings"]
