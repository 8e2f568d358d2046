"""Story documents that name what is not theirs, or ask for too much."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from .bait import Bait, references
from .pictures import gif_file, heif_file, jpeg_with_size, lossless, webp_file
from .sample import Sample

FIXTURES = Path(__file__).resolve().parents[2] / "Fixtures"
PHOTO = (FIXTURES / "chart-exif-1.jpg").read_bytes()


def story(*overlays: dict, **slide) -> bytes:
    return json.dumps({"version": 1, "slides": [{"overlays": list(overlays), **slide}]}).encode()


def sticker(source: str) -> bytes:
    return story({"type": "sticker", "src": source, "x": 0.5, "y": 0.5, "width": 0.5})


def samples() -> Iterator[Sample]:
    yield from named_files()
    yield from hostile_stickers()
    yield from documents()


def sample(name: str, document: bytes | Callable[[Bait], bytes], refused: bool = True, **facts) -> Sample:
    return Sample("stories", name + ".jpg", PHOTO, story=document, refused=refused, opens_canary=True, **facts)


def named_files() -> Iterator[Sample]:
    for reference in ["absolute", "relative", "file", "http", "tcp", "udp", "concat", "subfile", "crypto", "data", "cache", "ftp"]:
        yield sample(f"sticker-{reference}", lambda bait, r=reference: sticker(references(bait)[r]))
        yield sample(f"media-{reference}", lambda bait, r=reference: story(media={"src": references(bait)[r]}), refused=False)
    for label, path in {
        "passwd": "/etc/passwd", "traversal": "../" * 30 + "etc/passwd", "device": "/dev/zero", "random": "/dev/urandom", "environment": "/proc/self/environ",
        "descriptor": "/proc/self/fd/0", "stdin": "/dev/stdin", "folder": "/", "pattern": "%03d.png", "zero": "a\0b", "long": "a" * 5000, "empty": "", "lines": "a\nb.png",
    }.items():
        yield sample(f"sticker-{label}", sticker(path))
    for reference in ["absolute", "relative", "file", "http"]:
        def font(bait: Bait, r=reference) -> bytes:
            return story({"type": "text", "text": "Hello", "font": {"family": references(bait)[r]}})

        yield sample(f"font-{reference}", font, refused=False)
    for label, text in {
        "expansion": "%{localtime} %{pts} %{expr:1}", "textfile": "textfile=/etc/passwd:fontfile=/etc/passwd", "filter": "',drawtext=textfile=/etc/passwd,'",
        "markup": "<span font='/etc/passwd'>&xxe;</span><img src='/etc/passwd'>", "escape": "\x1b[2J\x1b]0;x\x07", "joiners": "👩" + "\u200d👩" * 900, "marks": "a" + "\u0301" * 1999,
        "bidi": "\u202e\u2066" * 900, "tatweel": "ـ" * 2000, "lines": "\n" * 2000, "zero": "a\0b",
    }.items():
        yield sample(f"text-{label}", story({"type": "text", "text": text}), refused=False)


def hostile_stickers() -> Iterator[Sample]:
    """Stickers are read by the same rules as the picture that they lie upon."""
    files = {
        "large.jpg": jpeg_with_size(65500, 65500), "frames.gif": gif_file(1500, 1500, 1001), "large.gif": gif_file(65535, 65535, 1),
        "large.webp": webp_file(lossless(16383, 16383)), "large.heic": heif_file(b"heic", 65535, 65535), "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "list.png": b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n", "cut.png": (FIXTURES / "heart.png").read_bytes()[:1000], "clip.gif": (FIXTURES / "counter-24fps.mp4").read_bytes(), "empty.png": b"",
    }
    for name, content in files.items():
        yield sample("hostile-" + name.replace(".", "-"), sticker(name), beside={name: content}, refused=name != "clip.gif")


def documents() -> Iterator[Sample]:
    many = {"type": "sticker", "src": "/dev/zero"}
    for label, document in {
        "deep": b'{"version":1,"slides":' + b"[" * 100_000, "deep-objects": b'{"a":' * 100_000, "open-string": b'{"version":"' + b"a" * 500_000, "digits": b'{"version":' + b"9" * 500_000 + b"}",
        "exponent": b'{"version":1e999999999}', "keys": b'{"version":1,' + b",".join(b'"k%d":0' % n for n in range(50_000)) + b"}", "same-keys": b'{"version":1,"version":2}', "two-mebibytes": b" " * (2 << 20) + b"{}",
        "bad-utf8": b'{"version":1,"slides":[{"overlays":[{"type":"text","text":"\xff\xfe\xc0\x80"}]}]}', "surrogates": b'{"version":1,"slides":[{"overlays":[{"type":"text","text":"\\ud800"}]}]}',
        "zeros": bytes(1000), "empty": b"", "bom": b"\xef\xbb\xbf{}", "list": b"[]", "null": b"null", "trailing": b'{"version":1,"slides":[]} x', "utf16": '{"version":1}'.encode("utf-16"),
        "overlays": story(*[many] * 51), "numbers": story({"type": "text", "text": "a", "x": 1e308, "y": -1e308, "width": 1e-308, "rotation": 1e300}),
        "slides": json.dumps({"version": 1, "slides": [{}] * 1000}).encode(), "nothing": b"{}", "version": b'{"version":2147483648,"slides":[{}]}', "prototype": b'{"__proto__":{"a":1},"version":1,"slides":[{}]}',
        "references": b"version: 1\nslides: &a [*a]\n", "yaml-tag": b"!!python/object/apply:os.system ['touch ran']\n", "many-problems": json.dumps({"version": 1, "slides": [{"x": 1}] * 100}).encode(),
    }.items():
        yield sample(f"document-{label}", document)
