"""A watched folder, and what must hold of it in the end."""

import collections
import contextlib
import json
import os
from pathlib import Path

from faults.queue import LOSSES
from faults.uploads import sha256

from .sender import SUBFOLDERS, Upload

RECORDS = (".error.json", ".duplicate.json", ".story.json")
# What an upload is refused for that may be a good one: the process that looked at it was killed.
CRASHES = ("crashed", "stalled", *LOSSES)


class Folder:
    def __init__(self, path: Path):
        path.mkdir()
        self.path = path

    def waiting(self) -> list[str]:
        """Uploads that are not settled."""
        found = []
        for subfolder in set(SUBFOLDERS):
            with contextlib.suppress(FileNotFoundError):
                found += [f"{subfolder}/{name}" for name in os.listdir(self.path / subfolder)
                          if name.endswith((".jpg", ".mp4"))]
        return sorted(found)

    def settled(self, top: str) -> list[tuple[str, Path]]:
        """The uploads in done/ or failed/, each with the folder that it came into."""
        return [(str(path.parent.relative_to(self.path / top)).removeprefix("."), path)
                for path in sorted((self.path / top).rglob("*"))
                if path.is_file() and not path.name.endswith(RECORDS)]

    def crashed(self, sent: list[Upload]) -> list[int]:
        """The jobs of good uploads that were refused because of a crash."""
        good = {upload.sha256 for upload in sent if upload.code is None}
        found = set()
        for _, path in self.settled("failed"):
            with contextlib.suppress(FileNotFoundError, ValueError):
                record = json.loads(path.with_name(path.name + ".error.json").read_text())
                if record["code"] in CRASHES and sha256(path) in good:
                    found.add(record["job"])
        return sorted(found)

    def figures(self) -> str:
        duplicates = len(list((self.path / "done").rglob("*.duplicate.json")))
        stories = len(list((self.path / "stories").rglob("*.json")))
        return (f"{len(self.settled('done'))} done, {duplicates} of them duplicates, "
                f"{len(self.settled('failed'))} failed, {stories} stories")

    def problems(self, sent: list[Upload]) -> list[str]:
        return self._places(sent) + self._reasons(sent) + self._stories(sent) + self._leftovers(sent)

    def _places(self, sent: list[Upload]) -> list[str]:
        """Whether each upload is in the one place where it belongs, as it was."""
        found = []
        for top, isGood in (("done", True), ("failed", False)):
            there = collections.Counter((folder, sha256(path)) for folder, path in self.settled(top))
            wanted = collections.Counter(
                (upload.folder, upload.sha256) for upload in sent if (upload.code is None) == isGood)
            names = {(upload.folder, upload.sha256): f"{upload.folder}/{upload.name}" for upload in sent}
            for key in there.keys() | wanted.keys():
                if there[key] != wanted[key]:
                    found.append(f"{names.get(key, key)} is {there[key]} times in {top}/, not {wanted[key]} times")
        return found

    def _reasons(self, sent: list[Upload]) -> list[str]:
        """Whether each refused upload has its right reason beside it, and no other file has one."""
        found = []
        codes = {upload.sha256: upload.code for upload in sent}
        records = set((self.path / "failed").rglob("*.error.json"))
        for folder, path in self.settled("failed"):
            record_path = path.with_name(path.name + ".error.json")
            if record_path not in records:
                found.append(f"failed/{folder}/{path.name} has no reason")
                continue
            records.remove(record_path)
            record = json.loads(record_path.read_text())
            if record["code"] != codes.get(sha256(path)) or not record["message"]:
                found.append(f"failed/{folder}/{path.name} was refused for {record['code']}: {record['message']}")
        return found + [f"{path.name} is about no upload" for path in records]

    def _stories(self, sent: list[Upload]) -> list[str]:
        """Whether each distinct good upload has one whole story."""
        found = []
        stories = self.path / "stories"
        made: collections.Counter = collections.Counter()
        claimed = set()
        for path in stories.rglob("*.json"):
            claimed.add(path)
            manifest = json.loads(path.read_text())
            folder = str(path.parent.relative_to(stories)).removeprefix(".")
            for slide in manifest["slides"]:
                made[folder, slide["input"]["sha256"]] += 1
                for file in (slide["video"], slide["cover"]["file"]):
                    other = path.with_name(file["name"])
                    claimed.add(other)
                    if not other.exists() or sha256(other) != file["sha256"]:
                        found.append(f"stories/{folder}/{other.name} is not what {path.name} says")
        # The same content with another story is another story.
        wanted = collections.Counter(
            (folder, hash_) for folder, hash_, _ in
            {(upload.folder, upload.sha256, upload.story) for upload in sent if upload.code is None})
        for key in made.keys() | wanted.keys():
            if made[key] != wanted[key]:
                names = [upload.name for upload in sent if (upload.folder, upload.sha256) == key]
                found.append(f"{key[0]}/{names}: {made[key]} stories, not {wanted[key]}")
        return found + [f"stories/{path.relative_to(stories)} belongs to no story"
                        for path in stories.rglob("*") if path.is_file() and path not in claimed]

    def _leftovers(self, sent: list[Upload]) -> list[str]:
        files = [path for path in self.path.rglob("*") if path.is_file()]
        found = [f"left over: {path.relative_to(self.path)}" for path in files
                 if path.name.startswith(".")]
        places = {self.path / upload.folder / upload.name for upload in sent}
        found += [f"left in the folder: {path.relative_to(self.path)}" for path in files
                  if path.parent in {place.parent for place in places}
                  and path.name != "story.json" and not path.name.startswith(".")]
        sidecars = [path for top in ("done", "failed") for path in (self.path / top).rglob("*.story.json")]
        written = sum(upload.story != "" for upload in sent)
        if len(sidecars) != written:
            found.append(f"{len(sidecars)} stories of uploads are kept, not {written}")
        return found
