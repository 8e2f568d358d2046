"""The folders of a run: each sample with its bait in a place of its own."""

import json
import os
import secrets
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from .bait import MARK, Bait
from .collection import collection
from .sample import filled

STORY = "hostile.story.json"
LONG_AGO = 1_600_000_000  # seconds; the samples' time, so that a change shows


@dataclass(frozen=True)
class Planted:
    """What the judge needs to know of a sample that lies ready."""

    number: int
    kind: str
    name: str  # with surrogates where it is no UTF-8
    has_story: bool
    refused: bool
    bomb: bool
    opens_canary: bool


class Field:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.canaries = root / "canaries"
        # Every secret starts with the same words, so that one search finds them all.
        self.secret = MARK.decode() + secrets.token_hex(12)

    def folder(self, number: int) -> Path:
        return self.root / "samples" / str(number)

    def story(self, number: int) -> Path:
        """Beside its media, so that relative names in it mean the same."""
        return self.folder(number) / STORY

    def bait(self, number: int, port: int) -> Bait:
        return Bait(number, self.canaries / f"{number}.txt", self.folder(number), port)

    def plant(self, port: int, seed: int, share: float, kinds: set[str]) -> list[Planted]:
        """Makes the files in a process of its own.

        The kernel counts a program's peak memory from that of the process it was started from, so
        the one that measures stays small.
        """
        child = os.fork()
        if child == 0:
            try:
                planted = self._make(port, seed, share, kinds)
                (self.root / "index.json").write_text(json.dumps([asdict(one) for one in planted]))
                sys.stdout.flush()
                os._exit(0)
            except BaseException as error:
                print(f"hostile: {error!r}", file=sys.stderr, flush=True)
                os._exit(1)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
            raise SystemExit(1)
        return [Planted(**one) for one in json.loads((self.root / "index.json").read_text())]

    def _make(self, port: int, seed: int, share: float, kinds: set[str]) -> list[Planted]:
        planted = []
        self.canaries.mkdir(parents=True)
        for number, sample in enumerate(collection(seed, share, kinds)):
            bait = self.bait(number, port)
            bait.folder.mkdir(parents=True)
            bait.canary.write_text(f"{self.secret}-{number}\n" * 4)
            if not sample.make(bait.folder, bait):
                continue
            os.utime(bait.folder / sample.file_name, (LONG_AGO, LONG_AGO), follow_symlinks=False)
            if sample.story is not None:
                self.story(number).write_bytes(filled(sample.story, bait))
            planted.append(Planted(
                number, sample.kind, sample.file_name, sample.story is not None, sample.refused, sample.bomb, sample.opens_canary))
        return planted
