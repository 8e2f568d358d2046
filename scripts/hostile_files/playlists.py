"""Lists of other files in disguise: what they name must be neither read nor called."""

from collections.abc import Callable, Iterator

from .bait import Bait, references
from .sample import Sample

EXTENSIONS = [".mp4", ".mov", ".jpg", ".gif", ".png", ".webp", ".ts", ".mkv", "", ".heic", ".avi", ".m4a"]


def hls(url: str) -> str:
    return f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\n{url}\n#EXT-X-ENDLIST\n"


def hls_master(url: str) -> str:
    return f"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=64x64\n{url}\n"


def hls_key(url: str) -> str:
    return (f'#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXT-X-KEY:METHOD=AES-128,URI="{url}"\n'
            f'#EXT-X-MAP:URI="{url}"\n#EXTINF:10,\n{url}\n#EXT-X-ENDLIST\n')


def hls_media(url: str) -> str:
    return (f'#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="a",DEFAULT=YES,URI="{url}"\n'
            f'#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO="a"\n{url}\n')


def dash(url: str) -> str:
    return (f'<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
            'mediaPresentationDuration="PT10S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period>'
            '<AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1000" width="64" height="64">'
            f'<BaseURL>{url}</BaseURL></Representation></AdaptationSet></Period></MPD>\n')


def dash_template(url: str) -> str:
    return (f'<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
            f'mediaPresentationDuration="PT10S"><Location>{url}</Location><Period><AdaptationSet mimeType="video/mp4">'
            f'<SegmentTemplate initialization="{url}" media="{url}?$Number$" duration="10" startNumber="1"/>'
            '<Representation id="1" bandwidth="1000"/></AdaptationSet></Period></MPD>\n')


def ffconcat(url: str) -> str:
    return f"ffconcat version 1.0\nfile '{url}'\nduration 5\n"


def ffconcat_options(url: str) -> str:
    return f"ffconcat version 1.0\nfile '{url}'\noption safe 0\noption protocol_whitelist ALL\nstream\n"


def sdp(url: str) -> str:
    port = url.split(":")[2].split("/")[0].split("?")[0] if url.count(":") >= 2 else "5004"
    port = port if port.isdigit() else "5004"
    return (f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns={url}\nc=IN IP4 127.0.0.1\nt=0 0\na=control:{url}\n"
            f"m=video {port} RTP/AVP 96\na=rtpmap:96 H264/90000\n")


def m3u(url: str) -> str:
    return f"{url}\n{url}\n"


def pls(url: str) -> str:
    return f"[playlist]\nNumberOfEntries=1\nFile1={url}\nTitle1=x\nLength1=-1\nVersion=2\n"


def xspf(url: str) -> str:
    return (f'<?xml version="1.0"?>\n<playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track>'
            f"<location>{url}</location></track></trackList></playlist>\n")


def asx(url: str) -> str:
    return f'<asx version="3.0"><entry><ref href="{url}"/></entry></asx>\n'


def smil(url: str) -> str:
    return f'<smil><body><video src="{url}"/></body></smil>\n'


def imf(url: str) -> str:
    return (f'<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY e SYSTEM "{url}">]>\n'
            '<CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016"><Id>&e;</Id>'
            f"<ContentTitle>&e;</ContentTitle><EditRate>24 1</EditRate></CompositionPlaylist>\n")


def ra_reference(url: str) -> str:
    return f"RTSPtext\n{url}\n"


SHAPES: dict[str, Callable[[str], str]] = {
    "hls": hls, "hls-master": hls_master, "hls-key": hls_key, "hls-media": hls_media, "dash": dash,
    "dash-template": dash_template, "ffconcat": ffconcat, "ffconcat-options": ffconcat_options, "sdp": sdp,
    "m3u": m3u, "pls": pls, "xspf": xspf, "asx": asx, "smil": smil, "imf": imf, "rtsp": ra_reference,
}
# What FFmpeg itself opens; each is tried with every reference.
OPENED = ["hls", "hls-key", "dash", "ffconcat"]
REFERENCES = ["absolute", "relative", "http", "file", "udp", "subfile"]
EVERY_REFERENCE = [
    "absolute", "relative", "file", "http", "localhost", "tcp", "udp", "rtp", "concat", "concat-http", "subfile",
    "crypto", "cache", "async", "data", "gopher", "ftp", "rtmp",
]

# What may stand before a list without hiding it from every reader.
PREFIXES = {
    "bom": b"\xef\xbb\xbf", "newline": b"\n", "spaces": b"  \t ", "zero": b"\0", "gif": b"GIF89a", "jpeg": b"\xff\xd8\xff\xe0",
    "png": b"\x89PNG\r\n\x1a\n", "ftyp": b"\0\0\0\x14ftypisom\0\0\2\0isom", "id3": b"ID3\3\0\0\0\0\0\0", "riff": b"RIFF\xff\xff\0\0AVI ",
    "ebml": b"\x1aE\xdf\xa3\x80", "sync": b"\x47" * 2, "ogg": b"OggS\0\2",
}


def samples() -> Iterator[Sample]:
    turn = 0
    for shape, write in SHAPES.items():
        for reference in EVERY_REFERENCE if shape in OPENED else REFERENCES:
            yield playlist(shape, write, reference, EXTENSIONS[turn % len(EXTENSIONS)])
            turn += 1
    for shape in ["hls", "ffconcat"]:
        for extension in EXTENSIONS:
            yield playlist(shape + "-as", SHAPES[shape], "absolute", extension)
    for prefix, start in PREFIXES.items():
        for shape in OPENED:
            yield playlist(f"{prefix}-{shape}", SHAPES[shape], "absolute", ".mp4", start)


def playlist(label: str, write: Callable[[str], str], reference: str, extension: str, start: bytes = b"") -> Sample:
    def content(bait: Bait) -> bytes:
        return start + write(references(bait)[reference]).encode()

    return Sample("playlists", f"{label}-{reference}{extension}", content, refused=True)
