"""The published schema is what the types say today, and the words for findings are complete."""

import json
from pathlib import Path

from reports.codec import json_schema
from reports.model import LinkStatus, Outcome, QuoteOutcome
from reports.wording import (
    OUTCOME_SENTENCES,
    QUOTE_SENTENCES,
    STATUS_SENTENCES,
    UNREAD_REASONS,
)

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"


def test_the_published_schema_is_up_to_date() -> None:
    fresh = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    assert SCHEMA.read_text(encoding="utf-8") == fresh, "write it anew: see docs/formats.md"


def test_there_is_a_sentence_for_everything() -> None:
    assert set(OUTCOME_SENTENCES) == set(Outcome)
    assert set(QUOTE_SENTENCES) == set(QuoteOutcome)
    assert set(STATUS_SENTENCES) == set(UNREAD_REASONS) == set(LinkStatus)
