"""What a fuzzer starts from: for each parser small files that reach far into it."""

import json
import struct
from collections.abc import Iterator
from pathlib import Path

from . import fonts
from .bait import Bait
from .collection import everything
from .sample import filled

FIXTURES = Path(__file__).resolve().parents[2] / "Fixtures"
LARGEST = 16 << 10  # bytes; more is slow to mutate and large to commit
PER_PARSER = 400
SNIFFED = 5 * 192


def seeds(seed: int) -> dict[str, list[bytes]]:
    """Contents by the parser's name."""
    found: dict[str, list[bytes]] = {}

    def add(parser: str, content: bytes) -> None:
        several = found.setdefault(parser, [])
        if len(content) <= LARGEST and len(several) < PER_PARSER and content not in several:
            several.append(content)

    for content in [*fixtures(), *generated(seed)]:
        add("sniff", content[:SNIFFED])
        parser = parser_of(content)
        if parser:
            add(parser, content)
        if parser == "jpeg" and b"Exif\0\0" in content:
            place = content.index(b"Exif\0\0")
            length, = struct.unpack_from(">H", content, place - 2)
            add("exif", content[place + 6:place - 2 + length])
    for document in stories(seed):
        add("story", document)
    for parser, contents in {"exif": exif(), "xmp": xmp(), "icc": icc(), "samsung": samsung(), "movie": movies(),
                             "limits": limits(), "cube": cubes(), "subtitles": subtitles(), "message": messages(),
                             "brand": brands(), "font": hostile_fonts(b"\0\1\0\0", b"OTTO", b"ttcf"),
                             "webfont": hostile_fonts(b"wOFF", b"wOF2")}.items():
        for content in contents:
            add(parser, content)
    return found


def parser_of(content: bytes) -> str | None:
    if content[4:8] == b"ftyp":
        return "heif" if content[8:12] in (b"heic", b"avif", b"mif1", b"heix") else "movie"
    starts = {b"\x89PNG": "png", b"GIF8": "gif", b"\xff\xd8": "jpeg"}
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    return next((parser for start, parser in starts.items() if content.startswith(start)), None)


def fixtures() -> Iterator[bytes]:
    for path in sorted(FIXTURES.rglob("*.*")):
        content = path.read_bytes()
        yield content
        if parser_of(content) == "movie" and len(content) > LARGEST and b"moov" in content:
            # The header without the media: sizes no longer fit, but every table is there.
            place = content.index(b"moov") - 4
            yield content[:32] + content[place:place + struct.unpack_from(">I", content, place)[0]]


def generated(seed: int) -> Iterator[bytes]:
    bait = Bait(0, Path("/canary/0.txt"), Path("/samples/0"), 9)
    for sample in everything(seed):
        if sample.place is None and sample.content is not None:
            content = filled(sample.content, bait)
            if content:
                yield content


def stories(seed: int) -> Iterator[bytes]:
    yield (FIXTURES / "demo-story.json").read_bytes()
    bait = Bait(0, Path("/canary/0.txt"), Path("/samples/0"), 9)
    for sample in everything(seed):
        if sample.story is not None:
            yield filled(sample.story, bait)
    text = {"type": "text", "text": "a\u00e9\U0001f305\n\"\\", "style": "classic", "font": {"family": "Inter", "weight": 700, "size": 72},
            "color": "#fff", "background": {"mode": "box", "color": "#000000b3"}, "align": "end", "x": 0.5, "y": 0.2, "anchor": "top",
            "width": 0.8, "rotation": -4, "start": 0, "end": 5, "enter": {"animation": "pop", "duration": 0.3}, "exit": {"animation": "fade", "duration": 0.3}}
    clip = {"src": "a.mov", "start": 3.2, "duration": 15, "fit": "cover"}
    yield json.dumps({"version": 1, "preset": "story", "slides": [{"media": clip, "overlays": [text]}] * 2}).encode()
    yield b'{"version":1.0e0,"slides":[{"overlays":[{"type":"text","text":"\\u0041\\ud83c\\udf05\\/\\b\\f\\n\\r\\t","x":[1,2]}]}]}'


def exif() -> Iterator[bytes]:
    for order in "<>":
        mark = b"II" if order == "<" else b"MM"

        def entry(tag: int, kind: int, count: int, value: int) -> bytes:
            return struct.pack(order + "HHII", tag, kind, count, value)

        note = b"Apple iOS\0\0\1" + mark + struct.pack(order + "H", 1) + entry(0x11, 2, 37, 32) + bytes(4)
        note += b"01234567-89AB-CDEF-0123-456789ABCDEF\0"
        main = struct.pack(order + "H", 2) + struct.pack(order + "HHIHH", 0x112, 3, 1, 6, 0) + entry(0x8769, 4, 1, 38) + bytes(4)
        detail = struct.pack(order + "H", 1) + entry(0x927C, 7, len(note), 56) + bytes(4)
        whole = mark + struct.pack(order + "HI", 42, 8) + main + detail + note
        yield whole
        yield b"Exif\0\0" + whole


def xmp() -> Iterator[bytes]:
    head = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    names = ('xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" xmlns:Container="http://ns.google.com/photos/1.0/container/" '
             'xmlns:Item="http://ns.google.com/photos/1.0/container/item/"')
    tail = "</rdf:RDF></x:xmpmeta>"
    yield (head + f'<rdf:Description {names} GCamera:MotionPhoto="1" GCamera:MicroVideo="1" GCamera:MicroVideoOffset="1234">'
           '<Container:Directory><rdf:Seq><rdf:li><Container:Item Item:Mime="image/jpeg" Item:Semantic="Primary" Item:Length="0"/></rdf:li>'
           '<rdf:li><Container:Item Item:Mime="video/mp4" Item:Semantic="MotionPhoto" Item:Length="99"/></rdf:li></rdf:Seq></Container:Directory>'
           "</rdf:Description>" + tail).encode()
    yield (head + f"<rdf:Description {names}><Item:Semantic>GainMap</Item:Semantic><Item:Length>&lt;&#x41;&#65;&amp;</Item:Length>"
           "<!-- a --><![CDATA[b]]><?c d?></rdf:Description>" + tail).encode()


def icc() -> Iterator[bytes]:
    def profile(tags: dict[bytes, bytes]) -> bytes:
        table, data = struct.pack(">I", len(tags)), b""
        for name, content in tags.items():
            table += name + struct.pack(">II", 132 + 12 * len(tags) + len(data), len(content))
            data += content
        return bytes(36) + b"acsp" + bytes(88) + table + data

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(v * 65536)) for v in values)

    colours = {b"rXYZ": xyz(0.5151, 0.2412, -0.0011), b"gXYZ": xyz(0.2920, 0.6922, 0.0419), b"bXYZ": xyz(0.1571, 0.0666, 0.7841)}
    yield profile({b"desc": b"desc\0\0\0\0" + struct.pack(">I", 11) + b"Display P3\0", **colours})
    text = "Display P3".encode("utf-16-be")
    yield profile({b"desc": b"mluc\0\0\0\0" + struct.pack(">II", 1, 12) + b"enUS" + struct.pack(">II", len(text), 28) + text, **colours})


def samsung() -> Iterator[bytes]:
    text = b"0:500:3*500:900:1"
    block = struct.pack("<HHI", 0, 0x0890, 14) + b"SlowMotion_Data"[:14] + text
    film = struct.pack("<HHI", 0, 0x0A30, 16) + b"MotionPhoto_Data" + b"\0\0\0\x18ftypmp42"
    data = block + film
    directory = b"SEFH" + struct.pack("<II", 106, 2)
    directory += struct.pack("<HHII", 0, 0x0890, len(data), len(block)) + struct.pack("<HHII", 0, 0x0A30, len(film), len(film))
    yield data + directory + struct.pack("<I", len(directory)) + b"SEFT"
    yield text


def movies() -> Iterator[bytes]:
    from .boxes import QUICKTIME, Track, box, full, movie, numbers

    def tags(keys: list[bytes], values: list[bytes]) -> bytes:
        names = b"".join(struct.pack(">I", 8 + len(key)) + b"mdta" + key for key in keys)
        items = b"".join(box(numbers(n), box(b"data", value)) for n, value in enumerate(values, 1))
        return box(b"meta", full(b"hdlr", bytes(4), b"mdta", bytes(13)), full(b"keys", numbers(len(keys)), names), box(b"ilst", items))

    keys = [b"com.android.capture.fps", b"com.apple.quicktime.content.identifier"]
    values = [numbers(23, 0) + struct.pack(">f", 240), numbers(1, 0) + b"01234567-89AB-CDEF-0123-456789ABCDEF"]
    for more in [tags(keys, values), box(b"udta", tags(keys, [numbers(1, 0) + b"120.0", values[1]]))]:
        yield movie(Track(), brand=QUICKTIME, more=more) + box(b"sefd", next(samsung()))


def limits() -> Iterator[bytes]:
    yield b"{}"
    yield b'{"videoPixels": 35389440, "seconds": 14400, "frameRate": 240.5, "pictures": {"maximumPixels": 50000000, "maximumFrames": 1000}}'
    yield b'{"boxes": 1, "streams": -1, "metadataBytes": 1e3, "movieHeaderBytes": 67108864, "pictures": [], "nonsense": null}'


def cubes() -> Iterator[bytes]:
    corners = "".join(f"{n & 1} {n >> 1 & 1}.0 {n >> 2}e0\n" for n in range(8))
    yield f'TITLE "a"\n# b\nLUT_3D_SIZE 2\nDOMAIN_MIN -.5 0 0\nDOMAIN_MAX 1 1 1\n{corners}'.encode()
    yield b"\xef\xbb\xbfLUT_1D_SIZE 3\r\n0 0 0\r\n+5E-1 0.5 0.5\r\n1 1 1"
    yield f"LUT_1D_SIZE 2\nLUT_1D_INPUT_RANGE -0.1 3\nLUT_3D_SIZE 2\nLUT_3D_INPUT_RANGE 0 2\n0 0 0\n2 2 2\n\n{corners}".encode()
    yield b"LUT_3D_SIZE 65\nLUT_1D_SIZE 65536\nLUT_IN_VIDEO_RANGE\n1e38 -1e38 nan\n"
    yield b"LUT_1D_SIZE 2\nDOMAIN_MIN 1 1 1\nDOMAIN_MAX 0 0 0\n1000000 -1000000 0\n1 2 3 4\n"


def subtitles() -> Iterator[bytes]:
    yield b"1\n00:00:01,000 --> 00:00:02,500\n<i>Hello</i> {\\an8}there\n\n2\n00:00:02,500 --> 00:00:04,000\nI <3 you &amp; me\n"
    yield ("\ufeff1\r\n0:0:1.5-->0:0:2 X1:0\r\n\r\n你好，world\r\n" "7\r\n\r\n9\r\n00:03 --> 00:03\r\n«นี่»\r\n").encode()
    yield (b"WEBVTT x\nKind: captions\n\nSTYLE\n::cue {}\n\nNOTE a\n\nid\n00:01.000 --> 00:02.000 line:0\n<v Ann>One<00:01.500><c.a> two</c>\n"
           b"\n00:02.000 --> 00:02.010\nOne two\n\n00:02.010 --> 00:09.000\nOne two\n<00:03.000>three <ruby>a<rt>b</rt></ruby>&lrm;&#65;&nbsp;\n")
    yield "1\n00:00:01,000 --> 00:00:02,000\nGrüße\n".encode("utf-16")
    yield b"\xfe\xff" + "WEBVTT\n\n00:00.000 --> 99:00:00.000\nx\n".encode("utf-16-be")
    yield b"00:00:05,000 --> 00:00:05,000\n\xff\n"
    yield b"00:00:05,000 --> 00:00:04,000\na\n00:00:01,000 -> 00:00:02,000\n"


def brands() -> Iterator[bytes]:
    yield (FIXTURES / "brand.json").read_bytes()
    yield b'{"fonts":[{"src":"a","weight":1000,"italic":true}],"colors":{"a-b_C1":"#abc","x":"@a"},"styles":{"a":{"style":"b"}},"logo":""}'


def hostile_fonts(*starts: bytes) -> Iterator[bytes]:
    """Those of these formats."""
    for content in [fonts.PLAIN, fonts.COMPACT, fonts.VARIABLE, fonts.COLLECTION, fonts.WOFF, fonts.WOFF2]:
        if content.startswith(starts):
            yield content
    for sample in fonts.samples():
        for content in sample.beside.values():
            if content.startswith(starts):
                yield content


def messages() -> Iterator[bytes]:
    """As a worker writes its events, and the answer or the failure that is its last message."""
    failure = {"code": "unusableMedia", "stage": "decode", "file": "a.mov", "message": "It is damaged.", "log": "x"}
    progress = {"slide": 1, "slideCount": 2, "frames": 3, "frameCount": 450, "percent": 0.7, "speed": 1.5, "secondsLeft": 9}
    for message in [
        {"log": {"_0": "debug", "_1": "a line"}}, {"progress": {"_0": progress}}, {"planned": {"_0": []}},
        {"probed": {"file": "a.mov", "_1": {}}}, {"failed": failure}, {"answered": {"task": "make", "answer": {"slideCount": 1}}},
        {"answered": {"task": "selfTest", "answer": {"open /etc/passwd": True, "fork": False}}},
        {"answered": {"task": "probe", "answer": {}}}, {"answered": {"task": "verify", "answer": []}},
    ]:
        yield json.dumps(message).encode()
