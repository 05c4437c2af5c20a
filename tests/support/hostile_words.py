"""Words that do harm where they are shown as they are: in a terminal, a log of a runner, Markdown, HTML, a table."""

import re

from sample_reports_odd import PAYLOADS

CORPUS = (
    *PAYLOADS,
    "::stop-commands::x",
    "\n::set-output name=a::b",
    "\r\n  ::error file=a::b",
    "##[add-mask]x",
    "##vso[task.setvariable variable=a]b",
    "##teamcity[buildStatus status='SUCCESS']",
    "\u2029::error::x",
    "\x85::error::x",
    "\x1b]0;title\x07",
    "\x1b[6n\x1bP+q\x1b\\",
    "\x9b31m\x90\x9d",
    "\x1b[0Ksection_start:1:a\r\x1b[0Khead",
    "\rsupported, confirmed",
    "\u2066\u200f\u061c\u200e",
    "@team @org/team",
    "#1 org/repo#1 GH-1 !1 ~bug &1 %1",
    "ftp://evil.test/x xmpp:a@b.test mailto:a@b.test a.b@evil.test",
    "gopher://evil.test WWW.evil.test HtTpS://evil.test",
    "[bold red]markup[/] [/b]",
    "[click](http://evil.test) {0} {1}",
    "![x](http://evil.test/x.png)",
    "| a | b |\n|---|---|\n",
    "\n\n# Heading\n\n- item\n\n```\ncode\n",
    "`` ` ``` ` ``",
    "<!-- --> <details> </sub>",
    "=cmd|'/C calc'!A0",
    "+1+1",
    "@SUM(1)",
    '","","x"\n"',
    "]]><a/><![CDATA[",
    "&#x1b;[31m &amp;lt;b&amp;gt;",
    "%0A::error::x %25 %3A",
    "\ufffe\uffff\U0001fffe",
    "\U000e0041\U000e0042",
    "$(id) `id` ; id",
    "--help",
    "C:\\Users\\x",
)

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
RUNNER = re.compile(r"(?m)^[^\S\n]*::|##\w*\[")
