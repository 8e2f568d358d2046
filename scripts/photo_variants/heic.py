"""HEIC: what x265 codes in boxes of our own, and what heif-enc writes."""

import struct
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from pathlib import Path

from hostile_files.boxes import box

from . import chart
from .boxes import ALPHA, Item, aperture, color, heic, hevc, size
from .readers import heif_convert
from .variant import Variant, ffmpeg, tool

NAMES = {1: "bt709", 6: "bt601", 9: "bt2020"}
SAMPLINGS = ["420", "422", "444", "400"]


def pixel_format(sampling: str, depth: int) -> str:
    deep = f"{depth}le" if depth > 8 else ""
    return f"gray{deep}" if sampling == "400" else f"yuv{sampling}p{deep}"


def coded(width: int, height: int, matrix: int, is_full: bool, layout: str) -> str:
    """The chart in code values, without a word of what they mean."""
    if matrix == 0:
        return chart.source(width, height) + f",format={layout},setparams=range=unknown:colorspace=unknown"
    span = "full" if is_full else "limited"
    planar = layout.replace("gray", "yuv420p")
    return (chart.source(width, height) + f",scale={width}:{height}:out_color_matrix={NAMES[matrix]}:out_range={span},"
            f"format={planar}," + ("extractplanes=y," if planar != layout else "")
            + "setparams=range=unknown:colorspace=unknown")


def still(path: Path, *, matrix: int = 6, is_full: bool = True, depth: int = 8, sampling: str = "420",
          width: int = 324, height: int = 244, transforms: list[bytes] = [], alpha: tuple[int, bool] | None = None,
          grid: tuple[int, int] | None = None) -> None:
    layout = pixel_format(sampling, depth) if matrix else {8: "gbrp", 10: "gbrp10le", 12: "gbrp12le"}[depth]
    meaning = color(1, 13, matrix, is_full)
    setup, data = hevc(coded(width, height, matrix, is_full, layout), layout, path.with_suffix(".mp4"))
    picture = [setup, size(width, height), meaning]
    if grid:
        rows, columns = grid
        # The last tiles reach beyond the picture.
        (whole, tall) = (width * columns - width // 3, height * rows - height // 3)
        plan = struct.pack(">BBBBHH", 0, 0, rows - 1, columns - 1, whole, tall)
        tiles = [Item(b"hvc1", data, picture)] * (rows * columns)
        references = [(b"dimg", 1, list(range(2, len(tiles) + 2)))]
        path.write_bytes(heic([Item(b"grid", plan, [size(whole, tall)]), *tiles], references))
        return
    items = [Item(b"hvc1", data, picture + transforms)]
    references = []
    if alpha:
        bits, spans = alpha
        luma = f"'X/W*{255 if spans else 219}+{0 if spans else 16}'" if bits == 8 else \
            f"'(X/W*{255 if spans else 219}+{0 if spans else 16})*4'"
        gray = "gray" if bits == 8 else "gray10le"
        setup, data = hevc(f"color=c=black:s={width}x{height}:r=1,format={gray},geq=lum={luma}", gray,
                           path.with_suffix(".mp4"))
        items.append(Item(b"hvc1", data, [setup, size(width, height), ALPHA, color(2, 2, 2, spans)]))
        references.append((b"auxl", 2, [1]))
    path.write_bytes(heic(items, references))


def charted(_: Path, picture: Path) -> None:
    """For what the other reader is known to get wrong: the chart itself."""
    chart.png(picture, 324, 244, alpha=True)


def luma(matrix: int) -> Callable[[Path, Path], None]:
    """The same for pictures without colours."""
    return lambda _, picture: ffmpeg("-f", "lavfi", "-i", coded(324, 244, matrix, True, "gray"), "-frames:v", 1, picture)


def encoded(path: Path, *options: str, alpha: bool = False, size: tuple[int, int] = (324, 244)) -> None:
    source = chart.png(path.with_name(f"heif-enc-{size[0]}x{size[1]}-{alpha}.png"), *size, alpha)
    tool("heif-enc", "-q", 95, *options, source, "-o", path)


def odd_still(sampling: str, size: tuple[int, int], path: Path) -> None:
    encoded(path, "-p", f"chroma={sampling}", size=size)


def variants() -> Iterator[Variant]:
    def variant(name: str, refer=heif_convert, **options) -> Variant:
        return Variant(f"{name}.heic", partial(still, **options), refer)

    for matrix, is_full, depth, sampling in product(NAMES, [True, False], [8, 10, 12], SAMPLINGS):
        span = "full" if is_full else "limited"
        # heif-convert takes limited grey for full.
        refer = luma(matrix) if sampling == "400" and not is_full else heif_convert
        yield variant(f"matrix-{matrix}-{span}-{depth}-{sampling}", matrix=matrix, is_full=is_full, depth=depth,
                      sampling=sampling, refer=refer)
    for depth in [8, 10, 12]:
        yield variant(f"identity-{depth}", matrix=0, depth=depth, sampling="444")
    for matrix, is_full, depth in product(NAMES, [True, False], [8, 10]):
        yield variant(f"grid-{matrix}-{'full' if is_full else 'limited'}-{depth}", matrix=matrix, is_full=is_full,
                      depth=depth, grid=(2, 3))
    yield variant("grid-wide", width=512, height=256, grid=(1, 9))
    for sampling, odd in product(SAMPLINGS[:3], [(323, 243), (161, 401)]):
        yield Variant(f"odd-{sampling}-{odd[0]}x{odd[1]}.heic", partial(odd_still, sampling, odd), heif_convert)
    for angle, axis in product(range(4), [None, 0, 1]):
        turn = [box(b"irot", bytes([angle]))] + ([] if axis is None else [box(b"imir", bytes([axis]))])
        yield variant(f"turn-{angle}-{axis}", transforms=turn)
    for name, cut in {"even": (400, 300, 0, 0), "odd": (398, 302, 10, -6), "corner": (202, 130, 76, 40)}.items():
        yield variant(f"cut-{name}", transforms=[aperture(*cut)])
        yield variant(f"turn-cut-{name}", transforms=[box(b"irot", b"\1"), aperture(*cut)])
    # heif-convert takes limited alpha for full, and refuses alpha that is deeper than the colours.
    yield variant("alpha-full-8", alpha=(8, True))
    for bits, is_full in [(8, False), (10, True), (10, False)]:
        yield variant(f"alpha-{'full' if is_full else 'limited'}-{bits}", alpha=(bits, is_full), refer=charted)
    for sampling in SAMPLINGS[:3]:
        yield Variant(f"heif-enc-{sampling}.heic",
                      lambda path, sampling=sampling: encoded(path, "-p", f"chroma={sampling}"), heif_convert)
    yield Variant("heif-enc-alpha.heic", lambda path: encoded(path, alpha=True), heif_convert)
    yield Variant("heif-enc-lossless.heic",
                  lambda path: encoded(path, "-L", "-p", "chroma=444", "--matrix_coefficients=0"), heif_convert)
