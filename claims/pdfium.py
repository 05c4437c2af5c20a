"""The lock of PDFium, which must not be used from two threads at once."""

from __future__ import annotations

import threading

PDFIUM = threading.Lock()
"""Held by whoever uses PDFium."""

__all__ = ["PDFIUM"]
