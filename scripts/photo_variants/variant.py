"""One photo, and how it is made and judged."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


class Skip(Exception):
    """A variant that this machine cannot make or judge; says why."""


@dataclass
class Variant:
    name: str
    """What is special about it; also its file's name, with the extension."""
    make: Callable[[Path], None]
    """Writes the photo."""
    refer: Callable[[Path, Path], None]
    """Reads the photo with another program and writes what that sees as a PNG."""


def tool(*arguments: object) -> None:
    """Runs a program to its end. What it cannot do is a reason to skip."""
    try:
        done = subprocess.run([str(argument) for argument in arguments], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, errors="replace", timeout=120)
    except FileNotFoundError:
        raise Skip(f"{arguments[0]} is missing: scripts/setup") from None
    if done.returncode != 0:
        words = (done.stderr or done.stdout).strip().splitlines()
        raise Skip(f"{arguments[0]} fails: {words[-1] if words else done.returncode}")


def ffmpeg(*arguments: object) -> None:
    tool("ffmpeg", "-v", "error", "-nostdin", "-y", *arguments)
