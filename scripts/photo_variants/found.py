"""Photos that lie in a folder, each read by another program as its content asks for."""

import shutil
import struct
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from .profiles import SRGB, curve, matrix
from .readers import Reader, converted, djpeg, dwebp, heif_convert, pngtopam, turned
from .variant import Skip, Variant


def orientation(tiff: bytes) -> int:
    """Of EXIF's first directory; 1 where it says none."""
    order = ">" if tiff[:2] == b"MM" else "<"
    try:
        start, = struct.unpack_from(order + "I", tiff, 4)
        count, = struct.unpack_from(order + "H", tiff, start)
        for entry in range(start + 2, start + 2 + 12 * count, 12):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, entry)
            if tag == 0x112:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def jpeg_parts(data: bytes) -> tuple[bytes, bytes]:
    """EXIF and the ICC profile."""
    exif, profile, at = b"", b"", 2
    while data[at:at + 1] == b"\xff" and data[at + 1] not in (0xDA, 0xD9):
        end = at + 2 + int.from_bytes(data[at + 2:at + 4], "big")
        content = data[at + 4:end]
        if data[at + 1] == 0xE1 and content.startswith(b"Exif\0\0") and not exif:
            exif = content[6:]
        if data[at + 1] == 0xE2 and content.startswith(b"ICC_PROFILE\0"):
            profile += content[14:]
        at = end
    return exif, profile


def png_parts(data: bytes) -> tuple[bytes, bytes]:
    chunks: dict[bytes, bytes] = {}
    at = 8
    # What comes after the picture does not count.
    while at < len(data) and data[at + 4:at + 8] != b"IDAT":
        size = int.from_bytes(data[at:at + 4], "big")
        chunks[data[at + 4:at + 8]] = data[at + 8:at + 8 + size]
        at += 12 + size
    if b"acTL" in chunks or b"cICP" in chunks:
        raise Skip("pngtopam knows neither animations nor cICP")
    profile = b""
    if b"iCCP" in chunks:
        profile = zlib.decompress(chunks[b"iCCP"].split(b"\0", 1)[1][1:])
    elif b"sRGB" not in chunks and b"cHRM" in chunks:
        raise Skip("a PNG's cHRM is not compared")
    elif b"sRGB" not in chunks and b"gAMA" in chunks:
        profile = matrix(SRGB, curve(100_000 / int.from_bytes(chunks[b"gAMA"], "big")))
    return chunks.get(b"eXIf", b""), profile


def webp_parts(data: bytes) -> tuple[bytes, bytes]:
    chunks, at = {}, 12
    while at < len(data):
        size = int.from_bytes(data[at + 4:at + 8], "little")
        chunks[data[at:at + 4]] = data[at + 8:at + 8 + size]
        at += 8 + size + size % 2
    return chunks.get(b"EXIF", b"").removeprefix(b"Exif\0\0"), chunks.get(b"ICCP", b"")


def reader(photo: Path) -> Reader | None:
    """Nil where it is no photo that another program here reads."""
    data = photo.read_bytes()
    if data.startswith(b"\xff\xd8"):
        read, parts = djpeg, jpeg_parts
    elif data.startswith(b"\x89PNG"):
        read, parts = pngtopam, png_parts
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        read, parts = dwebp, webp_parts
    elif data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif", b"heim", b"heis"):
        return heif_convert
    else:
        return None

    def refer(photo: Path, picture: Path) -> None:
        exif, profile = parts(photo.read_bytes())
        seen = converted(read, profile) if profile else read
        if (turn := orientation(exif)) != 1:
            seen = turned(seen, turn)
        seen(photo, picture)
    return refer


def photos(folder: Path) -> Iterator[Variant]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (refer := reader(path)):
            yield Variant(str(path.relative_to(folder)).replace("/", "-"), partial(shutil.copyfile, path), refer)
