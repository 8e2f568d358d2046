"""Fonts that lie about where their parts are, cost far more than they weigh, or carry something else."""

import random
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from .sample import Sample
from .stories import PHOTO, story

FONTS = Path(__file__).resolve().parents[2] / "Fixtures/fonts"
PLAIN = (FONTS / "Dots-Regular.ttf").read_bytes()
COMPACT = (FONTS / "Dots-Bold.otf").read_bytes()
VARIABLE = (FONTS / "Dots-Variable.ttf").read_bytes()
COLLECTION = (FONTS / "Dots.ttc").read_bytes()
WOFF = (FONTS / "Dots-Regular.woff").read_bytes()
WOFF2 = (FONTS / "Dots-Regular.woff2").read_bytes()


def samples() -> Iterator[Sample]:
    for group in [directories, tables, outlines, variations, packed, foreign, cut, mutated]:
        yield from group()


def sample(name: str, font: bytes, refused: bool = True, ending: str = "ttf") -> Sample:
    document = story({"type": "text", "text": "Hamburg 0123", "font": {"src": "font." + ending}})
    return Sample("fonts", name + ".jpg", PHOTO, story=document, beside={"font." + ending: font}, refused=refused)


def records(font: bytes) -> dict[bytes, tuple[int, int, int]]:
    """Where a table's record stands, and the offset and length in it."""
    count = struct.unpack_from(">H", font, 4)[0]
    found = {}
    for place in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sIII", font, place)
        found[tag] = (place, offset, length)
    return found


def patched(font: bytes, tag: bytes, at: int, form: str, *values: int) -> bytes:
    """The font with other numbers in a table."""
    content = bytearray(font)
    struct.pack_into(">" + form, content, records(font)[tag][1] + at, *values)
    return bytes(content)


def moved(font: bytes, tag: bytes, offset: int | None = None, length: int | None = None) -> bytes:
    """The font with another place of a table in its directory."""
    place, old_offset, old_length = records(font)[tag]
    content = bytearray(font)
    struct.pack_into(
        ">II", content, place + 8, old_offset if offset is None else offset, old_length if length is None else length)
    return bytes(content)


def with_table(font: bytes, tag: bytes, body: bytes) -> bytes:
    """The font with a table that is longer, or new."""
    tables = {name: font[offset:offset + length] for name, (_, offset, length) in records(font).items()}
    tables[tag] = body
    header = font[:4] + struct.pack(">HHHH", len(tables), 0, 0, 0)
    place = 12 + 16 * len(tables)
    bodies = b""
    for name, content in sorted(tables.items()):
        header += struct.pack(">4sIII", name, 0, place + len(bodies), len(content))
        bodies += content + bytes(-len(content) % 4)
    return header + bodies


def without(font: bytes, tag: bytes) -> bytes:
    content = bytearray(font)
    content[records(font)[tag][0]:records(font)[tag][0] + 4] = b"none"
    return bytes(content)


def directories() -> Iterator[Sample]:
    yield sample("count-65535", PLAIN[:4] + b"\xff\xff" + PLAIN[6:])
    yield sample("count-0", PLAIN[:4] + b"\0\0" + PLAIN[6:])
    for tag in [b"glyf", b"cmap", b"hmtx", b"loca", b"head", b"name"]:
        label = tag.decode()
        yield sample(f"{label}-outside", moved(PLAIN, tag, offset=2**32 - 4))
        yield sample(f"{label}-long", moved(PLAIN, tag, length=2**32 - 1))
        yield sample(f"{label}-overlaps", moved(PLAIN, tag, offset=records(PLAIN)[b"OS/2"][1]))
    for tag in [b"head", b"maxp", b"hhea", b"hmtx", b"cmap", b"OS/2", b"glyf", b"loca"]:
        yield sample(f"without-{tag.decode().replace('/', '')}", without(PLAIN, tag))
    yield sample("twice", PLAIN[:12] + PLAIN[28:44] + PLAIN[28:])
    yield sample("collection-of-millions", COLLECTION[:8] + b"\x7f\xff\xff\xff" + COLLECTION[12:], ending="ttc")
    yield sample("collection-outside", COLLECTION[:12] + b"\xff\xff\xff\xf0" + COLLECTION[16:], ending="ttc")
    yield sample("collection-in-itself", COLLECTION[:12] + bytes(4) + COLLECTION[16:], ending="ttc")


def tables() -> Iterator[Sample]:
    yield sample("head-magic", patched(PLAIN, b"head", 12, "I", 0))
    yield sample("head-em-0", patched(PLAIN, b"head", 18, "H", 0))
    yield sample("head-em-65535", patched(PLAIN, b"head", 18, "H", 65535))
    yield sample("head-offsets", patched(PLAIN, b"head", 50, "H", 7))
    yield sample("maxp-0", patched(PLAIN, b"maxp", 4, "H", 0))
    yield sample("maxp-65535", patched(PLAIN, b"maxp", 4, "H", 65535))
    yield sample("hhea-0", patched(PLAIN, b"hhea", 34, "H", 0))
    yield sample("hhea-65535", patched(PLAIN, b"hhea", 34, "H", 65535))
    yield sample("cmap-65535", patched(PLAIN, b"cmap", 2, "H", 65535))
    yield sample("cmap-part-outside", patched(PLAIN, b"cmap", 8, "I", 2**32 - 1))
    yield sample("cmap-format", patched(PLAIN, b"cmap", 8, "I", 0))
    groups = b"".join(struct.pack(">III", 0, 0x10FFFF, 0) for _ in range(100_000))
    for form in [12, 13]:
        body = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIII", form, 0, 16 + len(groups), 0, 100_000) + groups
        yield sample(f"cmap-{form}-bomb", with_table(PLAIN, b"cmap", body))
    body = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIII", 12, 0, 28, 0, 2**32 - 1) + bytes(12)
    yield sample("cmap-12-count", with_table(PLAIN, b"cmap", body))
    body = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 0, 0x10FFFF, 2)
    yield sample("cmap-13-all", with_table(PLAIN, b"cmap", body), refused=False)
    for tag in [b"GSUB", b"GPOS", b"GDEF", b"kern", b"BASE"]:
        yield sample(f"{tag.decode()}-noise", with_table(PLAIN, tag, random.Random(tag).randbytes(5000)), refused=False)
        yield sample(f"{tag.decode()}-ones", with_table(PLAIN, tag, b"\0\1\0\0" + b"\xff" * 5000), refused=False)
    # Lookups that call each other without end.
    chain = struct.pack(">IHHH", 0x10000, 10, 12, 14) + struct.pack(">HHH", 0, 0, 1) + struct.pack(">HHHHHH", 4, 5, 0, 1, 8, 0)
    yield sample("GSUB-circle", with_table(PLAIN, b"GSUB", chain), refused=False)


def outlines() -> Iterator[Sample]:
    yield sample("loca-backwards", patched(PLAIN, b"loca", 0, "HHH", 900, 10, 5))
    yield sample("glyf-contours", patched(PLAIN, b"glyf", 0, "h", 32767))
    deep = with_components(PLAIN, 30, 1)
    yield sample("glyf-deep", deep)
    # Each glyph is made of 30 copies of the one before: 30 to the 12th power.
    yield sample("glyf-bomb", with_components(PLAIN, 12, 30))
    yield sample("glyf-circle", with_components(PLAIN, 4, 1, circle=True))
    yield sample("cff-version", patched(COMPACT, b"CFF ", 0, "B", 9), ending="otf")
    yield sample("cff-header", patched(COMPACT, b"CFF ", 2, "B", 255), ending="otf")
    yield sample("cff-names", patched(COMPACT, b"CFF ", 4, "H", 65535), ending="otf")
    yield sample("cff-offsets", patched(COMPACT, b"CFF ", 6, "B", 9), ending="otf")
    yield sample("cff-cut", moved(COMPACT, b"CFF ", length=60), ending="otf")
    # Outlines that only call subroutines, and outlines of noise.
    offset, length = records(COMPACT)[b"CFF "][1:]
    for label, byte in [("calls", 10), ("calls-global", 29), ("hints", 18), ("ends", 14), ("numbers", 28)]:
        half = offset + length // 2
        content = COMPACT[:half] + bytes([byte]) * (length - length // 2) + COMPACT[offset + length:]
        yield sample(f"cff-{label}", content, refused=False, ending="otf")


def with_components(font: bytes, count: int, copies: int, circle: bool = False) -> bytes:
    """The font with glyphs that are each made of copies of the one before; the letters A and following are the last."""
    glyphs = [struct.pack(">hhhhhH", 1, 0, 0, 500, 500, 3) + struct.pack(">H", 0) + b"\1\1\1\1"
              + struct.pack(">hhhhhhhh", 0, 0, 500, 0, 0, 500, 0, -500)]
    for index in range(1, count + 1):
        body = struct.pack(">hhhhh", -1, 0, 0, 500, 500)
        for copy in range(copies):
            target = count if circle and index == 1 else index - 1
            body += struct.pack(">HHhh", 0x3 | (0x20 if copy + 1 < copies else 0), target, copy, 0)
        glyphs.append(body)
    glyphs = [glyph + bytes(-len(glyph) % 4) for glyph in glyphs]
    offsets, total = [0], 0
    for glyph in glyphs:
        total += len(glyph)
        offsets.append(total)
    font = with_table(font, b"glyf", b"".join(glyphs))
    font = with_table(font, b"loca", struct.pack(f">{len(offsets)}I", *offsets))
    font = with_table(font, b"hmtx", struct.pack(">Hh", 500, 0) * len(glyphs))
    table = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 65, 122, len(glyphs) - 1)
    font = with_table(font, b"cmap", table)
    font = patched(font, b"head", 50, "H", 1)
    font = patched(font, b"hhea", 34, "H", len(glyphs))
    return patched(font, b"maxp", 4, "H", len(glyphs))


def variations() -> Iterator[Sample]:
    yield sample("fvar-axes", patched(VARIABLE, b"fvar", 8, "H", 65535))
    yield sample("fvar-size", patched(VARIABLE, b"fvar", 10, "H", 2))
    yield sample("fvar-order", patched(VARIABLE, b"fvar", 20, "I", 0x7FFFFFFF))
    yield sample("fvar-instances", patched(VARIABLE, b"fvar", 12, "HH", 65535, 65535), refused=False)
    yield sample("gvar-axes", patched(VARIABLE, b"gvar", 4, "H", 9))
    yield sample("gvar-glyphs", patched(VARIABLE, b"gvar", 12, "H", 65535))
    yield sample("gvar-outside", patched(VARIABLE, b"gvar", 16, "I", 2**32 - 1))
    offset, length = records(VARIABLE)[b"gvar"][1:]
    half = offset + length // 2
    for label, byte in [("ones", 255), ("zeros", 0), ("points", 0x80)]:
        content = VARIABLE[:half] + bytes([byte]) * (length - length // 2) + VARIABLE[offset + length:]
        yield sample(f"gvar-{label}", content, refused=False)
    yield sample("avar-short", with_table(VARIABLE, b"avar", struct.pack(">HHHHH", 1, 0, 0, 2, 65535)))
    for tag in [b"HVAR", b"MVAR", b"STAT"]:
        yield sample(f"{tag.decode()}-noise", with_table(VARIABLE, tag, random.Random(tag).randbytes(3000)), refused=False)


def packed() -> Iterator[Sample]:
    zeros = zlib.compress(bytes(100_000_000), 9)
    for size in [100_000_000, 2**32 - 1, 2**31, 1000]:
        body = struct.pack(">4sIIHHIHHIIIII", b"wOFF", 0x10000, 64 + len(zeros), 1, 0, 0, 1, 0, 0, 0, 0, 0, 0)
        body += struct.pack(">4sIIII", b"glyf", 64, len(zeros), size, 0) + zeros
        yield sample(f"woff-{size}", body, ending="woff")
    yield sample("woff-noise", WOFF[:300] + random.Random(1).randbytes(len(WOFF) - 300), ending="woff")
    yield sample("woff-tables", WOFF[:12] + b"\xff\xff" + WOFF[14:], ending="woff")
    yield sample("woff2-noise", WOFF2[:100] + random.Random(2).randbytes(len(WOFF2) - 100), ending="woff2")
    yield sample("woff2-tables", WOFF2[:12] + b"\xff\xff" + WOFF2[14:], ending="woff2")
    yield sample("woff2-size", WOFF2[:16] + b"\xff\xff\xff\xff" + WOFF2[20:], ending="woff2")
    yield sample("woff2-packed", WOFF2[:20] + b"\xff\xff\xff\xff" + WOFF2[24:], ending="woff2")
    large = WOFF2[:48] + b"\x0a\x8f\xff\xff\xff\x7f\x8f\xff\xff\xff\x7f" + WOFF2[59:]
    yield sample("woff2-table-of-4-gib", large, ending="woff2")


def foreign() -> Iterator[Sample]:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"
    document = struct.pack(">HII", 0, 10, 0) + struct.pack(">HHHII", 1, 0, 60, 14, len(svg)) + svg
    yield sample("svg-table", with_table(PLAIN, b"SVG ", document), refused=False)
    for tag in [b"Silf", b"Glat", b"Gloc", b"morx", b"kerx", b"fpgm", b"prep", b"cvt ", b"sbix", b"CBDT", b"COLR", b"EBDT", b"DSIG"]:
        yield sample(f"{tag.decode().strip()}-noise", with_table(PLAIN, tag, random.Random(tag).randbytes(4000)), refused=False)
    yield sample("empty", b"")
    yield sample("text", b"#!/bin/sh\ntouch ran\n")
    yield sample("type1", b"%!PS-AdobeFont-1.0: Evil\n(/etc/passwd) (r) file\n")
    yield sample("pcf", b"\1fcp" + bytes(1000))
    yield sample("picture", PHOTO)
    yield sample("playlist", b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n")


def cut() -> Iterator[Sample]:
    for label, font, ending in [("ttf", PLAIN, "ttf"), ("otf", COMPACT, "otf"), ("woff", WOFF, "woff"), ("woff2", WOFF2, "woff2")]:
        for share in [0.02, 0.3, 0.9]:
            yield sample(f"cut-{label}-{share}", font[:int(len(font) * share)], ending=ending)


def mutated() -> Iterator[Sample]:
    """Bytes changed at random: drawn or refused, but nothing else."""
    numbers = random.Random(9)
    for label, font, ending in [
            ("ttf", PLAIN, "ttf"), ("otf", COMPACT, "otf"), ("var", VARIABLE, "ttf"), ("ttc", COLLECTION, "ttc"),
            ("woff", WOFF, "woff"), ("woff2", WOFF2, "woff2")]:
        for index in range(8):
            content = bytearray(font)
            for _ in range(1 << index % 6):
                content[numbers.randrange(12, len(content))] = numbers.randrange(256)
            yield Sample(
                "fonts", f"mutated-{label}-{index}.jpg", PHOTO,
                story=story({"type": "text", "text": "Hamburg 0123", "font": {"src": "font." + ending, "weight": 650}}),
                beside={"font." + ending: bytes(content)})
