"""JPEG as cjpeg writes it, with segments of our own."""

import struct
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from . import chart
from .exif import exif
from .profiles import PROFILES
from .readers import TURNS, converted, djpeg, turned
from .variant import Variant, tool

# How much wider and taller luma's samples lie than chroma's.
SAMPLINGS = {"444": "1x1", "422": "2x1", "420": "2x2", "440": "1x2", "411": "4x1", "410": "4x2"}
CODINGS = {"baseline": [], "progressive": ["-progressive"], "arithmetic": ["-arithmetic"],
           "arithmetic-progressive": ["-arithmetic", "-progressive"], "optimised": ["-optimize"],
           "restarts": ["-restart", 1], "few-restarts": ["-restart", "7B"]}


def encoded(path: Path, *options: object, width: int = 324, height: int = 244, layout: str = "rgb24",
            added: tuple[int, bytes] | None = None) -> None:
    """:param added: a segment's marker and content."""
    tool("cjpeg", "-quality", 95, *options, "-outfile", path, chart.pixmap(path.parent, width, height, layout))
    if added:
        data, (marker, content) = path.read_bytes(), added
        path.write_bytes(data[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content + data[2:])


def variants() -> Iterator[Variant]:
    def variant(name: str, *options: object, refer=djpeg, **more) -> Variant:
        return Variant(f"{name}.jpg", lambda path: encoded(path, *options, **more), refer)

    for (coding, options), (name, factors) in product(CODINGS.items(), SAMPLINGS.items()):
        yield variant(f"{coding}-{name}", *options, "-sample", factors)
    for (width, height), name in product([(323, 243), (161, 401), (17, 33), (8, 8), (1201, 7)], SAMPLINGS):
        yield variant(f"odd-{width}x{height}-{name}", "-sample", SAMPLINGS[name], width=width, height=height)
    for coding, options in CODINGS.items():
        yield variant(f"grey-{coding}", *options, "-grayscale", layout="gray")
    yield variant("rgb", "-rgb")
    for value in TURNS:
        yield variant(f"turn-{value}", refer=turned(djpeg, value), added=(0xE1, b"Exif\0\0" + exif(value)))
    for name, profile in PROFILES.items():
        yield variant(f"icc-{name}", "-sample", "1x1", refer=converted(djpeg, profile),
                      added=(0xE2, b"ICC_PROFILE\0\1\1" + profile))
