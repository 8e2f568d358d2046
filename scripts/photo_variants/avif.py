"""AVIF as avifenc writes it."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from . import chart
from .readers import avifdec, heif_convert
from .variant import Variant, tool

MATRICES = [1, 5, 6, 9]


def encoded(path: Path, *options: object, width: int = 324, height: int = 244, alpha: bool = False) -> None:
    source = chart.png(path.with_name(f"avifenc-{width}x{height}-{alpha}.png"), width, height, alpha)
    tool("avifenc", "-s", 9, "--min", 4, "--max", 12, *options, source, path)


def variants() -> Iterator[Variant]:
    # avifdec neither cuts nor turns; heif-convert does.
    def variant(name: str, *options: object, refer=avifdec, **more) -> Variant:
        return Variant(f"{name}.avif", lambda path: encoded(path, *options, **more), refer)

    for matrix, span, depth, sampling in product(MATRICES, ["full", "limited"], [8, 10, 12], ["420", "422", "444", "400"]):
        yield variant(f"matrix-{matrix}-{span}-{depth}-{sampling}", "--cicp", f"1/13/{matrix}", "-r", span,
                      "-d", depth, "-y", sampling)
    for matrix, span, depth in product([0, 8], ["full", "limited"], [8, 10, 12]):
        if (matrix, span) == (8, "limited"):
            continue  # avifenc does not make it.
        yield variant(f"matrix-{matrix}-{span}-{depth}-444", "--cicp", f"1/13/{matrix}", "-r", span, "-d", depth,
                      "-y", "444")
    for span, depth in product(["full", "limited"], [8, 10]):
        yield variant(f"grid-{span}-{depth}", "--cicp", "1/13/1", "-r", span, "-d", depth, "-y", "420",
                      "--grid", "3x2", width=768, height=512)
    for sampling, (width, height) in product(["420", "422", "444", "400"], [(323, 243), (161, 401)]):
        yield variant(f"odd-{sampling}-{width}x{height}", "-y", sampling, width=width, height=height)
    for angle, axis in product(range(4), [None, 0, 1]):
        yield variant(f"turn-{angle}-{axis}", "--irot", angle, *([] if axis is None else ["--imir", axis]),
                      refer=heif_convert)
    for name, cut in {"even": "40,30,200,150", "odd": "41,31,199,151"}.items():
        # Fractions over 2: the size, and how far the middle lies from the picture's.
        x, y, width, height = (int(number) for number in cut.split(","))
        clap = f"{width},1,{height},1,{2 * x + width - 324},2,{2 * y + height - 244},2"
        yield variant(f"cut-{name}", "--clap", clap, "-y", "444", refer=heif_convert)
    for depth, sampling in product([8, 10, 12], ["420", "444"]):
        yield variant(f"alpha-{depth}-{sampling}", "-d", depth, "-y", sampling, alpha=True)
    yield variant("alpha-premultiplied", "-p", alpha=True)
    yield variant("alpha-limited", "-r", "limited", alpha=True)
