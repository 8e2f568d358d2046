"""One run of the program on one file, and what it cost."""

import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

# Where the program keeps its state, which is no leftover.
STATE = tempfile.TemporaryDirectory(prefix="storymedia-state.")


@dataclass(frozen=True)
class Outcome:
    exit_code: int  # negative: the signal that ended it
    seconds: float
    processor: float  # seconds of all cores
    memory: float  # MiB, of the largest of its processes
    output: bytes  # standard output
    errors: bytes  # standard error
    timed_out: bool


def run(command: list[str], place: Path, scratch: Path, timeout: float) -> Outcome:
    """Runs a program with nothing in its environment but what it needs, and asks the kernel what it used."""
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(scratch), "TMPDIR": str(scratch), "LANG": "C.UTF-8",
        "XDG_STATE_HOME": STATE.name, "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")),
    }
    output, errors = place / "stdout", place / "stderr"
    with output.open("wb") as out, errors.open("wb") as err:
        begin = time.monotonic()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=place, env=environment, start_new_session=True)
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(timeout, stop)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - begin
    outcome = Outcome(
        process.returncode, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.read_bytes(), errors.read_bytes(), stopped.is_set())
    output.unlink()
    errors.unlink()
    return outcome
