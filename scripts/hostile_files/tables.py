"""Movies whose tables promise what the file does not hold, or time that makes no sense."""

import struct
from collections.abc import Iterator
from pathlib import Path

from .boxes import FTYP, QUICKTIME, Track, box, edit_list, full, moov, movie, movie_header, numbers, picture_entry, sound_entry
from .containers import mkv
from .media import PICTURES, SOUND, clip
from .sample import Sample

FIXTURES = Path(__file__).resolve().parents[2] / "Fixtures"
WHOLE = (FIXTURES / "flash-beep.mp4").read_bytes()
MOST = 0xFFFF_FFFF


def samples() -> Iterator[Sample]:
    yield from counts()
    yield from shapes()
    yield from times()
    yield from fragments()


def refusal(name: str, *tracks: Track, **options) -> Sample:
    return Sample("movie bombs", name + ".mp4", movie(*tracks, **options), refused=True, bomb=True)


def counts() -> Iterator[Sample]:
    for number in [60_000_000, 250_000_000, 2**31 - 1, 2**31, MOST]:
        # One size for all and one duration for all: a few hundred bytes for any number of samples.
        yield refusal(f"{number}-samples", Track(
            stts=numbers(1, number, 1), stsc=numbers(1, 1, number, 1), stsz=numbers(1, number), stco=numbers(1, 0)))
        yield refusal(f"{number}-empty-samples", Track(
            stts=numbers(1, number, 1), stsc=numbers(1, 1, number, 1), stsz=numbers(0, number), stco=numbers(1, 0)))
        for table in ["stts", "stsc", "stco"]:
            body = numbers(number, 1, 1, 1)
            yield refusal(f"{table}-{number}-entries", Track(**{table: body}))
        yield refusal(f"ctts-{number}-entries", Track(more=full(b"ctts", numbers(number, 1, 1))))
        yield refusal(f"stss-{number}-entries", Track(more=full(b"stss", numbers(number, 1))))
        yield refusal(f"co64-{number}-entries", Track(more=full(b"co64", numbers(number, 0, 1))))
        yield refusal(f"stz2-{number}-entries", Track(more=full(b"stz2", numbers(4, number))))
        yield Sample("movie bombs", f"stsd-{number}-entries.mp4", movie(Track(entry_count=number)), refused=True)
        yield Sample("movie bombs", f"sbgp-{number}-entries.mp4", movie(Track(more=full(b"sbgp", b"rap ", numbers(number)))), refused=True)
        yield Sample("movie bombs", f"sdtp-{number}.mp4", movie(Track(more=full(b"sdtp", bytes(8)))), refused=True)
    yield refusal("chunk-of-2-31", Track(stsc=numbers(1, 1, 2**31, 1)))
    yield refusal("sizes-beyond-file", Track(stts=numbers(1, 3, 1), stsz=numbers(0, 3, MOST, MOST, MOST)))
    yield Sample("movie bombs", "offset-beyond-file.mp4", movie(Track(stco=numbers(1, MOST))), refused=True)
    yield Sample("movie bombs", "pcm-4-billion.mov", movie(Track(
        handler=b"soun", entries=[sound_entry()], stts=numbers(1, MOST, 1), stsz=numbers(1, MOST), stsc=numbers(1, 1, MOST, 1)),
        brand=QUICKTIME), refused=True)
    yield Sample("movie bombs", "description-missing.mp4", movie(Track(stsc=numbers(1, 1, 1, 4000))), refused=True)
    yield Sample("movie bombs", "no-descriptions.mp4", movie(Track(entries=[])), refused=True)
    yield Sample("movie bombs", "thousand-descriptions.mp4", movie(Track(entries=[picture_entry()] * 1025)), refused=True)
    for width, height in [(65535, 65535), (0, 0), (8193, 8), (32767, 32767)]:
        for code in [b"jpeg", b"avc1", b"mp4v", b"apch"]:
            yield Sample("movie bombs", f"{code.decode()}-{width}x{height}.mp4", movie(Track(
                entries=[picture_entry(code, width, height)], width=width, height=height)), refused=True)


def shapes() -> Iterator[Sample]:
    for tracks in [33, 2000]:
        yield refusal(f"{tracks}-tracks", *[Track() for _ in range(tracks)])
    yield Sample("movie bombs", "33-empty-tracks.mp4", FTYP + box(b"moov", movie_header(), box(b"trak") * 33), refused=True, bomb=True)
    for kind in [b"moov", b"trak", b"udta", b"meta", b"edts", b"mdia", b"minf", b"stbl", b"dinf", b"ilst", b"wave", b"moof"]:
        for depth in [20, 10_000]:
            nested = b""
            for _ in range(depth):
                nested = box(kind, nested)
            yield Sample("box recursion", f"{kind.decode()}-{depth}.mp4", FTYP + box(b"moov", movie_header(), nested), refused=True)
    yield Sample("box recursion", "million-boxes.mp4", FTYP + box(b"free") * 250_000 + moov(Track()), refused=True, bomb=True)
    yield Sample("box recursion", "thousand-moov.mp4", FTYP + moov(Track()) * 1000, refused=True)
    for label, size in {"0": 0, "7": 7, "1-without-64": 1, "negative": 0x8000_0000, "most": MOST}.items():
        body = struct.pack(">I", size) + b"moov"
        yield Sample("box sizes", f"moov-size-{label}.mp4", FTYP + body + movie_header(), refused=True)
        yield Sample("box sizes", f"trak-size-{label}.mp4", FTYP + box(b"moov", movie_header(), struct.pack(">I", size) + b"trak"), refused=True)
        yield Sample("box sizes", f"mdat-size-{label}.mp4", FTYP + struct.pack(">I", size) + b"mdat" + bytes(64), refused=True)
        yield Sample("box sizes", f"first-size-{label}.mp4", struct.pack(">I", size) + FTYP[4:] + moov(Track()), refused=True)
    for size in [0, 8, 15, 2**31, 2**62, 2**63 - 1, 2**63, 2**64 - 1, 2**64 - 16]:
        large = numbers(1) + b"moov" + struct.pack(">Q", size)
        yield Sample("box sizes", f"moov-64-{size}.mp4", FTYP + large + movie_header(), refused=True)
        data = numbers(1) + b"mdat" + struct.pack(">Q", size)
        yield Sample("box sizes", f"mdat-64-{size}.mp4", FTYP + data + bytes(64) + moov(Track()), refused=True)
    for word in [b"cmov", b"rmra", b"foov", b"pssh", b"sinf", b"tref", b"meco", b"sidx", b"hnti"]:
        yield Sample("box sizes", f"odd-{word.decode()}.mp4", FTYP + box(b"moov", movie_header(), box(word, bytes(64))), refused=True)
    # 64 MiB and a byte of movie header, nearly all of it a hole in the file.
    def large_header(path: Path, _) -> None:
        with path.open("wb") as file:
            file.write(FTYP + numbers((64 << 20) + 9) + b"moov")
            file.truncate(len(FTYP) + (64 << 20) + 9)

    yield Sample("box sizes", "large-header.mp4", place=large_header, refused=True, bomb=True)

    def long_nothing(path: Path, _) -> None:
        with path.open("wb") as file:
            file.write(FTYP + numbers(1) + b"mdat" + struct.pack(">Q", 1 << 40))
            file.truncate(1 << 40)

    yield Sample("box sizes", "terabyte-hole.mp4", place=long_nothing, refused=True)


def patched(kind: bytes, offset: int, value: bytes, *, every: bool = True) -> bytes:
    """A clip that plays, with some bytes of a box's payload replaced."""
    data = bytearray(WHOLE)
    place = data.find(kind)
    while place >= 0:
        data[place + 4 + offset:place + 4 + offset + len(value)] = value
        place = data.find(kind, place + 4) if every else -1
    return bytes(data)


def times() -> Iterator[Sample]:
    for scale in [0, 1, 2**31 - 1, 2**31, MOST]:
        yield Sample("times", f"track-scale-{scale}.mp4", patched(b"mdhd", 12, numbers(scale)))
        yield Sample("times", f"movie-scale-{scale}.mp4", patched(b"mvhd", 12, numbers(scale)))
    for duration in [0, 1, 2**31, MOST]:
        yield Sample("times", f"track-duration-{duration}.mp4", patched(b"mdhd", 16, numbers(duration)))
        yield Sample("times", f"movie-duration-{duration}.mp4", patched(b"mvhd", 16, numbers(duration)))
    for delta in [0, 2**31 - 1, 2**31, MOST]:
        yield Sample("times", f"sample-delta-{delta}.mp4", patched(b"stts", 12, numbers(delta)))
        yield Sample("times", f"composition-offset-{delta}.mp4", patched(b"ctts", 12, numbers(delta)))
    for label, turn in {"zero": bytes(36), "huge": b"\x7f\xff\xff\xff" * 9, "negative": b"\x80\0\0\0" * 9, "odd": numbers(1, 2, 3, 4, 5, 6, 7, 8, 9)}.items():
        yield Sample("times", f"matrix-{label}.mp4", patched(b"tkhd", 40, turn))
    for across, down in [(2**31 - 1, 1), (1, 2**31 - 1), (0, 0), (0, 1), (MOST, MOST), (2**31, 1), (65535, 1)]:
        shape = box(b"pasp", numbers(across, down))
        yield Sample("times", f"aspect-{across}-{down}.mov", movie(still_track(picture_entry(b"jpeg", 120, 160, shape)), data=STILL, brand=QUICKTIME))
    yield from far_times()
    edits = {
        "loops": [(1000, 0)] * 1000, "pause": [(MOST, -1)], "long": [(MOST, 0)], "behind-end": [(1000, 2**31 - 1)],
        "before-start": [(1000, -2)], "backwards": [(100, 900 - n * 10) for n in range(90)], "empty": [(0, 0)] * 1000,
        "pauses": [(2**31 - 1, -1)] * 1000,
    }
    for label, entries in edits.items():
        yield Sample("times", f"edits-{label}.mp4", with_edits(edit_list(*entries)))
    yield Sample("times", "edits-count.mp4", with_edits(edit_list((1000, 0), count=MOST)))
    yield Sample("times", "edits-rate-0.mp4", with_edits(edit_list((1000, 0), rate=0)))
    yield Sample("times", "edits-rate-negative.mp4", with_edits(edit_list((1000, 0), rate=0xFFFF0000)))


STILL = (FIXTURES / "chart-exif-1.jpg").read_bytes()


def still_track(entry: bytes) -> Track:
    """One photo as a movie; the media begin where its header ends."""
    track = Track(entries=[entry], stsz=numbers(len(STILL), 1))
    start = len(QUICKTIME) + len(moov(track)) + 8
    track.stco = numbers(1, start)
    return track


def far_times() -> Iterator[Sample]:
    """Times that are far beyond the clip, up to what 64 bits can say."""
    fragmented = clip(".mp4", *PICTURES, *SOUND, "-c:v", "libx264", "-c:a", "aac", "-movflags", "frag_keyframe+empty_moov")
    if fragmented:
        for time in [10**6, 2**40, 2**56, 2**62, 2**63 - 1, 2**63, 2**64 - 1]:
            for label, place, scale in [("both", 0, None), ("second", 1, None), ("slow", 0, 1), ("slow-second", 1, 1)]:
                data = bytearray(fragmented)
                found = [at for at in range(len(data) - 4) if data[at:at + 4] == b"tfdt"]
                for at in found[place:]:
                    data[at + 8:at + 16] = struct.pack(">Q", time)
                if scale:
                    for at in [at for at in range(len(data) - 4) if data[at:at + 4] == b"mdhd"]:
                        data[at + 16:at + 20] = numbers(scale)
                yield Sample("times", f"fragment-at-{time}-{label}.mp4", bytes(data))
    for length in [0.0, -1.0, 1e-300, 1e9, 1e300, float("inf"), float("-inf"), float("nan")]:
        yield Sample("times", f"lasts-{length}.mkv", mkv(frame=STILL, length=length, width=120, height=160))
    for time in [2**31, 2**40, 2**53, 2**62, 2**63 - 1, 2**64 - 1]:
        yield Sample("times", f"cluster-at-{time}.mkv", mkv(frame=STILL, time=time, width=120, height=160))
    for scale in [0, 1, 2**32 - 1, 2**62, 2**64 - 1]:
        yield Sample("times", f"scale-{scale}.mkv", mkv(frame=STILL, scale=scale, width=120, height=160))
        yield Sample("times", f"scale-{scale}-late.mkv", mkv(frame=STILL, scale=scale, time=2**40, width=120, height=160))


def with_edits(edits: bytes) -> bytes:
    """A clip that plays, with this edit list in each of its tracks, and its chunks where they are now."""
    data = bytearray(WHOLE)
    start = data.index(b"moov") - 4
    header = bytearray(data[start:start + struct.unpack_from(">I", data, start)[0]])
    grown = 0
    place = header.find(b"trak")
    while place >= 0:
        size, = struct.unpack_from(">I", header, place - 4)
        old = header.find(b"edts", place, place - 4 + size)
        removed = struct.unpack_from(">I", header, old - 4)[0] if old > 0 else 0
        if removed:
            del header[old - 4:old - 4 + removed]
        at = header.index(b"mdia", place) - 4
        header[at:at] = edits
        struct.pack_into(">I", header, place - 4, size - removed + len(edits))
        grown += len(edits) - removed
        place = header.find(b"trak", at + len(edits))
    struct.pack_into(">I", header, 0, len(header))
    if start < data.index(b"mdat"):
        place = header.find(b"stco")
        while place >= 0:
            count, = struct.unpack_from(">I", header, place + 8)
            for n in range(count):
                old, = struct.unpack_from(">I", header, place + 12 + 4 * n)
                struct.pack_into(">I", header, place + 12 + 4 * n, old + grown)
            place = header.find(b"stco", place + 4)
    return bytes(data[:start] + header + data[start + len(header) - grown:])


def fragments() -> Iterator[Sample]:
    extends = box(b"mvex", full(b"trex", numbers(1, 1, 1, 0, 0)))
    empty = Track(stts=numbers(0), stsc=numbers(0), stsz=numbers(0, 0), stco=numbers(0))
    start = FTYP + moov(empty, more=extends)
    for number in [4_000_001, 2**31, MOST]:
        for flags in [0, 0x100, 0xF01]:
            run = full(b"trun", numbers(number, 0, 0, 0, 0), flags=flags)
            part = box(b"moof", full(b"mfhd", numbers(1)), box(b"traf", full(b"tfhd", numbers(1)), run))
            yield Sample("fragments", f"run-{number}-{flags:x}.mp4", start + part + box(b"mdat", bytes(64)), refused=True, bomb=True)
        index = full(b"sidx", numbers(1, 1000, 0, 0, number & 0xFFFF), bytes(12))
        yield Sample("fragments", f"sidx-{number}.mp4", FTYP + index + moov(empty, more=extends), refused=True)
        times_ = full(b"tfra", numbers(1, 0, number), bytes(12))
        yield Sample("fragments", f"tfra-{number}.mp4", start + box(b"mfra", times_, full(b"mfro", numbers(60))), refused=True)
    part = box(b"moof", full(b"mfhd", numbers(1)), box(b"traf", full(b"tfhd", numbers(1)), full(b"trun", numbers(1))))
    yield Sample("fragments", "60000-fragments.mp4", start + part * 30_000, refused=True)
    tail = full(b"mfro", numbers(MOST))
    yield Sample("fragments", "mfro-behind-start.mp4", start + box(b"mfra", tail), refused=True)
    base = full(b"tfhd", numbers(1), struct.pack(">Q", 2**63 - 1), flags=1)
    yield Sample("fragments", "base-offset.mp4", start + box(b"moof", full(b"mfhd", numbers(1)), box(b"traf", base, full(b"trun", numbers(1, 1), flags=0x200))), refused=True)
