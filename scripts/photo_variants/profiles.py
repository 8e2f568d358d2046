"""ICC profiles of every kind that photos have (ICC.1:2022)."""

import struct
from itertools import product

SRGB = [(.4361, .2225, .0139), (.3851, .7169, .0971), (.1431, .0606, .7139)]
P3 = [(.5151, .2412, -.0011), (.2920, .6922, .0419), (.1571, .0666, .7841)]
ADOBE = [(.60974, .31111, .01947), (.20528, .62567, .06087), (.14919, .06322, .74457)]
PROPHOTO = [(.7977, .2880, 0), (.1352, .7119, 0), (.0313, .0001, .8249)]


def fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def profile(space: bytes, tags: dict[bytes, bytes], connection: bytes = b"XYZ ", version: int = 2) -> bytes:
    tags = {b"desc": b"desc\0\0\0\0" + struct.pack(">I", 2) + b"x\0" + bytes(78),
            b"wtpt": b"XYZ \0\0\0\0" + fixed(.9642, 1, .8249)} | tags
    if version == 4:
        tags[b"desc"] = b"mluc\0\0\0\0" + struct.pack(">II", 1, 12) + b"enUS" + struct.pack(">II", 2, 28) + b"\0x"
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        data += bytes(-len(data) % 4)
        table += name + struct.pack(">II", start + len(body), len(data))
        body += data
    head = struct.pack(">I4sI4s4s4s", start + len(body), bytes(4), version << 24, b"mntr", space, connection)
    head += bytes(12) + b"acsp" + bytes(28) + fixed(.9642, 1, .8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))


def srgb_curve() -> bytes:
    return b"para\0\0\0\0\0\3\0\0" + fixed(2.4, 1 / 1.055, .055 / 1.055, 1 / 12.92, .04045)


def matrix(colorants: list[tuple[float, float, float]], tone: bytes, version: int = 2) -> bytes:
    tags = {name + b"XYZ": b"XYZ \0\0\0\0" + fixed(*color) for name, color in zip((b"r", b"g", b"b"), colorants)}
    return profile(b"RGB ", tags | {name + b"TRC": tone for name in (b"r", b"g", b"b")}, version=version)


def table() -> bytes:
    """Red, green and blue by a coarse table of Lab (lut8Type)."""
    line = bytes(range(256))
    points = [(20 + 75 * r + 110 * g + 40 * b, 128 + 60 * r - 70 * g + 20 * b, 128 + 50 * r + 40 * g - 90 * b)
              for r, g, b in product(range(2), repeat=3)]
    data = b"mft1" + bytes(4) + bytes([3, 3, 2, 0]) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1) + line * 3
    data += b"".join(bytes(min(255, max(0, value)) for value in point) for point in points) + line * 3
    return profile(b"RGB ", {b"A2B0": data}, b"Lab ")


PROFILES = {
    "srgb": matrix(SRGB, srgb_curve()), "srgb-v4": matrix(SRGB, srgb_curve(), 4), "p3": matrix(P3, srgb_curve()),
    "p3-gamma": matrix(P3, curve(1.8)), "adobe-rgb": matrix(ADOBE, curve(563 / 256)),
    "adobe-rgb-v4": matrix(ADOBE, curve(563 / 256), 4), "prophoto": matrix(PROPHOTO, curve(1.8)),
    "swapped": matrix([SRGB[2], SRGB[0], SRGB[1]], curve(2.2)), "linear": matrix(SRGB, curve(1)), "table": table(),
}
