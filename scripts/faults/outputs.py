"""What is visible in an output folder: watched while things go wrong, and judged at the end."""

import json
import os
import subprocess
import threading
import time
from pathlib import Path

from .queue import Queue
from .uploads import Upload, sha256


def visible(folder: Path) -> list[Path]:
    try:
        return sorted(folder / name for name in os.listdir(folder) if not name.startswith("."))
    except FileNotFoundError:
        return []


def hidden(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if name.startswith(".")) if folder.is_dir() else []


class OutputWatch:
    """Notes each file when it is first seen. Nothing may change or vanish after that."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.problems: list[str] = []
        self.seen: dict[Path, tuple] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()

    def look(self) -> None:
        for path in visible(self.folder):
            try:
                status = path.stat()
                mark = (status.st_ino, status.st_size, status.st_mtime_ns)
                if path not in self.seen:
                    self.seen[path] = (mark, sha256(path))
                    if path.suffix == ".json":
                        self.problems += torn(path)
                elif self.seen[path][0] != mark:
                    self.problems.append(f"{path.name} was changed after it was visible")
                    self.seen[path] = (mark, sha256(path))
            except FileNotFoundError:
                self.problems.append(f"{path.name} was visible and vanished")

    def _work(self) -> None:
        while not self._end.is_set():
            self.look()
            time.sleep(0.03)

    def judge(self) -> list[str]:
        """To be called at the end."""
        self.look()
        found = list(self.problems)
        for path, (_, hash_) in self.seen.items():
            if not path.exists():
                found.append(f"{path.name} was visible and is gone")
            elif sha256(path) != hash_:
                found.append(f"{path.name} is not what it was when it became visible")
        return found


def torn(manifest_path: Path) -> list[str]:
    """What is missing, or is something else, of what a manifest names: the rule of docs/backend.md for readers."""
    found = []
    for slide in json.loads(manifest_path.read_text())["slides"]:
        for file in (slide["video"], slide["cover"]["file"]):
            path = manifest_path.with_name(file["name"])
            if not path.exists() or sha256(path) != file["sha256"]:
                found.append(f"{path.name} is not what {manifest_path.name} says, which is visible")
    return found


def story(folder: Path, upload: Upload, probed: int = 0) -> tuple[set[Path], list[str]]:
    """Looks at the story of an upload that is said to be done.

    Returns its files, and what is wrong with them. `probed`: of so many videos ffprobe is asked for
    the duration.
    """
    return manifest(folder / f"{upload.stem}.json", upload, probed)


def manifest(manifest_path: Path, upload: Upload, probed: int = 0) -> tuple[set[Path], list[str]]:
    """The same, where the manifest is known."""
    if not manifest_path.exists():
        return set(), [f"{manifest_path.name} is missing"]
    found = []
    try:
        content = json.loads(manifest_path.read_text())
    except ValueError:
        return {manifest_path}, [f"{manifest_path.name} is no JSON"]
    files = {manifest_path}
    if upload.sha256 not in manifest_path.read_text():
        found.append(f"{manifest_path.name} does not name the upload that it was made of")
    if len(content["slides"]) != upload.slides:
        found.append(f"{manifest_path.name} has {len(content['slides'])} slides")
    found += torn(manifest_path)
    for slide in content["slides"]:
        for file in (slide["video"], slide["cover"]["file"]):
            path = manifest_path.with_name(file["name"])
            files.add(path)
            if path.exists() and probed > 0 and path.suffix == ".mp4":
                probed -= 1
                if duration(path) < 0.1:
                    found.append(f"{path.name} cannot be played")
    return files, found


def problems(folder: Path, queue: Queue, probed: int = 5) -> list[str]:
    """What is wrong with a folder that holds the output of a queue's jobs, nothing running any more."""
    found = [f"left over: {name}" for name in hidden(folder)]
    claimed: set[Path] = set()
    states = {row.id: row.state for row in queue.rows()}
    for job, upload in queue.uploads.items():
        if sha256(upload.path) != upload.sha256:
            found.append(f"the upload {upload.path.name} was changed")
        if states.get(job) == "completed":
            files, wrong = story(folder, upload, probed)
            probed -= 1
            claimed |= files
            found += [f"job {job} is completed, but {what}" for what in wrong]
    found += [f"{path.name} belongs to no story" for path in visible(folder) if path not in claimed]
    return found


def duration(path: Path) -> float:
    result = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(path)],
        capture_output=True, text=True)
    return float(result.stdout.strip() or 0)
