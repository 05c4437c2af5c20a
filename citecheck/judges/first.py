"""The judge that is asked first: the one that the settings name, or the built-in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.plugins import NEEDS, plugged
from citecheck.settings import Settings

if TYPE_CHECKING:
    from citecheck.interfaces import Judge


def first_judge(settings: Settings) -> Judge:
    """Return the judge that `settings` name, or the built-in one. Raises `PluginError` for one that does not fit."""
    if not settings.checking.judge:
        from citecheck.checking.support import LexicalJudge

        return LexicalJudge()
    judge: Judge = plugged(settings.checking.judge, needs=NEEDS["judge"], what="a judge (setting checking.judge)")
    return judge


__all__ = ["first_judge"]
