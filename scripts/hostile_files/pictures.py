"""Pictures that cost far more than they weigh."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from .boxes import box, full, numbers
from .sample import Sample

FIXTURES = Path(__file__).resolve().parents[2] / "Fixtures"
SIZES = [
    (65535, 65535), (65500, 65500), (30000, 30000), (16000, 16000), (65535, 1000), (1000, 65535), (7072, 7072),
    (2**31 - 1, 1), (1, 2**31 - 1), (2**31 - 1, 2**31 - 1), (2**32 - 1, 2**32 - 1), (65536, 65536), (0, 0), (0, 65535),
]


def samples() -> Iterator[Sample]:
    for group in [png, gif, webp, jpeg, heif, others]:
        yield from group()


def refusal(name: str, content: bytes) -> Sample:
    return Sample("picture bombs", name, content, refused=True, bomb=True)


def sizes(largest: int) -> list[tuple[int, int]]:
    """Sizes that a format can say and that are too large for any use, or none at all."""
    return [(w, h) for w, h in SIZES if max(w, h) <= largest]


# PNG (W3C, third edition)

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes, length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    return struct.pack(">I", size) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def header(width: int, height: int, depth: int = 8, colour: int = 6, interlace: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))


def png() -> Iterator[Sample]:
    data = chunk(b"IDAT", zlib.compress(bytes(100_000), 9))
    end = chunk(b"IEND", b"")
    for width, height in sizes(2**32):
        yield refusal(f"{width}x{height}.png", SIGNATURE + header(width, height) + data + end)
    for depth, colour in [(1, 0), (16, 6), (8, 3)]:
        yield refusal(f"interlaced-{depth}-{colour}.png", SIGNATURE + header(60000, 60000, depth, colour, 1) + data + end)
    # One column or row is no bomb, and no picture that a story could show either.
    for width, height in [(1, 65535), (65535, 1)]:
        yield Sample("picture bombs", f"{width}x{height}-whole.png", SIGNATURE + header(width, height, 1, 0) + chunk(
            b"IDAT", zlib.compress((b"\0" + bytes((width + 7) // 8)) * height)) + end)
    yield Sample("picture bombs", "lying-small.png", SIGNATURE + header(64, 64, 1, 0) + chunk(
        b"IDAT", zlib.compress(bytes(50_000_000), 9)) + end)
    yield Sample("picture bombs", "text-bomb.png", SIGNATURE + header(64, 64, 8, 0) + chunk(
        b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000), 9)) + chunk(
            b"IDAT", zlib.compress((b"\0" + bytes(64)) * 64)) + end)
    yield Sample("picture bombs", "profile-bomb.png", SIGNATURE + header(64, 64, 8, 0) + chunk(
        b"iCCP", b"x\0\0" + zlib.compress(bytes(100_000_000), 9)) + chunk(b"IDAT", zlib.compress((b"\0" + bytes(64)) * 64)) + end)
    yield Sample("picture bombs", "long-chunk.png", SIGNATURE + header(64, 64) + chunk(b"IDAT", b"x", 0x7FFFFFFF), refused=True)
    yield Sample("picture bombs", "chunk-2-32.png", SIGNATURE + header(64, 64) + chunk(b"tEXt", b"x", 0xFFFFFFFF), refused=True)
    yield Sample("picture bombs", "no-data.png", SIGNATURE + header(64, 64) + end, refused=True)
    yield Sample("picture bombs", "million-chunks.png", SIGNATURE + header(64, 64) + chunk(b"tEXt", b"") * 100_000, refused=True)
    # What counts are the pictures that are there, not those that are announced.
    for announced, frames, side in [(1001, 1001, 64), (1, 1001, 64), (2**31, 1001, 64), (1000, 1000, 1500), (1000, 100, 7000), (2**32 - 1, 1, 65535)]:
        body = SIGNATURE + header(side, side) + chunk(b"acTL", numbers(announced, 0))
        for number in range(frames):
            body += chunk(b"fcTL", numbers(2 * number, side, side, 0, 0) + struct.pack(">HHBB", 1, 30, 0, 0))
            body += chunk(b"fdAT", numbers(2 * number + 1) + bytes(40)) if number else data
        yield refusal(f"animated-{announced}-{frames}-{side}.png", body + end)
    for announced in [0, 2**31]:
        body = SIGNATURE + header(64, 64) + chunk(b"acTL", numbers(announced, 0)) + chunk(
            b"fcTL", numbers(0, 64, 64, 0, 0) + struct.pack(">HHBB", 1, 30, 0, 0)) + data + end
        yield Sample("picture bombs", f"announced-{announced}.png", body)
    outside = chunk(b"acTL", numbers(2, 0)) + chunk(b"fcTL", numbers(0, 64, 64, 0, 0) + bytes(6)) + data
    outside += chunk(b"fcTL", numbers(1, 65535, 65535, 65535, 65535) + bytes(6)) + chunk(b"fdAT", numbers(2) + b"x")
    yield Sample("picture bombs", "frame-outside.png", SIGNATURE + header(64, 64) + outside + end, refused=True)


# GIF89a

def gif_file(width: int, height: int, frames: int, side: tuple[int, int] = (1, 1)) -> bytes:
    frame = b"\x21\xf9\4\0\0\0\0\0" + b"\x2c" + struct.pack("<HHHHB", 0, 0, *side, 0) + b"\x02\x02\x4c\x01\0"
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF0, 0, 0) + b"\0\0\0\xff\xff\xff" + frame * frames + b"\x3b"


def gif() -> Iterator[Sample]:
    for width, height in sizes(65535):
        yield refusal(f"{width}x{height}.gif", gif_file(width, height, 1))
    for frames, side in [(1001, 64), (1000, 1500), (1000, 16000), (100_000, 8), (100, 7000)]:
        yield refusal(f"{frames}-of-{side}.gif", gif_file(side, side, frames))
    yield Sample("picture bombs", "frame-outside.gif", gif_file(64, 64, 2, (65535, 65535)))
    yield Sample("picture bombs", "no-frames.gif", gif_file(64, 64, 0), refused=True)
    yield Sample("picture bombs", "endless-comment.gif", gif_file(64, 64, 0)[:-1] + b"\x21\xfe" + b"\xff" + b"a" * 255 + b"\x01b" * 100_000, refused=True)
    bits = b"\x0c" + b"".join(b"\xff" + b"\x55" * 255 for _ in range(200)) + b"\0"
    whole = gif_file(2000, 2000, 0)[:-1] + b"\x2c" + struct.pack("<HHHHB", 0, 0, 2000, 2000, 0) + bits + b"\x3b"
    yield Sample("picture bombs", "bad-lzw.gif", whole)


# WebP (RFC 9649)

def webp_chunk(kind: bytes, body: bytes, length: int | None = None) -> bytes:
    return kind + struct.pack("<I", len(body) if length is None else length) + body + (b"\0" if len(body) % 2 else b"")


def webp_file(*chunks: bytes) -> bytes:
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def three(value: int) -> bytes:
    return struct.pack("<I", value & 0xFFFFFF)[:3]


def lossless(width: int, height: int) -> bytes:
    bits = (width - 1) & 0x3FFF | ((height - 1) & 0x3FFF) << 14
    return webp_chunk(b"VP8L", b"\x2f" + struct.pack("<I", bits) + bytes(20))


def lossy(width: int, height: int) -> bytes:
    return webp_chunk(b"VP8 ", b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", width & 0x3FFF, height & 0x3FFF) + bytes(20))


def webp() -> Iterator[Sample]:
    for width, height in [(16383, 16383), (16000, 9000), (7072, 7072), (16384, 3500)]:
        yield refusal(f"vp8l-{width}x{height}.webp", webp_file(lossless(width, height)))
        yield refusal(f"vp8-{width}x{height}.webp", webp_file(lossy(min(width, 16383), height if width < 16384 else 3500)))
    for width, height in [(1 << 24, 1 << 24), (1 << 24, 1), (65536, 65536), (16383, 16383)]:
        canvas = webp_chunk(b"VP8X", b"\x10\0\0\0" + three(width - 1) + three(height - 1))
        yield Sample("picture bombs", f"vp8x-{width}x{height}.webp", webp_file(canvas, lossy(64, 64)), refused=True, bomb=height > 1)
    for frames, side in [(1001, 64), (1000, 1500), (100, 7000), (20_000, 16)]:
        canvas = webp_chunk(b"VP8X", b"\x02\0\0\0" + three(side - 1) * 2) + webp_chunk(b"ANIM", bytes(6))
        frame = webp_chunk(b"ANMF", three(0) * 2 + three(side - 1) * 2 + three(33) + b"\0" + lossless(side, side))
        yield refusal(f"{frames}-of-{side}.webp", webp_file(canvas, frame * frames))
    canvas = webp_chunk(b"VP8X", b"\x02\0\0\0" + three(63) * 2) + webp_chunk(b"ANIM", bytes(6))
    far = webp_chunk(b"ANMF", three(1 << 23) * 2 + three(16382) * 2 + three(33) + b"\0" + lossless(16383, 16383))
    yield Sample("picture bombs", "frame-outside.webp", webp_file(canvas, far), refused=True)
    yield Sample("picture bombs", "lying-length.webp", webp_file(webp_chunk(b"VP8 ", bytes(20), 0xFFFFFFFF)), refused=True)
    # The shape of CVE-2023-4863: a lossless picture whose Huffman codes do not add up.
    yield Sample("picture bombs", "huffman.webp", webp_file(webp_chunk(b"VP8L", b"\x2f" + struct.pack("<I", 63 | 63 << 14) + b"\xff\xaa\x55" * 400)), refused=True)


# JPEG (ITU-T T.81)

def jpeg_with_size(width: int, height: int) -> bytes:
    data = bytearray((FIXTURES / "chart-exif-1.jpg").read_bytes())
    place = data.index(b"\xff\xc0")
    data[place + 5:place + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def jpeg() -> Iterator[Sample]:
    for width, height in [size for size in sizes(65535) if size[1]]:
        yield refusal(f"{width}x{height}.jpg", jpeg_with_size(width, height))
    whole = (FIXTURES / "chart-exif-1.jpg").read_bytes()
    frame = whole[whole.index(b"\xff\xc0"):]
    for marker in range(0xC1, 0xD0):
        if marker not in (0xC4, 0xC8, 0xCC):
            yield Sample("picture bombs", f"sof-{marker:x}.jpg", whole.replace(b"\xff\xc0", bytes([0xFF, marker]), 1))
    second = whole[:whole.index(b"\xff\xc0")] + b"\xff\xc0\0\x0b\x08" + struct.pack(">HH", 65500, 65500) + b"\1\1\x11\0" + frame
    yield Sample("picture bombs", "second-frame.jpg", second, refused=True)
    # A progressive picture of many scans takes long for each byte of them.
    progressive = whole.replace(b"\xff\xc0", b"\xff\xc2", 1)
    scan = progressive[progressive.index(b"\xff\xda"):-2]
    yield Sample("picture bombs", "thousand-scans.jpg", progressive[:-2] + scan * 1000 + b"\xff\xd9")
    yield Sample("picture bombs", "no-scan.jpg", whole[:whole.index(b"\xff\xda")] + b"\xff\xd9", refused=True)
    yield Sample("picture bombs", "endless-fill.jpg", b"\xff\xd8" + b"\xff" * 3_000_000, refused=True)
    yield Sample("picture bombs", "segment-length-0.jpg", b"\xff\xd8\xff\xe0\0\0" + whole[2:])
    yield Sample("picture bombs", "thousand-comments.jpg", b"\xff\xd8" + (b"\xff\xfe\xff\xff" + bytes(65533)) * 100 + whole[2:])
    loop = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x87\x69\0\4\0\0\0\1\0\0\0\x08\0\0\0\x08"
    yield Sample("picture bombs", "exif-loop.jpg", b"\xff\xd8\xff\xe1" + struct.pack(">H", 2 + len(loop)) + loop + whole[2:])
    large = b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01\x03\0\xff\xff\xff\xff\xff\xff\xff\xff" * 1000
    yield Sample("picture bombs", "exif-counts.jpg", b"\xff\xd8\xff\xe1" + struct.pack(">H", 2 + len(large)) + large + whole[2:])


# HEIF (ISO/IEC 23008-12)

def heif_file(brand: bytes, width: int, height: int, *, code: bytes = b"hvc1", grid: tuple[int, int] | None = None,
              tiles: int = 1, items: int | None = None, loop: bool = False) -> bytes:
    first = tiles + 1 if grid else 1
    kinds = [code] * tiles + ([b"grid"] if grid else [])
    entries = b"".join(full(b"infe", struct.pack(">HH", n, 0), kind, b"\0", version=2) for n, kind in enumerate(kinds, 1))
    size = full(b"ispe", numbers(width, height))
    associations = b"".join(struct.pack(">HBB", n, 1, 0x81) for n in range(1, len(kinds) + 1))
    boxes = [full(b"hdlr", bytes(4), b"pict", bytes(13)), full(b"pitm", struct.pack(">H", first)),
             full(b"iinf", struct.pack(">H", len(kinds) if items is None else items), entries),
             box(b"iprp", box(b"ipco", size), full(b"ipma", numbers(len(kinds)), associations))]
    data = bytes(64)
    if grid:
        wide = width > 65535 or height > 65535
        shape = bytes([0, wide, grid[1] - 1, grid[0] - 1]) + struct.pack(">II" if wide else ">HH", width, height)
        data = shape + data
        targets = [first] * tiles if loop else list(range(1, tiles + 1))
        boxes.append(full(b"iref", box(b"dimg", struct.pack(">HH", first, len(targets)), *(struct.pack(">H", t) for t in targets))))
    locations = b"".join(struct.pack(">HHHII", n, 0, 1, 0, len(data)) for n in range(1, len(kinds) + 1))
    boxes.append(full(b"iloc", b"\x44\0", struct.pack(">H", len(kinds)), locations))
    return box(b"ftyp", brand, numbers(0), b"mif1" + brand) + full(b"meta", *boxes) + box(b"mdat", data)


def heif() -> Iterator[Sample]:
    for brand, code in [(b"heic", b"hvc1"), (b"avif", b"av01")]:
        extension = ".heic" if brand == b"heic" else ".avif"
        for width, height in sizes(2**32):
            yield refusal(f"{width}x{height}{extension}", heif_file(brand, width, height, code=code))
        for columns, rows, side in [(256, 256, 65535), (256, 256, 2**31), (255, 255, 16000)]:
            yield refusal(f"grid-{columns}-{side}{extension}", heif_file(brand, side, side, code=code, grid=(columns, rows)))
        yield Sample("picture bombs", f"grid-of-itself{extension}", heif_file(brand, 640, 640, code=code, grid=(2, 2), tiles=4, loop=True), refused=True)
        yield Sample("picture bombs", f"many-items{extension}", heif_file(brand, 640, 640, code=code, grid=(100, 100), tiles=10_000), refused=True)
        yield Sample("picture bombs", f"lying-items{extension}", heif_file(brand, 640, 640, code=code, items=65535), refused=True)
        yield Sample("picture bombs", f"no-data{extension}", heif_file(brand, 640, 640, code=code), refused=True)


# What no phone writes

def others() -> Iterator[Sample]:
    heads = {
        "bmp": b"BM" + struct.pack("<IHHIIiiHH", 54, 0, 0, 54, 40, 65535, 65535, 1, 24) + bytes(100),
        "tiff": b"II*\0\x08\0\0\0\x02\0\0\1\4\0\1\0\0\0\xff\xff\0\0\1\1\4\0\1\0\0\0\xff\xff\0\0\0\0\0\0",
        "jxl": b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(64), "jp2": b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(64),
        "psd": b"8BPS\0\1" + bytes(6) + b"\0\3" + numbers(30000, 30000) + bytes(64), "ico": b"\0\0\1\0\xff\xff" + bytes(100),
        "exr": b"v/1\1\2\0\0\0" + bytes(100), "hdr": b"#?RADIANCE\n\n-Y 65535 +X 65535\n", "pam": b"P7\nWIDTH 65535\nHEIGHT 65535\n",
        "ppm": b"P6 65535 65535 255\n", "dpx": b"SDPX" + bytes(2048), "xbm": b"#define x_width 65535\n", "qoi": b"qoif" + numbers(65535, 65535),
        "pcx": b"\x0a\5\1\x08" + bytes(124), "sgi": b"\1\xda\1\1\0\3\xff\xff\xff\xff" + bytes(500), "sun": b"\x59\xa6\x6a\x95" + bytes(28),
        "fits": b"SIMPLE  =                    T", "dds": b"DDS " + bytes(124), "swf": b"CWS\x0a\xff\xff\xff\xff" + zlib.compress(bytes(1000)),
    }
    for kind, content in heads.items():
        for extension in ["." + kind, ".png"]:
            yield Sample("other formats", f"{kind}{extension}", content, refused=True)
