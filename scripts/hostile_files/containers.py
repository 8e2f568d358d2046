"""Real containers that name other files: external data, references, hidden playlists, attachments."""

import struct
from collections.abc import Iterator
from pathlib import Path

from .bait import Bait, references
from .boxes import QUICKTIME, Track, box, full, movie, numbers, picture_entry
from .playlists import hls
from .sample import Sample

FIXTURES = Path(__file__).resolve().parents[2] / "Fixtures"


def samples() -> Iterator[Sample]:
    yield from data_references()
    yield from reference_movies()
    yield from subtitles()
    yield from matroska()


# QuickTime File Format, "Data reference atoms"; ISO/IEC 14496-12, 8.7.2

def alias(path: str, host: str = "disk") -> bytes:
    """A Macintosh alias record with the tail entries from which FFmpeg builds a path."""
    name = path.rsplit("/", 1)[-1].encode()[:62]
    record = bytes(8) + struct.pack(">HH", 2, 0) + bytes([len(host)]) + host.encode().ljust(27, b"\0")
    record = record[:8 + 2 + 28].ljust(38, b"\0") + bytes(12)
    record = record[:50] + bytes([len(name)]) + name.ljust(63, b"\0") + bytes(16) + struct.pack(">hh", 1, 1) + bytes(16)
    for kind, text in [(2, path.replace("/", ":").lstrip(":")), (18, path), (19, "/")]:
        body = text.encode()
        record += struct.pack(">HH", kind, len(body)) + body + (b"\0" if len(body) % 2 else b"")
    return record + struct.pack(">HH", 0xFFFF, 0)


def pointed(entry: bytes, brand: bytes = QUICKTIME, handler: bytes = b"vide") -> bytes:
    track = Track(handler=handler, references=[entry], entries=[picture_entry(b"jpeg")], stsz=numbers(64, 1), stco=numbers(1, 0))
    return movie(track, brand=brand)


def data_references() -> Iterator[Sample]:
    for kind in ["alis", "url ", "urn ", "rsrc"]:
        for reference in ["absolute", "relative", "file", "http", "tcp", "subfile"]:
            for extension in [".mov", ".mp4"]:
                def content(bait: Bait, kind=kind, reference=reference) -> bytes:
                    target = references(bait)[reference]
                    body = {"alis": alias(target), "rsrc": alias(target)}.get(kind, target.encode() + b"\0")
                    if kind == "urn ":
                        body = b"urn:x\0" + body
                    return pointed(full(kind.encode(), body))

                yield Sample("data references", f"{kind.strip()}-{reference}{extension}", content, refused=True)

    def second(bait: Bait) -> bytes:
        entries = [full(b"url ", flags=1), full(b"alis", alias(bait.absolute))]
        return movie(Track(references=entries), brand=QUICKTIME)

    yield Sample("data references", "second-entry.mov", second, refused=True)


def reference_movies() -> Iterator[Sample]:
    for reference in ["absolute", "relative", "file", "http"]:
        def content(bait: Bait, reference=reference) -> bytes:
            target = references(bait)[reference].encode() + b"\0"
            rdrf = full(b"rdrf", b"url ", numbers(len(target)), target)
            return QUICKTIME + box(b"moov", box(b"rmra", box(b"rmda", rdrf)))

        yield Sample("data references", f"rmra-{reference}.mov", content, refused=True)


# A text stream in AVI may hold a whole subtitle file, which FFmpeg probes as if it were one of its own.

def riff(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + kind + body


def chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + (b"\0" if len(body) % 2 else b"")


def avi(subtitle: bytes, picture: bytes) -> bytes:
    def stream(kind: bytes, code: bytes, rate: int, form: bytes) -> bytes:
        header = kind + code + struct.pack("<IHHIIIIIIIIhhhh", 0, 0, 0, 0, 1, rate, 0, 10, 1 << 16, 0, 0, 0, 0, 64, 64)
        return chunk(b"LIST", b"strl" + chunk(b"strh", header) + chunk(b"strf", form))

    picture_form = struct.pack("<IiiHH4sIiiII", 40, 64, 64, 1, 24, b"MJPG", 64 * 64 * 3, 0, 0, 0, 0)
    main = struct.pack("<14I", 100_000, 1 << 20, 0, 0x10, 10, 0, 2, 1 << 16, 64, 64, 0, 0, 0, 0)
    header = chunk(b"LIST", b"hdrl" + chunk(b"avih", main) + stream(b"vids", b"MJPG", 10, picture_form)
                   + stream(b"txts", b"\0\0\0\0", 10, b""))
    gab2 = b"GAB2\0" + struct.pack("<HI", 2, 4) + b"e\0\0\0" + struct.pack("<HI", 4, len(subtitle)) + subtitle
    frames = b"".join(chunk(b"00dc", picture) for _ in range(10))
    return riff(b"AVI ", header, chunk(b"LIST", b"movi" + chunk(b"01tx", gab2) + frames))


def xbin(width: int = 64, height: int = 16) -> bytes:
    """The header of a text picture: a player that follows it draws the bytes that come next."""
    return b"XBIN\x1a" + struct.pack("<HHBB", width, height, 16, 0)


def subtitles() -> Iterator[Sample]:
    picture = (FIXTURES / "chart-exif-1.jpg").read_bytes()
    for reference in ["absolute", "relative", "file", "http", "concat", "subfile", "crypto"]:
        def content(bait: Bait, reference=reference) -> bytes:
            return avi(hls(references(bait)[reference]).encode(), picture)

        yield Sample("subtitle playlists", f"gab2-{reference}.avi", content)

    def drawn(bait: Bait) -> bytes:
        own = f"{bait.folder}/gab2-xbin.avi"
        start = f"concat:{own}|file://{bait.absolute}"
        return avi(b"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\n" + start.encode() + b"\n#EXT-X-ENDLIST\n" + xbin(), picture)

    yield Sample("subtitle playlists", "gab2-xbin.avi", drawn)
    for extension in [".mp4", ".jpg", ".avi"]:
        yield Sample("subtitle playlists", "xbin" + extension, lambda bait: xbin() + bytes(2048), refused=True)


# Matroska (RFC 9559)

def element(number: int, body: bytes) -> bytes:
    width = (number.bit_length() + 7) // 8
    return number.to_bytes(width, "big") + (0x0100_0000_0000_0000 | len(body)).to_bytes(8, "big") + body


def ebml(kind: str = "matroska") -> bytes:
    return element(0x1A45DFA3, element(0x4286, b"\1") + element(0x42F7, b"\1") + element(0x42F2, b"\4")
                   + element(0x42F3, b"\x08") + element(0x4282, kind.encode()) + element(0x4287, b"\4") + element(0x4285, b"\2"))


def mkv(*parts: bytes, codec: str = "V_MJPEG", frame: bytes = b"", private: bytes = b"", width: int = 64, height: int = 64,
        length: float = 1000, scale: int = 1_000_000, time: int = 0) -> bytes:
    """Ten times the same frame; `length` and `time`, the cluster's, are counted in `scale` nanoseconds."""
    info = element(0x1549A966, element(0x2AD7B1, scale.to_bytes(8, "big")) + element(0x4489, struct.pack(">d", length)))
    video = element(0xE0, element(0xB0, width.to_bytes(4, "big")) + element(0xBA, height.to_bytes(4, "big")))
    entry = element(0xD7, b"\1") + element(0x73C5, b"\1") + element(0x83, b"\1") + element(0x86, codec.encode()) + video
    if private:
        entry += element(0x63A2, private)
    tracks = element(0x1654AE6B, element(0xAE, entry))
    blocks = b"".join(element(0xA3, b"\x81" + struct.pack(">hB", offset, 0x80) + frame) for offset in range(0, 1000, 100))
    cluster = element(0x1F43B675, element(0xE7, time.to_bytes(8, "big")) + blocks)
    return ebml() + element(0x18538067, info + b"".join(parts) + tracks + cluster)


def matroska() -> Iterator[Sample]:
    picture = (FIXTURES / "chart-exif-1.jpg").read_bytes()

    def attachment(name: str, kind: str, body: bytes) -> bytes:
        return element(0x1941A469, element(0x61A7, element(0x466E, name.encode()) + element(0x4660, kind.encode())
                                           + element(0x465C, body) + element(0x46AE, b"\1")))

    attached = {
        "font": ("evil.ttf", "application/x-truetype-font", b"\0\1\0\0" + bytes(60)),
        "traversal": ("../../../../tmp/attached.ttf", "font/ttf", b"\0\1\0\0" + bytes(60)),
        "absolute": ("/tmp/attached.jpg", "image/jpeg", picture),
        "cover": ("cover.jpg", "image/jpeg", picture), "svg": ("cover.svg", "image/svg+xml", b"<svg/>"),
        "large": ("x.bin", "application/octet-stream", bytes(1 << 20)),
    }
    for label, parts in attached.items():
        yield Sample("matroska", f"attachment-{label}.mkv", mkv(attachment(*parts), frame=picture))
    yield Sample("matroska", "thousand-attachments.mkv", mkv(attachment("a.jpg", "image/jpeg", b"\xff\xd8") * 1000, frame=picture))
    for reference in ["absolute", "http", "relative"]:
        def linked(bait: Bait, reference=reference) -> bytes:
            target = references(bait)[reference].encode()
            names = element(0x7384, target) + element(0x3C83AB, target) + element(0x3E83BB, target)
            links = element(0x73A4, bytes(16)) + element(0x3CB923, bytes(16)) + element(0x3EB923, bytes(16))
            return mkv(element(0x1549A966, names + links), frame=picture)

        yield Sample("matroska", f"linked-{reference}.mkv", linked)
    for depth in [16, 200, 5000]:
        nested = b""
        for _ in range(depth):
            nested = element(0x67C8, nested)  # a SimpleTag inside a SimpleTag
        yield Sample("matroska", f"tags-{depth}-deep.mkv", mkv(element(0x1254C367, element(0x7373, nested)), frame=picture))
    for size in [1 << 16, 1 << 30]:
        yield Sample("matroska", f"{size}-square.mkv", mkv(frame=picture, width=size, height=size), refused=True, bomb=True)
    private = struct.pack("<IiiHH4sIiiII", 40, 64, 64, 1, 24, b"M8RG", 0, 0, 0, 0, 0)
    yield Sample("matroska", "magicyuv-by-hand.mkv", mkv(codec="V_MS/VFW/FOURCC", private=private, frame=b"MAGY" + bytes(60)), refused=True)
    yield Sample("matroska", "unknown-size.mkv", ebml() + b"\x18\x53\x80\x67\x01" + b"\xff" * 7, refused=True)
    yield Sample("matroska", "huge-element.mkv", ebml() + b"\x18\x53\x80\x67\x01" + b"\xff" * 6 + b"\xfe" + b"\x16\x54\xae\x6b\x08\xff\xff\xff\xff", refused=True)
    zipped = element(0x6D80, element(0x6240, element(0x5034, element(0x4254, b"\0"))))
    yield Sample("matroska", "encodings.mkv", mkv(zipped, frame=picture))
