"""What must hold of what a program with a hostile worker has said and left."""

import hashlib
import json
import math
import os
import re
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from faults.uploads import sha256

from .table import LINK

MOST_WORDS = 8 << 10
"""Bytes on standard error of one trial."""
MADE_BY_WATCH = ("failed", "done")
"""Folders that a watch makes when it first has something to put into them."""


def words(errors: bytes) -> list[str]:
    """What is wrong with what was said on standard error."""
    found = []
    if len(errors) > MOST_WORDS:
        found.append(f"{len(errors)} bytes on standard error")
    errors = errors[:1 << 20]
    text = errors.decode(errors="replace")
    if odd := re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", text):
        found.append(f"a control character on standard error: {text[max(0, odd.start() - 40):odd.start() + 40]!r}")
    if any(re.match(r"2026-\S+ critical storymedia: FORGED", line) for line in text.splitlines()):
        found.append("a line on standard error is the worker's")
    return found


def lines_of_json(output: bytes) -> list[str]:
    for line in output.splitlines():
        try:
            json.loads(line)
        except ValueError:
            return [f"a line of standard output is no JSON: {line[:120]!r}"]
    return []


def snapshot(folder: Path, without: str) -> dict[str, tuple]:
    """All there is in a folder but for what is called after a trial."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if without in name or path.name in MADE_BY_WATCH:
            continue
        try:
            status = path.lstat()
            content = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(status.st_mode) else ""
        except FileNotFoundError:
            continue
        links = status.st_nlink if stat.S_ISREG(status.st_mode) else 0
        found[name] = (stat.filemode(status.st_mode), links, content)
    return found


def differences(before: dict[str, tuple], after: dict[str, tuple]) -> list[str]:
    return [f"{name} was {before.get(name, ('missing',))[0]} and is {after.get(name, ('missing',))[0]}"
            if before.get(name, ("",))[0] != after.get(name, ("",))[0] else f"{name} was changed"
            for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]


@dataclass(frozen=True)
class Expected:
    """A story that may have been published."""

    folder: Path
    name: str
    """Of its files, without the suffix."""
    upload: str
    """SHA-256 of the medium."""
    width: int
    height: int
    overlays: int
    """How many can be found in a picture."""

    def paths(self) -> list[Path]:
        return [self.folder / f"{self.name}{suffix}" for suffix in (".json", ".mp4", ".jpg")]

    def is_there(self) -> bool:
        return any(os.path.lexists(path) for path in self.paths())

    def problems(self, is_done: bool) -> list[str]:
        """`is_done`: whether it is said to be there."""
        there = [path for path in self.paths() if os.path.lexists(path)]
        if not is_done:
            return [f"{path.name} was published, though nothing was done" for path in there]
        if len(there) < 3:
            return [f"{self.name} is done, and only {[path.name for path in there]} are there"]
        found = []
        right = 0o666 & ~umask()
        for path in there:
            status = path.lstat()
            if not stat.S_ISREG(status.st_mode):
                return [f"{path.name} is no file"]
            if stat.S_IMODE(status.st_mode) != right:
                found.append(f"{path.name} has the mode {stat.filemode(status.st_mode)}")
            if status.st_nlink != 1:
                found.append(f"{path.name} has {status.st_nlink} names")
        return found + self._manifest(there[0]) + film(there[1], self.width, self.height) + picture(there[2])

    def _manifest(self, path: Path) -> list[str]:
        text = path.read_text(errors="replace")
        try:
            manifest = json.loads(text, parse_constant=lambda name: float(name))
            slides = manifest["slides"]
            named = [file for slide in slides for file in (slide["video"], slide["cover"]["file"])]
            regions = [region for slide in slides for region in slide["result"]["overlays"]]
        except (ValueError, KeyError, TypeError) as error:
            return [f"{path.name} is no manifest: {error!r}"]
        found = []
        if {file["name"] for file in named} != {f"{self.name}.mp4", f"{self.name}.jpg"} or len(slides) != 1:
            found.append(f"{path.name} names {[file['name'] for file in named]}")
        for file in named:
            if Path(file["name"]).name == file["name"] and (path.parent / file["name"]).is_file() \
                    and sha256(path.parent / file["name"]) != file["sha256"]:
                found.append(f"{file['name']} is not what its manifest says")
        if self.upload not in text:
            found.append(f"{path.name} does not name the upload that it was made of")
        if "evil.example" in text or "javascript:" in text or (self.overlays and LINK not in text):
            found.append(f"{path.name} has another link than the story")
        if len(regions) != self.overlays:
            found.append(f"{path.name} has {len(regions)} regions")
        if any(not math.isfinite(value) or abs(value) > 1e6 for value in numbers(regions)):
            found.append(f"{path.name} has a region that is nowhere")
        return found


def numbers(value: object) -> list[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [number for member in value for number in numbers(member)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


def film(path: Path, width: int, height: int) -> list[str]:
    """Whether it is what README promises of a story, as another program sees it."""
    probe = subprocess.run(
        ["ffprobe", "-v", "error", "-print_format", "json", "-show_streams", str(path)], capture_output=True, text=True)
    try:
        streams = {stream["codec_type"]: stream for stream in json.loads(probe.stdout)["streams"]}
    except (ValueError, KeyError):
        return [f"{path.name} is no film"]
    wanted = {
        "video": {"codec_name": "h264", "profile": "High", "pix_fmt": "yuv420p", "width": width, "height": height,
                  "r_frame_rate": "30/1", "color_space": "bt709", "color_range": "tv"},
        "audio": {"codec_name": "aac", "profile": "LC", "sample_rate": "48000", "channels": 2},
    }
    if streams.keys() != wanted.keys() or probe.stderr:
        return [f"{path.name} has {sorted(streams)}: {probe.stderr.strip()[:200]}"]
    found = [f"the {kind} of {path.name} has {key} {streams[kind].get(key)}, not {value}"
             for kind, facts in wanted.items() for key, value in facts.items() if streams[kind].get(key) != value]
    return found + decoded(path)


def picture(path: Path) -> list[str]:
    return decoded(path) if path.read_bytes()[:2] == b"\xff\xd8" else [f"{path.name} is no JPEG"]


def decoded(path: Path) -> list[str]:
    result = subprocess.run(
        ["ffmpeg", "-v", "error", "-xerror", "-i", str(path), "-f", "null", os.devnull],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    return [f"{path.name} cannot be decoded: {result.stderr.strip()[:200]}"] if result.returncode or result.stderr else []


def leftovers(folders: list[Path], scratch: Path) -> list[str]:
    """Hidden files and parts, once nothing works on them any more."""
    found = [path for folder in folders for path in folder.rglob("*") if path.name.startswith(".") or ".part" in path.name]
    found += list(scratch.iterdir())
    return [f"left over: {path.name}" for path in found if not path.is_dir() or path.name.endswith(".part")]


def umask() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("Umask:"):
            return int(line.split()[1], 8)
    return 0o022


def peak(process: int) -> float:
    """The most memory that it had so far, in MiB; 0 where it is gone."""
    try:
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0
