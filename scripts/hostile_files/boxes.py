"""A writer of MP4 and QuickTime movies that writes what no muxer would."""

import struct
from dataclasses import dataclass, field


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def full(kind: bytes, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def numbers(*values: int) -> bytes:
    return struct.pack(f">{len(values)}I", *(value & 0xFFFF_FFFF for value in values))


FTYP = box(b"ftyp", b"isom", numbers(512), b"isommp41")
QUICKTIME = box(b"ftyp", b"qt  ", numbers(512), b"qt  ")
MATRIX = numbers(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
SELF_CONTAINED = full(b"url ", flags=1)


def picture_entry(code: bytes = b"avc1", width: int = 64, height: int = 64, *extra: bytes) -> bytes:
    return box(code, bytes(6), struct.pack(">H", 1), bytes(16), struct.pack(">HH", width, height),
               numbers(0x480000, 0x480000, 0), struct.pack(">H", 1), bytes(32), struct.pack(">Hh", 24, -1), *extra)


def sound_entry(code: bytes = b"sowt", channels: int = 1, rate: int = 8000) -> bytes:
    return box(code, bytes(6), struct.pack(">H", 1), bytes(8), struct.pack(">HHHH", channels, 16, 0, 0),
               numbers(rate << 16))


@dataclass
class Track:
    """The tables of a track, each as its box's payload behind version and flags."""

    handler: bytes = b"vide"
    entries: list[bytes] = field(default_factory=lambda: [picture_entry(b"jpeg")])
    entry_count: int | None = None
    timescale: int = 1000
    duration: int = 1000
    stts: bytes = numbers(1, 1, 1000)
    stsc: bytes = numbers(1, 1, 1, 1)
    stsz: bytes = numbers(16, 1)
    stco: bytes = numbers(1, 8)
    more: bytes = b""  # further boxes of the sample table
    references: list[bytes] = field(default_factory=lambda: [SELF_CONTAINED])
    edits: bytes | None = None  # an `edts` box
    width: int = 64
    height: int = 64

    def box(self, number: int = 1) -> bytes:
        header = full(b"tkhd", numbers(0, 0, number, 0, self.duration), bytes(16), MATRIX,
                      numbers(self.width << 16, self.height << 16), flags=3)
        media = full(b"mdhd", numbers(0, 0, self.timescale, self.duration, 0x55C40000))
        handler = full(b"hdlr", bytes(4), self.handler, bytes(12), b"\0")
        kind = full(b"vmhd", bytes(8), flags=1) if self.handler == b"vide" else full(b"smhd", bytes(4))
        count = len(self.entries) if self.entry_count is None else self.entry_count
        tables = box(
            b"stbl", full(b"stsd", numbers(count), *self.entries), full(b"stts", self.stts),
            full(b"stsc", self.stsc), full(b"stsz", self.stsz), full(b"stco", self.stco), self.more)
        data = box(b"dinf", full(b"dref", numbers(len(self.references)), *self.references))
        return box(b"trak", header, self.edits or b"", box(b"mdia", media, handler, box(b"minf", kind, data, tables)))


def movie_header(timescale: int = 1000, duration: int = 1000) -> bytes:
    return full(b"mvhd", numbers(0, 0, timescale, duration, 0x10000), struct.pack(">H", 0x100), bytes(10),
                MATRIX, bytes(24), numbers(99))


def moov(*tracks: Track, timescale: int = 1000, duration: int = 1000, more: bytes = b"") -> bytes:
    boxes = (track.box(number) for number, track in enumerate(tracks, 1))
    return box(b"moov", movie_header(timescale, duration), *boxes, more)


def movie(*tracks: Track, data: bytes = bytes(64), brand: bytes = FTYP, **header) -> bytes:
    """A movie whose header comes first; a track's chunks point into its data where they want to."""
    return brand + moov(*tracks, **header) + box(b"mdat", data)


def edit_list(*entries: tuple[int, int], count: int | None = None, rate: int = 0x10000) -> bytes:
    """`edts` of (duration, media time) pairs."""
    body = b"".join(numbers(duration, time, rate) for duration, time in entries)
    return box(b"edts", full(b"elst", numbers(len(entries) if count is None else count), body))
