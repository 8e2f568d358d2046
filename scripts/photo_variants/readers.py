"""What other programs see in a photo: each function writes that as a PNG."""

from collections.abc import Callable
from pathlib import Path

from .variant import Skip, ffmpeg, tool

Reader = Callable[[Path, Path], None]

# What ffmpeg does to a stored picture so that it is seen upright, by the orientation of EXIF.
TURNS = {1: "null", 2: "hflip", 3: "hflip,vflip", 4: "vflip", 5: "transpose=0", 6: "transpose=1", 7: "transpose=3",
         8: "transpose=2"}


def heif_convert(photo: Path, picture: Path) -> None:
    tool("heif-convert", photo, picture)
    if not picture.exists():
        raise Skip("heif-convert writes no picture")
    # It turns the picture, and keeps EXIF, which would turn it once more.
    data, kept, at = picture.read_bytes(), b"", 8
    while at < len(data):
        end = at + 12 + int.from_bytes(data[at:at + 4], "big")
        kept += data[at:end] if data[at + 4:at + 8] != b"eXIf" else b""
        at = end
    picture.write_bytes(data[:8] + kept)


def avifdec(photo: Path, picture: Path) -> None:
    # Into 8 bits it converts by a short cut that is several steps off.
    tool("avifdec", "-d", 16, photo, picture)


def djpeg(photo: Path, picture: Path) -> None:
    pixmap = picture.with_suffix(".pnm")
    tool("djpeg", "-outfile", pixmap, photo)
    ffmpeg("-i", pixmap, "-pix_fmt", "rgb24", picture)


def dwebp(photo: Path, picture: Path) -> None:
    tool("dwebp", photo, "-o", picture)


def pngtopam(photo: Path, picture: Path) -> None:
    pixmap = picture.with_suffix(".pam")
    # ffmpeg does not read what has fewer than 256 shades.
    tool("sh", "-c", 'pngtopam -alphapam "$1" | pamdepth 255 >"$2"', "sh", photo, pixmap)
    ffmpeg("-i", pixmap, "-pix_fmt", "rgba", picture)


def turned(read: Reader, orientation: int) -> Reader:
    """For readers that do not turn pictures."""
    def refer(photo: Path, picture: Path) -> None:
        stored = picture.with_suffix(".stored.png")
        read(photo, stored)
        ffmpeg("-i", stored, "-vf", TURNS[orientation], picture)
    return refer


def converted(read: Reader, profile: bytes) -> Reader:
    """For readers that do not obey profiles: Little CMS does, by tificc."""
    def refer(photo: Path, picture: Path) -> None:
        stored, source = picture.with_suffix(".stored.png"), picture.with_suffix(".icc")
        source.write_bytes(profile)
        read(photo, stored)
        tiff, made = picture.with_suffix(".in.tif"), picture.with_suffix(".out.tif")
        ffmpeg("-i", stored, "-pix_fmt", "rgb24", "-compression_algo", "raw", tiff)
        # Relative colorimetric, as all viewers do it.
        tool("tificc", "-t1", f"-i{source}", "-o*sRGB", tiff, made)
        ffmpeg("-i", made, "-pix_fmt", "rgb24", picture)
    return refer
