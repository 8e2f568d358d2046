"""Uploads for jobs: small, quick to work on, and no two alike."""

import hashlib
import itertools
import json
import random
from dataclasses import dataclass
from pathlib import Path

from .program import FIXTURES


@dataclass
class Upload:
    path: Path
    sha256: str
    """Of the file as it was given, which must never change."""
    options: list[str]
    slides: int
    """How many it becomes; 0 for what is no media."""

    @property
    def stem(self) -> str:
        return self.path.stem


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Uploads:
    """Makes uploads in a folder."""

    def __init__(self, folder: Path, seed: int):
        self.folder = folder
        self.random = random.Random(seed)
        self.numbers = itertools.count(1)
        folder.mkdir(parents=True, exist_ok=True)

    def any(self) -> Upload:
        kinds = [self.photo, self.clip, self.story, self.broken]
        return self.random.choices(kinds, weights=[5, 2, 2, 1])[0]()

    def photo(self, seconds: float = 0.3) -> Upload:
        bytes_ = (FIXTURES / f"chart-exif-{self.random.randint(1, 8)}.jpg").read_bytes()
        # What follows the end of a JPEG is of no meaning, but makes it another file.
        return self._upload("photo", ".jpg", bytes_ + self._salt(), ["--duration", str(seconds)], 1)

    def clip(self, seconds: float = 0.4) -> Upload:
        name = self.random.choice(["chart-rotated-90.mp4", "counter-24fps.mp4", "chart-mirrored.mp4"])
        salt = self._salt()
        box = (8 + len(salt)).to_bytes(4) + b"free" + salt
        return self._upload(
            "clip", ".mp4", (FIXTURES / name).read_bytes() + box, ["--duration", str(seconds)], 1)

    def story(self, slides: int = 3, seconds: float = 0.2) -> Upload:
        """A story of several slides, each a step of its job."""
        upload = self.photo()
        others = [FIXTURES / f"chart-exif-{number}.jpg" for number in range(1, slides)]
        media = [{"src": upload.path.name, "duration": seconds}]
        media += [{"src": str(other), "duration": seconds} for other in others]
        document = upload.path.with_suffix(".document.json")
        document.write_text(json.dumps({"version": 1, "slides": [{"media": one} for one in media]}))
        return Upload(upload.path, upload.sha256, ["--story", str(document)], slides)

    def broken(self) -> Upload:
        name = self.random.choice(["text.mp4", "no-moov.mp4", "truncated.mp4", "no-tracks.mp4"])
        return self._upload("broken", ".mp4", (FIXTURES / "broken" / name).read_bytes(), [], 0)

    def _salt(self) -> bytes:
        return self.random.randbytes(16)

    def _upload(self, kind: str, suffix: str, content: bytes, options: list[str], slides: int) -> Upload:
        path = self.folder / f"{kind}{next(self.numbers):05}{suffix}"
        path.write_bytes(content)
        return Upload(path, hashlib.sha256(content).hexdigest(), options, slides)
