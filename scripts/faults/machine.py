"""A machine whose power can be cut: disks, and the processes that run on it."""

import os
import random
import signal
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

from .disk import LoopDisk
from .program import Fault, binary


class PoweredOff(Exception):
    """Nothing can be started."""


@dataclass
class Cut:
    """A call of one process, right before which the power goes."""

    who: str
    under: Path
    """Calls on files in this folder count."""
    at: int
    """Counted from 1."""


class Machine:
    """Everything on it is below `root`; what a process says is written elsewhere and outlives a cut."""

    def __init__(self, folder: Path, disks: int, seed: int):
        self.random = random.Random(seed)
        self.unsynced: LoopDisk | None = None
        """The program's syncs of what is on it do nothing, which must be noticed."""
        self.root = folder / "root"
        self.root.mkdir(parents=True)
        self.calls = folder / "calls.log"
        self.disks: list[LoopDisk] = []
        self.processes: list[subprocess.Popen] = []
        self.is_on = True
        self.lock = threading.Lock()
        try:
            for number in range(disks):
                self.disks.append(LoopDisk(
                    folder / f"disk{number}.img", self.root / f"disk{number}", self.random.random() < 0.5))
        except BaseException:
            self.close()
            raise

    def start(self, *arguments: str, log: Path, cut: "Cut | None" = None) -> subprocess.Popen:
        """`cut`: where the power goes, if at a call of this process."""
        environment = dict(os.environ)
        if cut:
            environment |= Fault(cut.under, "cut", cut.at, log=self.calls).environment
            environment["FAULT_CUT"] = ":".join(str(disk.folder) for disk in self._shuffled())
        if self.unsynced:
            environment["LD_PRELOAD"] = Fault.library()
            environment["FAULT_UNSYNCED"] = str(self.unsynced.folder)
        with self.lock, open(log, "ab") as output:
            if not self.is_on:
                raise PoweredOff
            process = subprocess.Popen(
                [binary(), *arguments], stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment)
            self.processes.append(process)
            return process

    def calls_met(self) -> int:
        """How many calls the process has made at one of which the power goes."""
        try:
            return self.calls.read_bytes().count(b"\n")
        except FileNotFoundError:
            return 0

    def cut(self) -> None:
        """One disk after the other, at once; a program that is right knows no order in which that may not be."""
        for disk in self._shuffled():
            disk.cut()

    def go_down(self) -> None:
        """All processes are gone."""
        with self.lock:
            self.is_on = False
            for process in self.processes:
                process.kill()
        for process in self.processes:
            process.wait()
        self.processes.clear()
        self.calls.unlink(missing_ok=True)

    def come_up(self) -> None:
        for disk in self.disks:
            disk.recover()
        self.is_on = True

    def close(self) -> None:
        self.go_down()
        for disk in self.disks:
            disk.close()

    def _shuffled(self) -> list[LoopDisk]:
        return self.random.sample(self.disks, len(self.disks))


def ask_to_end(process: subprocess.Popen, timeout: float = 30) -> int:
    process.send_signal(signal.SIGTERM)
    try:
        return process.wait(timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
