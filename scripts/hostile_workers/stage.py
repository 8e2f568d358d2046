"""Where a worker is taken over: the library, the folder that it reads, and how it gets into the program's processes."""

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

from faults.program import FIXTURES, binary

from .mode import Mode
from .recording import Recording

SOURCE = Path(__file__).resolve().parent.parent / "faults" / "hostile_worker.c"
RECORD_SIZE = 32 << 20


class Stage:
    """With root, the library is loaded by every process below `command`, as /etc/ld.so.preload says in a mount
    namespace of their own. Without it, only by workers that are copies of `ingest`: others' environment is closed.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.trials = folder / "trials"
        self.trials.mkdir(parents=True)
        self.library = folder / "hostile_worker.so"
        compiler = shutil.which("cc") or shutil.which("gcc")
        if compiler is None:
            sys.exit("a C compiler is missing: scripts/setup")
        subprocess.run(
            [compiler, "-shared", "-fPIC", "-O1", f'-DHOSTILE_FOLDER="{folder}"', "-o", str(self.library), str(SOURCE), "-ldl"],
            check=True)
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        self.reaches_all = self._prepare()

    def _prepare(self) -> bool:
        etc = self.folder / "etc"
        if os.geteuid() != 0:
            return False
        subprocess.run(["cp", "-a", "/etc", str(etc)], check=True)
        with open(etc / "ld.so.preload", "a") as preload:
            preload.write(f"{self.library}\n")
        return subprocess.run(self._inside("true"), capture_output=True).returncode == 0

    def _inside(self, *command: str) -> list[str]:
        script = f'mount --make-rprivate / && mount --bind "{self.folder}/etc" /etc && exec "$@"'
        return ["unshare", "--mount", "sh", "-c", script, "sh", *command]

    def start(self, *arguments: str, output, errors) -> subprocess.Popen:
        """Of the program; its process is the one that is returned."""
        environment = os.environ | {"TMPDIR": str(self.scratch)}
        if self.reaches_all:
            command = self._inside(binary(), *arguments)
        else:
            command = [binary(), *arguments]
            environment["LD_PRELOAD"] = str(self.library)
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=environment)

    def place(self, trial: str, mode: Mode) -> None:
        folder = self.trials / trial
        folder.mkdir()
        mode.write(folder)

    def clear(self, trial: str) -> None:
        shutil.rmtree(self.trials / trial, ignore_errors=True)

    def met(self, trial: str) -> int | None:
        """The process that does what the mode says; None before there is one."""
        count, process = struct.unpack("<ii", (self.trials / trial / "met").read_bytes())
        return process if count else None

    def record(self, run) -> Recording:
        """What workers say while `run` runs."""
        path = self.folder / "record"
        with open(path, "wb") as file:
            file.truncate(RECORD_SIZE)
        run()
        recording = Recording(path)
        path.unlink()
        return recording


def link_story(media: str | None = None) -> dict:
    """A story that can be tapped: what is tapped must be what it says."""
    slide = {"duration": 0.4} | ({"src": media} if media else {})
    return {"version": 1, "slides": [{"media": slide, "overlays": [
        {"type": "link", "url": "https://good.example/shop", "x": 0.5, "y": 0.7},
        {"type": "text", "text": "Hello", "x": 0.5, "y": 0.2},
    ]}]}


def photo(salt: bytes) -> bytes:
    """Unlike all others."""
    return (FIXTURES / "chart-exif-1.jpg").read_bytes() + salt
