"""The trained models and their figures; MODEL_CARD.md says what each file is and where it comes from."""
