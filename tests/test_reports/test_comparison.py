"""Two reports, by finding key."""

from dataclasses import replace

import sample_reports
from hypothesis import given
from hypothesis import strategies as st

from reports.comparison import compare, compare_findings
from reports.model import Finding, Severity, Suppressed

findings = st.lists(
    st.builds(
        Finding,
        key=st.sampled_from("abcdefgh"),
        code=st.just("link-dead"),
        severity=st.sampled_from(Severity),
        message=st.just("m"),
    ),
    unique_by=lambda finding: finding.key,
).map(tuple)


@given(findings, findings)
def test_every_finding_is_in_one_group_and_one_alone(old: tuple[Finding, ...], new: tuple[Finding, ...]) -> None:
    found = compare_findings(old, new)
    assert {finding.key for finding in (*found.new, *found.still)} == {finding.key for finding in new}
    assert len(found.new) + len(found.still) == len(new)
    assert {finding.key for finding in found.fixed} == {f.key for f in old} - {f.key for f in new}
    before = {finding.key: finding for finding in old}
    assert all(f.key not in before or f.severity.rank < before[f.key].severity.rank for f in found.new)


@given(findings)
def test_nothing_changes_against_itself(same: tuple[Finding, ...]) -> None:
    found = compare_findings(same, same)
    assert (found.new, found.still, found.fixed) == ((), same, ())


def test_what_was_only_silenced_is_neither_new_nor_fixed() -> None:
    old = sample_reports.everything()
    first, *rest = old.findings
    new = replace(old, findings=tuple(rest), suppressed=(Suppressed(finding=first, reason="r"),))
    found = compare(old, new)
    assert (found.new, found.fixed) == ((), ())
    assert len(found.still) == len(rest)
