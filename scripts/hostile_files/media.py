"""Clips that ffmpeg makes: codecs that no list of ours has, and small whole clips to be damaged."""

import subprocess
import tempfile
from functools import cache
from pathlib import Path

PICTURES = ["-f", "lavfi", "-i", "testsrc2=s=64x64:r=10:d=0.5"]
SOUND = ["-f", "lavfi", "-i", "sine=440:d=0.5"]


@cache
def clip(extension: str, *arguments: str) -> bytes | None:
    """The bytes of a clip, or nil where this ffmpeg cannot make it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("clip" + extension)
        command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *arguments, "-fflags", "+bitexact", "-flags", "+bitexact",
                   "-threads", "1", str(path)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
        return path.read_bytes() if done and path.exists() and path.stat().st_size else None
