"""One way in which a worker does harm."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


class End(Enum):
    """When the parent can know that it is to end the worker, if it is not gone by itself."""

    AT_ONCE = "at once"
    GRACE = "after its last word"
    SILENCE = "when nothing moves"
    DEADLINE = "when its time is up"


@dataclass(frozen=True)
class Mode:
    name: str
    trigger: str
    """The message at which it begins, of `task`; `NAME:2` for the second of that name, `*` for the first of all."""
    steps: str
    """Steps of hostile_deeds.h, separated by semicolons, their words by spaces."""
    end: End = End.AT_ONCE
    files: dict[str, bytes] = field(default_factory=dict)
    """What the steps name with @."""
    task: str = "make"
    """Of the worker that does it."""
    more: str = ""
    """Further blocks, as they stand in a recipe."""
    screen: str = ""
    """Where it matters, what `ingest` speaks to: a terminal or lines; then it is tried by `ingest` alone."""

    def write(self, folder: Path) -> None:
        name, _, number = self.trigger.partition(":")
        lines = [f"on\t{self.task}\t{name}\t{number or 1}"]
        lines += ["\t".join(step.split()) for step in self.steps.split(";")]
        (folder / "recipe").write_text("\n".join(lines) + "\n" + self.more)
        (folder / "met").write_bytes(bytes(8))
        for file, content in self.files.items():
            (folder / file).write_bytes(content)
