"""A writer of HEIC files around coded pictures (ISO/IEC 23008-12)."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

from hostile_files.boxes import box, full, numbers

from .variant import ffmpeg

ALPHA = full(b"auxC", b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0")


def size(width: int, height: int) -> bytes:
    return full(b"ispe", numbers(width, height))


def color(primaries: int, transfer: int, matrix: int, is_full: bool) -> bytes:
    return box(b"colr", b"nclx", struct.pack(">HHHB", primaries, transfer, matrix, 0x80 if is_full else 0))


def aperture(width: int, height: int, x: int, y: int) -> bytes:
    """Each number is a fraction over 2."""
    return box(b"clap", b"".join(numbers(number, 2) for number in (width, height, x, y)))


@dataclass
class Item:
    kind: bytes
    data: bytes
    properties: list[bytes] = field(default_factory=list)


def heic(items: list[Item], references: list[tuple[bytes, int, list[int]]]) -> bytes:
    """Items count from 1; the first is the primary one."""
    head = box(b"ftyp", b"heic", numbers(0), b"mif1heic")
    properties: list[bytes] = []
    associations = b""
    for number, item in enumerate(items, 1):
        first = len(properties) + 1
        properties += item.properties
        associations += struct.pack(">HB", number, len(item.properties))
        associations += bytes(range(first, first + len(item.properties)))

    def meta(position: int) -> bytes:
        places = b""
        for number, item in enumerate(items, 1):
            places += struct.pack(">HHHII", number, 0, 1, position, len(item.data))
            position += len(item.data)
        # All but the first are hidden: they are parts of it.
        entries = [full(b"infe", struct.pack(">HH", number, 0), item.kind, b"\0", version=2, flags=int(number > 1))
                   for number, item in enumerate(items, 1)]
        links = [box(kind, struct.pack(f">HH{len(to)}H", start, len(to), *to)) for kind, start, to in references]
        count = struct.pack(">H", len(items))
        return full(b"meta", full(b"hdlr", numbers(0), b"pict", bytes(13)), full(b"pitm", struct.pack(">H", 1)),
                    full(b"iloc", b"\x44\0", count, places), full(b"iinf", count, *entries),
                    full(b"iref", *links),
                    box(b"iprp", box(b"ipco", *properties), full(b"ipma", numbers(len(items)), associations)))

    return head + meta(len(head) + len(meta(0)) + 8) + box(b"mdat", *(item.data for item in items))


def hevc(source: str, pixel_format: str, scratch: Path, options: str = "") -> tuple[bytes, bytes]:
    """One picture in HEVC: the box hvcC, and the data."""
    ffmpeg("-f", "lavfi", "-i", source, "-frames:v", 1, "-pix_fmt", pixel_format, "-c:v", "libx265",
           "-x265-params", "log-level=0:qp=8" + options, scratch)
    film = scratch.read_bytes()
    scratch.unlink()

    def content(kind: bytes) -> bytes:
        place = film.index(kind)
        return film[place + 4:place - 4 + struct.unpack(">I", film[place - 4:place])[0]]

    return box(b"hvcC", content(b"hvcC")), content(b"mdat")
