"""The program that is tested, and the library that makes its calls fail."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# The program's state, such as the key by which it knows what a killed run has left: for all runs of a script the same,
# and not the user's.
_state = tempfile.TemporaryDirectory(prefix="storymedia-state.")
os.environ["XDG_STATE_HOME"] = _state.name

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "Fixtures"


def binary() -> str:
    """The release build, or what STORYMEDIA_BINARY names."""
    path = os.environ.get("STORYMEDIA_BINARY") or str(ROOT / ".build" / "release" / "storymedia")
    if not os.access(path, os.X_OK):
        sys.exit(f"{path} is missing: swift build -c release --product storymedia, or set STORYMEDIA_BINARY")
    return path


def run(*arguments: str, environment: dict[str, str] | None = None,
        timeout: float = 300) -> subprocess.CompletedProcess:
    """Runs the program to its end. A program that hangs is a finding: it raises."""
    return subprocess.run(
        [binary(), *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
        timeout=timeout, env=os.environ | (environment or {}))


class Fault:
    """One call of the program that fails, or at which it is killed or stopped (fault.c)."""

    _library: str | None = None

    @classmethod
    def library(cls) -> str:
        """Compiled once for each run of a script; `scripts/setup` sees to it that there is a compiler."""
        if cls._library is None:
            compiler = shutil.which("cc") or shutil.which("clang")
            if compiler is None:
                sys.exit("a C compiler is missing: scripts/setup")
            folder = tempfile.mkdtemp(prefix="storymedia-fault.")
            cls._library = f"{folder}/fault.so"
            source = Path(__file__).with_name("fault.c")
            subprocess.run(
                [compiler, "-shared", "-fPIC", "-O1", "-o", cls._library, str(source), "-ldl"], check=True)
        return cls._library

    def __init__(self, under: Path, action: str | int = "", at: int = 0, calls: str = "",
                 log: Path | None = None):
        self.environment = {
            "LD_PRELOAD": self.library(), "FAULT_UNDER": str(under), "FAULT_ACTION": str(action),
            "FAULT_AT": str(at), "FAULT_CALLS": calls,
        }
        if log:
            self.environment["FAULT_LOG"] = str(log)
