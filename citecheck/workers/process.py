"""One worker: a process that does one job after another, and is ended when a job passes a limit."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading

from citecheck.workers.limits import OUT_OF_MEMORY
from citecheck.workers.messages import WORKER_ANSWERS, Job, WorkerAnswer, receive, send

_BEGIN = "import sys; sys.path[:] = sys.argv[1:]; from citecheck.workers.serving import serve; serve()"
"""What a worker runs. It looks for modules where this process looks, as the workers of `multiprocessing` do."""

_SLOW = getattr(signal, "SIGXCPU", None)  # the signal of a process that used its processor time; Windows has none


class Worker:
    """A process that reads files. It is not safe to share between threads, but `end` may be called from any thread."""

    def __init__(self) -> None:
        """Start the process. Raises `OSError` if that is impossible."""
        if not sys.executable:
            raise OSError("Python does not know its own program")
        self._late = False
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BEGIN, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the process that started it
        )

    @property
    def is_alive(self) -> bool:
        """Whether the process can do another job."""
        return self._process.poll() is None

    def do(self, job: Job, *, patience: float) -> WorkerAnswer:
        """Return the answer to `job`. After `patience` seconds the process is ended, and the answer says so."""
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        timer = threading.Timer(patience, self._end_late)
        timer.daemon = True
        timer.start()
        try:
            send(process.stdin, job)
            packed = receive(process.stdout)
            if packed is not None:
                answer = WORKER_ANSWERS.decode(packed)
                if answer.retires:
                    self.end()
                return answer
        except (OSError, ValueError, RecursionError):
            pass  # it ended, or what it wrote is not an answer
        finally:
            timer.cancel()
        self.end()
        return WorkerAnswer(reason=self._how_it_ended(patience, job))

    def end(self) -> None:
        """End the process at once."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End the process and close its streams. No other thread may use it then."""
        self.end()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()

    def _end_late(self) -> None:
        self._late = True
        self.end()

    def _how_it_ended(self, patience: float, job: Job) -> str:
        status = self._process.returncode
        if self._late:
            return f"took longer than {patience:.0f} s to {job.verb}"
        if _SLOW is not None and status == -_SLOW:
            return f"took longer than {job.seconds:.0f} s to {job.verb}"
        if status == OUT_OF_MEMORY:
            return f"needs more than {job.memory // 1_000_000:,} MB of memory to {job.verb}"
        return f"could not be {job.done}: the process that {job.done} it crashed"


__all__ = ["Worker"]
