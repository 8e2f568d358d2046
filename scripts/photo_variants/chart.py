"""The picture that all variants show: soft ramps of all hues beside plain patches."""

import threading
from pathlib import Path

from .variant import ffmpeg

PATCHES = [(200, 180, 40), (200, 40, 40), (40, 40, 200), (40, 200, 40), (40, 180, 200), (128, 128, 128)]


def source(width: int, height: int, alpha: bool = False) -> str:
    """A source of libavfilter's. The upper half is ramps, the lower half patches; alpha rises from left to right."""
    ramps = ["X/W*255", "Y/H*510", "255-X/W*255"]
    channels = []
    for index, ramp in enumerate(ramps):
        patches = "+".join(f"{patch[index]}*eq(floor(X*6/W),{place})" for place, patch in enumerate(PATCHES))
        channels.append(f"if(lt(Y,H/2),{ramp},{patches})")
    red, green, blue = channels
    opacity = ":a='X/W*255'" if alpha else ""
    return (f"color=c=black:s={width}x{height}:r=1,format=gbr{'a' if alpha else ''}p,"
            f"geq=r='{red}':g='{green}':b='{blue}'{opacity}")


def png(path: Path, width: int, height: int, alpha: bool = False) -> Path:
    """Writes it as a PNG, unless that has been done."""
    if not path.exists():
        partial = path.with_name(f"{path.stem}.{threading.get_ident()}.png")
        layout = "rgba" if alpha else "rgb24"
        ffmpeg("-f", "lavfi", "-i", source(width, height, alpha), "-frames:v", 1, "-pix_fmt", layout, partial)
        partial.rename(path)
    return path


def pixmap(folder: Path, width: int, height: int, layout: str = "rgb24") -> Path:
    """Writes it as a PPM, or a PGM where the layout is grey, unless that has been done."""
    path = folder / f"pixmap-{width}x{height}.{'pgm' if layout == 'gray' else 'ppm'}"
    if not path.exists():
        partial = path.with_name(f"{threading.get_ident()}-{path.name}")
        ffmpeg("-f", "lavfi", "-i", source(width, height), "-frames:v", 1, "-pix_fmt", layout, partial)
        partial.rename(path)
    return path
