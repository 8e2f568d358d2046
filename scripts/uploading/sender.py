"""A person who uploads files in all the ways that there are."""

import contextlib
import hashlib
import itertools
import json
import os
import random
import threading
import time
from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent.parent / "Fixtures"
SUBFOLDERS = ["", "", "trip", "trip/day 2"]
CLIPS = ["chart-rotated-90.mp4", "counter-24fps.mp4", "chart-mirrored.mp4"]
NOT_MEDIA = {"text.mp4": "unusableMedia", "no-tracks.mp4": "unusableMedia"}
NOT_WHOLE = ["no-moov.mp4", "truncated.mp4"]
SECONDS = 0.3  # of each story


@dataclass(frozen=True)
class Upload:
    way: str
    folder: str
    """Below the watched one."""
    name: str
    """Under which it came."""
    sha256: str
    code: str | None
    """Why it is to be refused; None for a good one."""
    story: str
    """The story of its own; "" for that of the folder."""


def story(seconds: float) -> str:
    return json.dumps({"version": 1, "slides": [{"media": {"duration": seconds}}]})


class Sender:
    """All in one thread, but for those who take their time."""

    def __init__(self, folder: Path, outside: Path, seed: int):
        self.folder, self.outside = folder, outside
        self.random = random.Random(seed)
        self.numbers = itertools.count(1)
        self.sent: list[Upload] = []
        self.slow: list[threading.Thread] = []
        self.originals: list[tuple[bytes, str]] = []
        outside.mkdir()
        for subfolder in SUBFOLDERS:
            (folder / subfolder).mkdir(parents=True, exist_ok=True)
        (folder / "story.json").write_text(story(SECONDS))

    def send(self) -> None:
        ways = {
            self.written: 4, self.slowly: 2, self.moved: 3, self.renamed: 2, self.twice: 2, self.own_story: 2,
            self.no_media: 1, self.not_whole: 1, self.broken_story: 1,
        }
        self.random.choices(list(ways), weights=list(ways.values()))[0]()

    def finish(self) -> None:
        for thread in self.slow:
            thread.join()

    def written(self) -> None:
        content, suffix = self._media()
        self._note("written", content, suffix).write_bytes(content)

    def slowly(self) -> None:
        content, suffix = self._media()
        path = self._note("slow", content, suffix)
        pauses = [self.random.uniform(0, 1.2) for _ in range(4)]
        file = path.open("wb", buffering=0)

        def write() -> None:
            step = len(content) // len(pauses) + 1
            with file:
                for number, pause in enumerate(pauses):
                    file.write(content[number * step:(number + 1) * step])
                    time.sleep(pause)

        thread = threading.Thread(target=write)
        thread.start()
        self.slow.append(thread)

    def moved(self) -> None:
        content, suffix = self._media()
        path = self._note("moved in", content, suffix)
        if self.random.random() < 0.5:
            other = path.with_name(path.name + ".part")
        else:
            other = self.outside / path.name
        other.write_bytes(content)
        os.rename(other, path)

    def renamed(self) -> None:
        """Gets another name while it is looked at, queued, or made a story of."""
        content, suffix = self._media()
        path = self._note("renamed", content, suffix)
        path.write_bytes(content)
        time.sleep(self.random.uniform(0, 0.8))
        with contextlib.suppress(FileNotFoundError):  # It has been settled.
            os.rename(path, path.with_name(f"new name {next(self.numbers)}{suffix}"))

    def twice(self) -> None:
        """What was uploaded before."""
        if not self.originals:
            return self.written()
        content, suffix = self.random.choice(self.originals)
        self._note("twice", content, suffix).write_bytes(content)

    def own_story(self) -> None:
        content, suffix = self._media()
        document = story(self.random.choice([0.1, 0.2]))
        path = self._note("with a story", content, suffix, story=document)
        path.with_suffix(".story.json").write_text(document)
        path.write_bytes(content)

    def no_media(self) -> None:
        name, code = self.random.choice(list(NOT_MEDIA.items()))
        content = (FIXTURES / "broken" / name).read_bytes()
        content += self._salt().hex().encode() if name == "text.mp4" else self._free_box()
        self._note("no media", content, ".mp4", code=code).write_bytes(content)

    def not_whole(self) -> None:
        content = (FIXTURES / "broken" / self.random.choice(NOT_WHOLE)).read_bytes()
        self._note("not whole", content, ".mp4", code="incomplete").write_bytes(content)

    def broken_story(self) -> None:
        content, suffix = self._media(isOriginal=False)
        path = self._note("with a broken story", content, suffix, code="unusableStory", story='{"slides": 3}')
        path.with_suffix(".story.json").write_text('{"slides": 3}')
        path.write_bytes(content)

    def _media(self, isOriginal: bool = True) -> tuple[bytes, str]:
        """A photo or a clip, unlike all others."""
        if self.random.random() < 0.7:
            original = (FIXTURES / f"chart-exif-{self.random.randint(1, 8)}.jpg").read_bytes()
            # A comment, after the mark of the beginning.
            media = original[:2] + b"\xff\xfe" + (18).to_bytes(2) + self._salt() + original[2:], ".jpg"
        else:
            media = (FIXTURES / self.random.choice(CLIPS)).read_bytes() + self._free_box(), ".mp4"
        if isOriginal:
            self.originals.append(media)
        return media

    def _salt(self) -> bytes:
        return self.random.randbytes(16)

    def _free_box(self) -> bytes:
        return (24).to_bytes(4) + b"free" + self._salt()

    def _note(self, way: str, content: bytes, suffix: str, code: str | None = None, story: str = "") -> Path:
        folder = self.random.choice(SUBFOLDERS)
        # One name again and again, unless an upload lies there that has it.
        name = f"{way} {suffix[1:]}{suffix}"
        if (self.folder / folder / name).exists():
            name = f"{way} {next(self.numbers)}{suffix}"
        self.sent.append(Upload(way, folder, name, hashlib.sha256(content).hexdigest(), code, story))
        return self.folder / folder / name
