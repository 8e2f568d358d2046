"""A process that works a queue, as an attacker sees it."""

import os
import signal
import subprocess
import time
from pathlib import Path

from .program import binary
from .queue import Queue


class Daemon:
    def __init__(self, queue: Queue, *options: str, log: Path | None = None,
                 environment: dict[str, str] | None = None):
        self.log = open(log, "ab") if log else None
        output = self.log or subprocess.DEVNULL
        self.process = subprocess.Popen(
            [binary(), "work", "--queue", str(queue.path), "--json", *options],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            env=os.environ | (environment or {}))

    @property
    def pid(self) -> int:
        return self.process.pid

    def workers(self) -> list[int]:
        """The processes that look at media for it."""
        found: list[int] = []
        try:
            for task in os.listdir(f"/proc/{self.pid}/task"):
                with open(f"/proc/{self.pid}/task/{task}/children") as children:
                    found += [int(number) for number in children.read().split()]
        except OSError:
            pass
        return [process for process in found if is_worker(process)]

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    def kill(self) -> list[int]:
        """Returns the workers that it had, which must die with it."""
        workers = self.workers()
        self.process.kill()
        self.process.wait()
        return workers

    def stop(self, timeout: float = 60) -> int:
        """Asks it to end, and says how it did."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return -9


def is_worker(process: int) -> bool:
    """False for one that is only just being started, and is still its parent's double."""
    try:
        with open(f"/proc/{process}/cmdline", "rb") as file:
            return b"worker" in file.read().split(b"\0")
    except OSError:
        return False


def is_running(process: int) -> bool:
    """False for one that has ended, even if its parent has not waited for it."""
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def is_stopped(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] in "tT"
    except OSError:
        return False


def wait_until(condition, timeout: float, interval: float = 0.01) -> bool:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(interval)
    return bool(condition())
