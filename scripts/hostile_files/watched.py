"""Drops every sample into the folder of a running `storymedia watch` and looks what becomes of them."""

import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from .field import STORY, Field, Planted
from .judge import MEMORY
from .sample import TAG

QUIET = 60  # seconds without any change, beyond those that are waited for, after which what lies there stays
WAIT = 60 * 60  # seconds in all
SETTLED = {"done", "failed"}
# Unfinished or not meant for us: such names stay where they are.
IGNORED_ENDINGS = (".part", ".partial", ".crdownload", ".tmp", ".filepart", ".download", "~")
IGNORED_BEGINNINGS = (".", "~")
LONGEST_NAME = 255  # bytes


@dataclass(frozen=True)
class Times:
    """Options of `storymedia watch`, in seconds."""

    settle: float
    stalled_after: float
    refused_after: float

    @property
    def options(self) -> list[str]:
        return [
            "--settle", str(self.settle), "--stalled-after", str(self.stalled_after),
            "--refused-after", str(self.refused_after)]


def run(program: Path, field: Field, samples: list[Planted], containment: str | None, times: Times) -> list[str]:
    """The sentences that say what went wrong."""
    inbox, out, state = field.root / "inbox", field.root / "out", field.root / "state"
    for folder in [inbox, out, state, field.root / "scratch"]:
        folder.mkdir()
    command = [str(program), "watch", str(inbox), "--output", str(out), "--json", *times.options]
    if containment:
        command += ["--containment", containment]
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(state), "TMPDIR": str(field.root / "scratch"), "LANG": "C.UTF-8",
        "XDG_STATE_HOME": str(state),
    }
    with (field.root / "stdout").open("wb") as stdout, (field.root / "stderr").open("wb") as stderr:
        daemon = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=environment, start_new_session=True)
        time.sleep(1)
        expected = drop(field, samples, inbox)
        wrong = settle(daemon, inbox, expected, QUIET + times.refused_after)
        peak = peak_memory(daemon.pid)
        wrong += end(daemon)
    print(f"{len(expected)} files settled by one daemon; its own peak memory {peak:.0f} MiB")
    if peak > MEMORY:
        wrong.append(f"the daemon took {peak:.0f} MiB")
    secret = field.secret.encode()
    for path in [*out.rglob("*"), *inbox.rglob("*.error.json"), field.root / "stdout", field.root / "stderr"]:
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            if secret in content:
                wrong.append(f"the canary's secret is in {path}")
            if path.is_relative_to(out) and TAG.encode() in content:
                wrong.append(f"the source's metadata are in {path}")
    wrong += [f"left {path} behind" for path in (field.root / "scratch").rglob("*") if path.is_file()]
    return wrong


def drop(field: Field, samples: list[Planted], inbox: Path) -> dict[str, Planted]:
    """Moves each sample into a subfolder of its own, all at once; gives back who must settle, by place."""
    expected = {}
    for sample in samples:
        folder = field.folder(sample.number)
        if sample.has_story:
            stem = sample.name.rsplit(".", 1)[0]
            (folder / STORY).rename(folder / f"{stem}.story.json")
        is_folder = (folder / sample.name).is_dir() and not (folder / sample.name).is_symlink()
        shutil.move(folder, inbox / str(sample.number))
        if not is_folder and not sample.name.startswith(IGNORED_BEGINNINGS) and not sample.name.endswith(IGNORED_ENDINGS):
            expected[f"{sample.number}/{sample.name}"] = sample
    return expected


def settle(daemon: subprocess.Popen, inbox: Path, expected: dict[str, Planted], quiet: float) -> list[str]:
    """Waits until each file is in done/ or failed/, or nothing has moved for `quiet` seconds."""
    begin = last = time.monotonic()
    count = -1
    while time.monotonic() - begin < WAIT and time.monotonic() - last < quiet:
        if daemon.poll() is not None:
            return [f"the daemon ended by itself: {daemon.returncode}"]
        waiting = [name for name in expected if os.path.lexists(inbox / name)]
        if not waiting:
            break
        if len(waiting) != count:
            count, last = len(waiting), time.monotonic()
        time.sleep(1)
    wrong = [f"{expected[name].kind}/{expected[name].name!r}: neither done nor failed" for name in expected
             if os.path.lexists(inbox / name)]
    settled = {str(path.relative_to(inbox / top)) for top in SETTLED for path in (inbox / top).rglob("*")}
    for name, sample in expected.items():
        # A name that is no UTF-8 is not kept.
        if not os.path.lexists(inbox / name) and not {name, legible(name)} & settled:
            wrong.append(f"{sample.kind}/{sample.name!r}: lost")
        if sample.refused and os.path.lexists(inbox / "done" / name):
            wrong.append(f"{sample.kind}/{sample.name!r}: became a story")
        if os.path.lexists(inbox / "failed" / name) and not list((inbox / "failed" / str(sample.number)).glob("*.error.json")):
            wrong.append(f"{sample.kind}/{sample.name!r}: failed without a reason")
    return wrong


def legible(place: str) -> str:
    """Where an upload settles whose name is no UTF-8: the name is mended, and cut where that makes it too long."""
    folder, name = place.split("/", 1)
    name = os.fsencode(name).decode(errors="replace")
    while len(name.encode()) > LONGEST_NAME:
        name = name[:-1]
    return f"{folder}/{name}"


def peak_memory(process: int) -> float:
    """MiB, from proc(5)."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def end(daemon: subprocess.Popen) -> list[str]:
    if daemon.poll() is not None:
        return []
    daemon.terminate()
    try:
        code = daemon.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(daemon.pid, signal.SIGKILL)
        daemon.wait()
        return ["the daemon did not end within 30 s of SIGTERM"]
    return [] if code in (0, 143) else [f"the daemon ended with {code}"]
