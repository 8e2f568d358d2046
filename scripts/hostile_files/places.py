"""What lies in a folder and is no ordinary file."""

import os
import socket
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from .bait import Bait
from .sample import Sample

FIXTURES = Path(__file__).resolve().parents[2] / "Fixtures"


def link(target: str | Callable[[Bait], str]) -> Callable[[Path, Bait], None]:
    def make(path: Path, bait: Bait) -> None:
        path.symlink_to(target if isinstance(target, str) else target(bait))

    return make


def fifo(path: Path, _: Bait) -> None:
    os.mkfifo(path)


def listening(path: Path, _: Bait) -> None:
    # The address of a Unix socket has room for 107 bytes, so it is bound by a name in its folder.
    place = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{place}/{path.name}")
    os.close(place)


def folder(path: Path, _: Bait) -> None:
    path.mkdir()
    (path / "inside.jpg").write_bytes((FIXTURES / "chart-exif-1.jpg").read_bytes())


def unreadable(path: Path, _: Bait) -> None:
    path.write_bytes((FIXTURES / "chart-exif-1.jpg").read_bytes())
    path.chmod(0)


def hole(path: Path, _: Bait) -> None:
    with path.open("wb") as file:
        file.write(b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + struct.pack(">H", 0xFFDB))
        file.truncate(1 << 40)


def samples() -> Iterator[Sample]:
    def place(name: str, make: Callable[[Path, Bait], None], **facts) -> Sample:
        return Sample("places", name, place=make, refused=True, **facts)

    for extension in [".mp4", ".jpg", ".png", ".gif", ""]:
        yield place("link-canary" + extension, link(lambda bait: bait.absolute), opens_canary=True)
        yield place("link-relative" + extension, link(lambda bait: bait.relative), opens_canary=True)
        yield place("fifo" + extension, fifo)
        yield place("socket" + extension, listening)
        yield place("folder" + extension, folder)
    for label, target in {
        "passwd": "/etc/passwd", "zero": "/dev/zero", "random": "/dev/urandom", "full": "/dev/full", "tty": "/dev/tty", "stdin": "/dev/stdin",
        "environment": "/proc/self/environ", "memory": "/proc/self/mem", "maps": "/proc/self/maps", "root": "/", "nowhere": "nowhere.mp4",
    }.items():
        yield place(f"link-{label}.mp4", link(target))
    yield place("link-itself.mp4", link("link-itself.mp4"))
    yield Sample("places", "unreadable.jpg", place=unreadable)
    yield place("terabyte.jpg", hole)
