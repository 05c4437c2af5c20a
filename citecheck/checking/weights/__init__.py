"""Figures that were learnt, as data: what each one is and where it comes from is told in MODEL_CARD.md."""
