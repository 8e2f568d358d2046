"""Whole files with a part missing, or with bits turned over."""

import random
from collections.abc import Iterator
from pathlib import Path

from .media import PICTURES, SOUND, clip
from .sample import Sample

FIXTURES = Path(__file__).resolve().parents[2] / "Fixtures"
BASES = [
    "chart-exif-6.jpg", "chart-alpha-8.png", "heart.gif", "heart.webp", "heart.apng", "odd-161x121.webm", "chart-mirrored.mp4",
    "counter-24fps.mp4", "hdr-pq.mp4", "flash-beep-editlist.mp4", "surround-5.1.mp4", "interlaced-25i.mp4",
]
CLIPS = {
    "mpeg4.avi": ["-c:v", "mpeg4", "-c:a", "mp3"], "mjpeg.mov": ["-c:v", "mjpeg", "-c:a", "pcm_s16le"],
    "h264.ts": ["-c:v", "libx264", "-c:a", "aac"], "vp8.webm": ["-c:v", "libvpx", "-c:a", "libvorbis"],
    "av1.mkv": ["-c:v", "libaom-av1", "-cpu-used", "8", "-c:a", "flac"], "h263.3gp": ["-s", "176x144", "-c:v", "h263", "-c:a", "libopencore_amrnb", "-ar", "8000", "-ac", "1"],
    "prores.mov": ["-c:v", "prores", "-c:a", "alac"], "mpeg2.ts": ["-c:v", "mpeg2video", "-c:a", "ac3"],
    "fragmented.mp4": ["-c:v", "libx264", "-c:a", "aac", "-movflags", "frag_keyframe+empty_moov"],
}


def samples(seed: int) -> Iterator[Sample]:
    for name, content in bases():
        chance = random.Random(f"{seed} {name}")
        for tenths in [1, 5, 9]:
            yield Sample("cut files", f"{tenths}-tenths-{name}", content[:len(content) * tenths // 10])
        for round_ in range(4):
            yield Sample("damaged files", f"flipped-{round_}-{name}", flipped(content, chance, [1, 8, 64, 400][round_]))
        yield Sample("damaged files", f"headers-{name}", flipped(content[:512], chance, 24) + content[512:])
        yield Sample("damaged files", f"swapped-{name}", swapped(content, chance))
        yield Sample("damaged files", f"twice-{name}", content + content)
        yield Sample("damaged files", f"zeros-{name}", content[:len(content) // 3] + bytes(len(content) // 3) + content[len(content) * 2 // 3:])
    chance = random.Random(seed)
    for number, size in enumerate([1, 2, 3, 7, 8, 12, 16, 100, 4096, 65536]):
        yield Sample("noise", f"noise-{number}.mp4", chance.randbytes(size), refused=True)
        yield Sample("noise", f"zeros-{number}.jpg", bytes(size), refused=True)
    yield Sample("noise", "empty.mov", b"", refused=True)


def bases() -> Iterator[tuple[str, bytes]]:
    for name in BASES:
        yield name, (FIXTURES / name).read_bytes()
    for name, arguments in CLIPS.items():
        content = clip("." + name.split(".")[1], *PICTURES, *SOUND, *arguments)
        if content:
            yield name, content


def flipped(content: bytes, chance: random.Random, bits: int) -> bytes:
    data = bytearray(content)
    for _ in range(bits):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def swapped(content: bytes, chance: random.Random) -> bytes:
    """Two pieces of the file in each other's place."""
    size = len(content) // 8
    a = chance.randrange(len(content) // 2 - size)
    b = len(content) // 2 + chance.randrange(len(content) // 2 - size)
    return content[:a] + content[b:b + size] + content[a + size:b] + content[a:a + size] + content[b + size:]
