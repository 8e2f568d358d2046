"""Files that are two things at once, that carry words meant to be printed, or whose names are the attack."""

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from .bait import Bait
from .boxes import Track, box, full, movie
from .media import PICTURES, clip
from .pictures import SIGNATURE, chunk
from .sample import TAG, Sample

FIXTURES = Path(__file__).resolve().parents[2] / "Fixtures"


def fixture(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def samples() -> Iterator[Sample]:
    yield from spoofed()
    yield from polyglots()
    yield from metadata()
    yield from names()


def spoofed() -> Iterator[Sample]:
    """A name that says one thing and bytes that say another: bytes decide."""
    for name in ["chart-exif-1.jpg", "heart.gif", "heart.webp", "chart-alpha-8.png", "counter-24fps.mp4", "odd-161x121.webm"]:
        for extension in [".mp4", ".jpg", ".png", ".gif", ".txt", ".exe"]:
            if not name.endswith(extension):
                yield Sample("spoofed types", f"{name.split('.')[-1]}{extension}", fixture(name))


def archive(bait: Bait) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(zipfile.ZipInfo("../../../../tmp/escaped"), "x")
        zipped.writestr(zipfile.ZipInfo("zeros"), bytes(1 << 20))
    return body.getvalue()


def polyglots() -> Iterator[Sample]:
    video, picture, png, gif, webp = (fixture(n) for n in [
        "counter-24fps.mp4", "chart-exif-1.jpg", "chart-alpha-8.png", "heart.gif", "heart.webp"])
    tail = b"<script>alert(1)</script><?php system($_GET['x']); ?>"
    pairs = {
        "gif-mp4.gif": gif + video, "gif-in-mp4.mp4": video + gif, "png-mp4.png": png + video, "jpeg-mp4.jpg": picture + video,
        "jpeg-in-free.mp4": box(b"free", picture) + video, "webp-mp4.webp": webp + video, "mp4-in-gif-comment.gif":
        gif[:13 + 3 * 2 ** ((gif[10] & 7) + 1)] + b"\x21\xfe\x20" + video[:32] + b"\0" + gif[13 + 3 * 2 ** ((gif[10] & 7) + 1):],
        "gif89a-ftyp.mp4": b"GIF8" + video[4:], "png-in-png.png": png[:-12] + png, "script.jpg": picture + tail, "script.gif": gif + tail,
        "script.png": png + tail, "script.mp4": video + tail, "pdf.mp4": b"%PDF-1.4\n" + video, "two-movies.mp4": video + video,
        "png-text.png": png[:-12] + chunk(b"tEXt", b"x\0" + tail) + png[-12:], "png-cgbi.png": SIGNATURE + chunk(b"CgBI", b"\x50\0\x20\6") + png[8:],
        "heic-is-mp4.heic": video.replace(b"ftypisom", b"ftypheic", 1), "mp4-is-heic.mp4": box(b"ftyp", b"heic\0\0\0\0mif1heic") + video,
        "avif-is-jpeg.avif": picture, "meta-and-moov.mp4": box(b"ftyp", b"mif1\0\0\0\0mif1heicisom") + full(b"meta") + movie(Track())[24:],
    }
    for name, content in pairs.items():
        yield Sample("polyglots", name, content)
    for name, content in {"zip.jpg": picture, "zip.gif": gif, "zip.mp4": video, "zip.png": png}.items():
        yield Sample("polyglots", name, lambda bait, content=content: content + archive(bait))
    yield Sample("polyglots", "archive.mp4", archive, refused=True)
    for position in [4, 16, 512]:
        yield Sample("polyglots", f"list-at-{position}.jpg", lambda bait, position=position: picture[:position]
                     + f"\n#EXTM3U\n#EXTINF:1,\n{bait.file_url}\n".encode() + picture[position:])


TEXTS = {
    "lines": f"{TAG}\r\nSet-Cookie: a=b\r\n\r\nok: done", "escape": f"\x1b]0;{TAG}\x07\x1b[2J\x1b[31m{TAG}", "html": f"<script>{TAG}</script>",
    "long": TAG + "A" * 20_000, "path": f"../../../../tmp/{TAG}", "format": f"{TAG}%s%n%{{localtime}}$(id)`id`", "bidi": f"{TAG}\u202egpj.exe",
    "json": f'{TAG}","event":"result","exitStatus":0}}\n{{"a":"', "zero": f"{TAG}", "place": f"+00.0000+000.0000/{TAG}",
}


def metadata() -> Iterator[Sample]:
    for label, text in TEXTS.items():
        words = ["-metadata", f"title={text}", "-metadata", f"comment={text}", "-metadata", f"location={text}", "-metadata", f"artist={text}",
                 "-metadata:s:v", f"handler_name={text}", "-metadata:s:v", f"title={text}", "-metadata:s:v", f"language={text[:40]}"]
        for extension, codec in {".mp4": "libx264", ".mov": "mjpeg", ".mkv": "libx264", ".webm": "libvpx", ".ts": "libx264", ".avi": "mpeg4"}.items():
            def content(bait: Bait, extension=extension, codec=codec, words=words) -> bytes | None:
                return clip(extension, *PICTURES, "-c:v", codec, *words)

            yield Sample("metadata", f"{label}{extension}", content)
        body = text.encode()[:60_000]
        picture = fixture("chart-exif-1.jpg")
        yield Sample("metadata", f"{label}.jpg", picture[:2] + b"\xff\xfe" + struct.pack(">H", len(body) + 2) + body + picture[2:])
        png = fixture("chart-alpha-8.png")
        words = chunk(b"tEXt", b"Comment\0" + body) + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + body)
        yield Sample("metadata", f"{label}.png", png[:-12] + words + png[-12:])
        gif = fixture("heart.gif")
        blocks = b"".join(bytes([len(body[at:at + 255])]) + body[at:at + 255] for at in range(0, len(body), 255))
        yield Sample("metadata", f"{label}.gif", gif[:-1] + b"\x21\xfe" + blocks + b"\0;")


NAMES: list[str | bytes] = [
    "-i.jpg", "--help.jpg", "--output=evil.jpg", "-", "--", "-f lavfi.jpg", " leading.jpg", "trailing.jpg ", "two\nlines.jpg", "carriage\rreturn.jpg",
    "tab\t.jpg", "escape\x1b[2J\x1b]0;x\x07.jpg", "bell\x07.jpg", "delete\x7f.jpg", "$(touch ran).jpg", "`id`.jpg", "a;b|c&d.jpg", "quote'.jpg", 'quote".jpg', "back\\slash.jpg",
    "*.jpg", "?.jpg", "[a-z].jpg", "{a,b}.jpg", "%03d.jpg", "frame%d.png", "%n%s%x.jpg", "%{localtime}.jpg", "%00.jpg", "concat:a.jpg|b.jpg", "tee:a.jpg", "pipe:0", "pipe:0.jpg",
    "file:x.jpg", "http:x.jpg", "http:127.0.0.1.jpg", "subfile,,start,0,end,9,,:x.jpg", "crypto:x.jpg", "data:image.jpg", "async:x.jpg", "cache:x.jpg", "lavfi.jpg", "fd:0.jpg",
    "movie=x.jpg", "[in]null[out].jpg", "a:b=c,d.jpg", "x.jpg.mp4", ".jpg", "..jpg", "...", "....jpg", "~.jpg", "~root.jpg", "#EXTM3U.jpg", "CON.jpg", "nul.jpg", "a" * 251 + ".jpg", "a" * 255,
    "ä" * 125 + ".jpg", "\u202egpj.exe.jpg", "\u202e\u2066bidi.jpg", "zero\u200bwidth.jpg", "\ufeff.jpg", "e\u0301.jpg", "\u00e9.jpg", "👩‍👩‍👧‍👦.jpg", "\U000e0001.jpg", "日本語.jpg", "a\u2028b.jpg",
    "clip.story.jpg", "clip.json.jpg", "out.jpg", "manifest.json", ".storymedia.jpg", "clip.mp4.part", "clip.tmp", "c1\u0085.jpg", "\u009b2J.jpg",
    b"bad\xff\xfeutf8.jpg", b"\xc0\xaf\xc0\xae.jpg", b"\xed\xa0\x80surrogate.jpg", b"cut\xe2\x82.jpg", b"latin\xe9.jpg", b"\xff" * 250 + b".jpg",
]


def names() -> Iterator[Sample]:
    content = fixture("chart-exif-1.jpg")
    for name in NAMES:
        yield Sample("names", name, content)
    # A pattern that would match the files beside it.
    beside = {f"shot{n:03}.png": fixture("chart-alpha-8.png") for n in range(3)}
    for name in ["shot%03d.png", "shot*.png", "shot%d.png", "shot[0-9][0-9][0-9].png"]:
        yield Sample("names", name, b"", beside=beside, refused=True)
    for name in ["concat:shot000.png|shot001.png", "tee:shot000.png", "file:shot000.png"]:
        yield Sample("names", name, b"", beside=beside, refused=True)
