"""Every call by which a job changes a file, one after the other."""

from dataclasses import dataclass
from pathlib import Path

from . import outputs
from .program import Fault
from .queue import Queue
from .uploads import Upload


@dataclass
class Call:
    number: int
    name: str
    path: str

    def __str__(self) -> str:
        return f"{self.name} {Path(self.path).name} (call {self.number})"

    @property
    def place(self) -> str:
        """For a table: whose file, and which call."""
        return f"{'queue' if '/state' in self.path else 'output'} {self.name}"


def read(log: Path) -> list[Call]:
    if not log.exists():
        return []
    lines = [line.split(" ", 2) for line in log.read_text().splitlines()]
    return [Call(int(number), name, path) for number, name, path in lines]


class Bench:
    """A queue and an output folder for one job, which is worked while one call goes wrong."""

    def __init__(self, folder: Path, upload: Upload):
        self.folder = folder
        self.upload = upload
        self.queue = Queue(folder / "state")
        self.output = folder / "out"
        self.log = folder.with_suffix(".log")

    def fault(self, action: str | int = "", at: int = 0, under: Path | None = None) -> dict[str, str]:
        """`under`: counts calls in this folder alone."""
        return Fault(under or self.folder, action, at, log=self.log).environment

    @property
    def call(self) -> str:
        """What was met, in words; the last line of the log where it was met at all."""
        calls = read(self.log)
        return str(calls[-1]) if calls else "nothing"

    def problems(self) -> list[str]:
        return self.queue.problems() + outputs.problems(self.output, self.queue, probed=1)
