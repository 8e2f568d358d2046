"""One mode in one way."""

from dataclasses import dataclass, field
from enum import Enum

from .mode import Mode


class Way(Enum):
    INGEST = "ingest"
    WORK = "work"
    WATCH = "watch"


class Deed(Enum):
    """What a person does while the worker does harm."""

    NOTHING = "nothing"
    CANCEL = "cancel"
    TERM = "SIGTERM"


@dataclass
class Trial:
    mode: Mode
    way: Way
    deed: Deed
    seed: int
    problems: list[str] = field(default_factory=list)
    is_met: bool = False
    """Whether the worker came so far that it did harm."""
    seconds: float = 0
    end: str = ""

    @property
    def name(self) -> str:
        return f"{self.mode.name}, {self.way.value}, {self.deed.value}"


@dataclass(frozen=True)
class Patience:
    """Seconds, as the options of the program say, and what is added for a machine that does much else."""

    silence: float
    deadline: float
    grace: float = 2
    slack: float = 6

    def of(self, mode: Mode) -> float:
        """From the beginning of the harm until the worker must be gone."""
        return self.slack + {
            "AT_ONCE": 0.0, "GRACE": self.grace, "SILENCE": self.silence, "DEADLINE": self.deadline}[mode.end.name]
