"""Documents that renderers of pictures take for pictures, and that may name other files."""

import zlib
from collections.abc import Callable, Iterator

from .bait import Bait, references
from .sample import Sample

EXTENSIONS = [".svg", ".png", ".jpg", ".gif", ".webp", ".mp4", "", ".heic"]


def svg_image(url: str) -> str:
    return ('<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="64">'
            f'<image xlink:href="{url}" href="{url}" width="64" height="64"/></svg>')


def svg_entity(url: str) -> str:
    return (f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "{url}">]>'
            '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="64"><text y="32">&x;</text></svg>')


def svg_style(url: str) -> str:
    return (f'<?xml-stylesheet href="{url}"?><svg xmlns="http://www.w3.org/2000/svg"><style>@import url("{url}");'
            f'@font-face{{font-family:x;src:url("{url}")}}</style><use href="{url}#a"/></svg>')


def xml_include(url: str) -> str:
    return (f'<?xml version="1.0"?><x xmlns:xi="http://www.w3.org/2001/XInclude">'
            f'<xi:include href="{url}" parse="text"/></x>')


def xml_laughs(_: str) -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><svg>&e9;</svg>'


def postscript(url: str) -> str:
    return f"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 64 64\n({url}) (r) file 1000 string readstring pop show\nshowpage\n"


def magick_vector(url: str) -> str:
    return f"push graphic-context\nviewbox 0 0 64 64\nimage over 0,0 0,0 '{url}'\npop graphic-context\n"


def magick_script(url: str) -> str:
    return f'<?xml version="1.0"?><image><read filename="{url}"/><write filename="/tmp/written.png"/></image>'


def html(url: str) -> str:
    return f'<!doctype html><html><img src="{url}"><iframe src="{url}"></iframe><video src="{url}"></video></html>'


def pdf(url: str) -> str:
    return (f"%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/URI/URI({url})>>>>endobj\n"
            f"2 0 obj<</F({url})/FFilter/FlateDecode>>stream\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")


def subtitle(url: str) -> str:
    return f"1\n00:00:00,000 --> 00:00:05,000\n<img src=\"{url}\">\n"


def ass(url: str) -> str:
    return f"[Script Info]\nScriptType: v4.00+\n[Fonts]\nfontname: {url}\n[Events]\nDialogue: 0,0:00:00.00,0:00:05.00,,,,,,,{url}\n"


def metadata_file(url: str) -> str:
    return f";FFMETADATA1\ntitle={url}\n"


def graph(url: str) -> str:
    return f"movie={url}:format_name=tty[out0]\n"


WRITERS: list[Callable[[str], str]] = [
    svg_image, svg_entity, svg_style, xml_include, xml_laughs, postscript, magick_vector, magick_script, html, pdf,
    subtitle, ass, metadata_file, graph,
]


def samples() -> Iterator[Sample]:
    turn = 0
    for write in WRITERS:
        for reference in ["absolute", "http", "file"]:
            def content(bait: Bait, write=write, reference=reference) -> bytes:
                return write(references(bait)[reference]).encode()

            extension = EXTENSIONS[turn % len(EXTENSIONS)]
            yield Sample("documents", f"{write.__name__}-{reference}{extension}", content, refused=True)
            turn += 1
    for extension in EXTENSIONS:
        yield Sample("documents", "drawing" + extension, lambda bait: svg_image(bait.file_url).encode(), refused=True)
    yield Sample("documents", "drawing.svgz", lambda bait: zlib.compress(svg_image(bait.url()).encode()), refused=True)
    for name, text in {
        "shell.mp4": "#!/bin/sh\ntouch /tmp/run\n", "binary.mp4": "\x7fELF\x02\x01\x01\0" + "\0" * 100,
        "cube.mp4": "LUT_3D_SIZE 2\n" + "0 0 0\n" * 8, "mail.jpg": "From: a@example.org\n\nhello\n",
        "script.png": "<script>alert(1)</script>", "template.mp4": "{{7*7}}${7*7}<%= 7*7 %>",
    }.items():
        yield Sample("documents", name, text.encode("latin-1"), refused=True)
