"""PNG as ffmpeg and pnmtopng write it, with chunks of our own."""

import struct
import zlib
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from . import chart
from .exif import exif
from .profiles import PROFILES, SRGB, curve, matrix
from .readers import TURNS, converted, pngtopam, turned
from .variant import Variant, ffmpeg, tool

# Chunks that speak of colour, by the name of the case, each with the profile that says the same.
COLORS = {
    "gama-srgb": ([(b"gAMA", struct.pack(">I", 45_455))], None),
    "linear": ([(b"gAMA", struct.pack(">I", 100_000))], matrix(SRGB, curve(1))),
    "gamma18": ([(b"gAMA", struct.pack(">I", 55_556))], matrix(SRGB, curve(1.8))),
    "cicp-over-icc": ([(b"cICP", b"\1\15\0\1"), (b"iCCP", b"x\0\0" + zlib.compress(PROFILES["swapped"]))],
                      PROFILES["srgb"]),
    "cicp-p3": ([(b"cICP", b"\14\15\0\1")], PROFILES["p3"]),
    "srgb-over-gama": ([(b"sRGB", b"\0"), (b"gAMA", struct.pack(">I", 100_000))], PROFILES["srgb"]),
} | {f"icc-{name}": ([(b"iCCP", b"x\0\0" + zlib.compress(profile))], profile) for name, profile in PROFILES.items()}


def with_chunks(path: Path, chunks: list[tuple[bytes, bytes]]) -> None:
    """Puts chunks behind the header, in the place of those that speak of colour."""
    data = path.read_bytes()
    kept, at = data[:33], 33
    for kind, content in chunks:
        kept += struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at:at + 4], "big")
        if data[at + 4:at + 8] not in (b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"pHYs"):
            kept += data[at:end]
        at = end
    path.write_bytes(kept)


def encoded(path: Path, layout: str = "rgb24", chunks: list[tuple[bytes, bytes]] = []) -> None:
    ffmpeg("-f", "lavfi", "-i", chart.source(164, 124), "-frames:v", 1, "-pix_fmt", layout, path)
    with_chunks(path, chunks)


def by_netpbm(path: Path, filters: list[str], interlaced: bool, layout: str = "rgb24") -> None:
    """:param filters: what is done to the chart before pnmtopng takes as few bits as will do."""
    commands = [*filters, f"pnmtopng {'-interlace' if interlaced else ''}"]
    tool("sh", "-c", f'cat "$1" | {" | ".join(commands)} >"$2"', "sh", chart.pixmap(path.parent, 163, 121, layout), path)


def variants() -> Iterator[Variant]:
    def variant(name: str, refer=pngtopam, layout: str = "rgb24", chunks: list[tuple[bytes, bytes]] = []) -> Variant:
        return Variant(f"{name}.png", lambda path: encoded(path, layout, chunks), refer)

    def netpbm(name: str, filters: list[str], interlaced: bool, layout: str = "rgb24") -> Variant:
        return Variant(f"{name}{'-interlaced' if interlaced else ''}.png",
                       lambda path: by_netpbm(path, filters, interlaced, layout), pngtopam)

    for maximum, interlaced in product([1, 3, 15, 255, 65535], [False, True]):
        yield netpbm(f"grey-{maximum}", [f"pamdepth {maximum}"], interlaced, "gray")
        if maximum >= 255:
            yield netpbm(f"colour-{maximum}", [f"pamdepth {maximum}"], interlaced)
    for colors, interlaced in product([2, 4, 16, 256], [False, True]):
        yield netpbm(f"palette-{colors}", [f"pnmquant -quiet {colors}"], interlaced)
    for layout in ["rgba", "ya8", "rgba64be", "ya16be", "rgb48be", "gray16be", "monob", "pal8"]:
        yield variant(layout, layout=layout)
    for layout, (name, (chunks, profile)) in product(["rgb24", "rgb48be", "rgba"], COLORS.items()):
        yield variant(f"{name}-{layout}", converted(pngtopam, profile) if profile else pngtopam, layout, chunks)
    for value in TURNS:
        yield variant(f"turn-{value}", turned(pngtopam, value), chunks=[(b"eXIf", exif(value))])
