"""What hostile files point at: a file with a secret and an address that must never be called."""

import os
from dataclasses import dataclass
from pathlib import Path

MARK = b"CANARY"  # each secret starts with it


@dataclass(frozen=True)
class Bait:
    """The bait of one sample, so that whatever bites can be told apart."""

    number: int
    canary: Path  # absolute
    folder: Path  # where the sample lies
    port: int  # of the listener on loopback, TCP and UDP

    @property
    def absolute(self) -> str:
        return str(self.canary)

    @property
    def relative(self) -> str:
        return os.path.relpath(self.canary, self.folder)

    @property
    def file_url(self) -> str:
        return "file://" + self.absolute

    def url(self, scheme: str = "http", host: str = "127.0.0.1", suffix: str = "/clip.ts") -> str:
        return f"{scheme}://{host}:{self.port}/{self.number}{suffix}"


def references(bait: Bait) -> dict[str, str]:
    """Every way of naming a file or an address that FFmpeg's protocols understand."""
    return {
        "absolute": bait.absolute,
        "relative": bait.relative,
        "file": bait.file_url,
        "http": bait.url(),
        "localhost": bait.url(host="localhost"),
        "tcp": f"tcp://127.0.0.1:{bait.port}",
        "udp": f"udp://127.0.0.1:{bait.port}?pkt_size=188",
        "rtp": f"rtp://127.0.0.1:{bait.port}",
        "concat": f"concat:{bait.absolute}|{bait.absolute}",
        "concat-http": f"concat:{bait.absolute}|{bait.url()}",
        "subfile": f"subfile,,start,0,end,64,,:{bait.absolute}",
        "crypto": f"crypto:{bait.absolute}",
        "cache": f"cache:{bait.url()}",
        "async": f"async:{bait.absolute}",
        "data": "data:text/plain;base64,I0VYVE0zVQo=",
        "gopher": f"gopher://127.0.0.1:{bait.port}/_x",
        "ftp": bait.url("ftp"),
        "rtmp": bait.url("rtmp"),
    }
