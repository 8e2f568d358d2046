"""WebP as cwebp writes it, with chunks of our own (RFC 9649)."""

import struct
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from . import chart
from .exif import exif
from .profiles import PROFILES
from .readers import TURNS, converted, dwebp, turned
from .variant import Variant, tool

CODINGS = {"lossy": ["-q", 90], "lossless": ["-lossless"], "near": ["-near_lossless", 60]}


def encoded(path: Path, *options: object, width: int = 324, height: int = 244, alpha: bool = False, profile: bytes = b"",
            orientation: int = 0) -> None:
    source = chart.png(path.with_name(f"webp-{width}x{height}-{alpha}.png"), width, height, alpha)
    tool("cwebp", "-quiet", *options, source, "-o", path)
    if not profile and not orientation:
        return
    flags = (0x20 if profile else 0) | (0x08 if orientation else 0)

    def chunk(kind: bytes, content: bytes) -> bytes:
        return kind + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)

    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = chunk(b"VP8X", bytes([flags, 0, 0, 0]) + size)
    if profile:
        body += chunk(b"ICCP", profile)
    body += path.read_bytes()[12:]
    if orientation:
        body += chunk(b"EXIF", exif(orientation))
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body)


def variants() -> Iterator[Variant]:
    def variant(name: str, *options: object, refer=dwebp, **more) -> Variant:
        return Variant(f"{name}.webp", lambda path: encoded(path, *options, **more), refer)

    for (kind, options), alpha, (width, height) in product(
            CODINGS.items(), [False, True], [(324, 244), (323, 243), (9, 7)]):
        yield variant(f"{kind}-{'alpha-' if alpha else ''}{width}x{height}", *options, alpha=alpha, width=width,
                      height=height)
    for name, profile in PROFILES.items():
        yield variant(f"icc-{name}", "-lossless", profile=profile, refer=converted(dwebp, profile))
    for value in TURNS:
        yield variant(f"turn-{value}", "-lossless", orientation=value, refer=turned(dwebp, value))
