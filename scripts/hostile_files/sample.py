"""One hostile file: how it is made and what may become of it."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .bait import Bait

# None where this machine's ffmpeg cannot make it.
Content = bytes | Callable[[Bait], bytes | None]

TAG = "HOSTILE-TAG"  # stands in the metadata of samples and may not stand in any output


@dataclass(frozen=True)
class Sample:
    kind: str  # the line of the table that counts it
    name: str | bytes
    content: Content | None = None
    # Makes what is no ordinary file, at the path that it is given.
    place: Callable[[Path, Bait], None] | None = None
    story: Content | None = None  # a story document that is handed over with it
    # Files beside the sample, by name.
    beside: dict[str, Content] = field(default_factory=dict)
    refused: bool = False  # it must not become a story
    bomb: bool = False  # its headers show what it costs, so that it must be refused cheaply
    # Naming a file in one's own story, or by a link of one's own, is no escape. Its content still is.
    opens_canary: bool = False

    @property
    def file_name(self) -> str:
        return os.fsdecode(self.name)

    def make(self, folder: Path, bait: Bait) -> bool:
        """Writes the sample and what belongs to it into a folder of its own; false where it cannot be made."""
        path = folder / self.file_name
        if self.place:
            self.place(path, bait)
        else:
            content = filled(self.content, bait)
            if content is None:
                return False
            path.write_bytes(content)
        for name, content in self.beside.items():
            (folder / name).write_bytes(filled(content, bait))
        return True


def filled(content: Content, bait: Bait) -> bytes | None:
    return content if isinstance(content, bytes) else content(bait)
