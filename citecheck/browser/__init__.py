"""Pages that only a browser can show, by a Chromium that reaches the web through a proxy of ours (extra `browser`)."""
