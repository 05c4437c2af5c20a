"""Read exports of chat assistants: their marks become footnotes of Markdown, and the rest is read as Markdown.

【1†source】  [oai_citation:0‡Name](url)  :contentReference[oaicite:0]{index=0}  ([host][4])  private-use characters
[citation:3]  [web:1]  [ref_1]  [doc2]
Oxford Academic +1  sketches.facebook+1  [cite: 1, 2]  turn0search3  "Source: Conversation with Copilot"
[^1_3] with hidden spans  superscripts that lost their form, numbering that starts again in each answer.
"""

from __future__ import annotations

from claims.readers.chatbot.reading import looks_like, read

__all__ = ["looks_like", "read"]
