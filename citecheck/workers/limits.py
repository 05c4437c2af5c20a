"""The limits that a worker keeps for itself. The process that started it ends it if these fail."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from pathlib import Path

# Judgement. Of the PDFs and pages of the benchmarks' data (up to 1.4 MB) each needs less than 1 s and 60 MB.
SECONDS = 9.0  # processor time of one job: with the start of the process, it ends within 10 s
PER_MEGABYTE = 10.0  # more processor time for each megabyte of a document: honest ones with a note at each sentence
# take 2 to 5 (HTML), and the machines of a build are half as fast
MOST_SECONDS = (
    120.0  # processor time of one document at most: an honest one of 20 MB, the default limit, takes 40 to 100
)
PATIENCE = 60.0  # seconds by the clock after which a job is ended in any case, on a machine that does other work too
_PATIENT = 3.0  # of a long job: seconds by the clock for each second of processor time
MEMORY = 480_000_000  # bytes that a worker holds at most; it is looked at now and then, and 500 MB are not passed
MEMORY_OF_LARGE = 1_000_000_000  # the same for a document that is large itself
LARGE = 500_000  # bytes from which a text is read in a worker: few have as many, and one that is made to cost much
# takes up to 15 s a megabyte (`benchmarks.cost.hostile_texts`)
RETIRED = 300_000_000  # bytes; a worker that holds more after a job is ended, and the next job gets a new one
OUT_OF_MEMORY = 77  # the exit status of a worker that passed `MEMORY`

_RESERVED = 3_000_000_000  # bytes of addresses, held or not: where the operating system counts them, it stops sooner
_OBJECTS = 50_000  # new ones after which Python looks for cycles, instead of 700
_LOOK = 0.05  # seconds between two looks at the memory
_STATM = Path("/proc/self/statm")
_allowed = MEMORY  # bytes that the present job may hold


def seconds_for(size: int) -> float:
    """Return the processor time, in seconds, that a document of `size` bytes may take to read: 9 to 120."""
    return min(SECONDS + PER_MEGABYTE * size / 1_000_000, MOST_SECONDS)


def memory_for(size: int) -> int:
    """Return the bytes of memory that the process may hold that reads a document of `size` bytes."""
    return MEMORY_OF_LARGE if size > LARGE else MEMORY


def patience_for(seconds: float) -> float:
    """Return the seconds by the clock after which a job that may take `seconds` of processor time is ended."""
    return max(PATIENCE, _PATIENT * seconds)


def keep_limits() -> None:
    """Keep the limits of memory from now on, and write no core dumps."""
    if sys.platform != "win32":
        _limit("RLIMIT_CORE", 0)
        _limit("RLIMIT_AS", _RESERVED)
    threading.Thread(target=_watch, daemon=True).start()


def spare_collections() -> None:
    """Look for cycles of objects seldom: a large document is many objects and no cycles, and a look costs their number.

    A third of the processor time of a document with a hundred thousand cells (`benchmarks.cost.hostile_texts`).
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS)


def allow(seconds: float, memory: int) -> None:
    """Allow the process `seconds` of processor time from now on (at least 1), and `memory` bytes.

    The operating system ends it after the time, the process itself when it holds more memory.
    """
    global _allowed
    _allowed = memory
    if sys.platform != "win32":
        _limit("RLIMIT_CPU", int(time.process_time() + max(1.0, seconds)) + 1)


def held() -> int:
    """Return the bytes of memory that this process holds (on some systems: the most that it ever held)."""
    return _held()


def _watch() -> None:
    while held() < _allowed:
        time.sleep(_LOOK)
    os._exit(OUT_OF_MEMORY)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of the Windows API."""

        _fields_ = (
            ("size", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            ("most_held", ctypes.c_size_t),
            ("held", ctypes.c_size_t),
            ("others", ctypes.c_size_t * 6),
        )

    def _held() -> int:
        counters = _Counters(size=ctypes.sizeof(_Counters))
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.K32GetProcessMemoryInfo.argtypes = (wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD)
        kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.size)
        return int(counters.held)

else:
    import resource

    def _held() -> int:
        try:
            return int(_STATM.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:  # macOS and others have no such file
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            return most if sys.platform == "darwin" else most * 1024

    def _limit(name: str, most: int) -> None:
        """Lower a limit of this process, if the operating system has it and permits it."""
        kind = getattr(resource, name, None)
        if kind is None:
            return
        try:
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        except (ValueError, OSError):
            pass  # the process that started this one still ends it after `PATIENCE`


__all__ = [
    *("LARGE", "MEMORY", "MEMORY_OF_LARGE", "MOST_SECONDS", "OUT_OF_MEMORY", "PATIENCE", "PER_MEGABYTE", "RETIRED"),
    *("SECONDS", "allow", "held", "keep_limits", "memory_for", "patience_for", "seconds_for", "spare_collections"),
]
