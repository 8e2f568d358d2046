"""How far two colours are apart for the eye: CIE76, in CIE L*a*b* with D65 (ISO/CIE 11664-4 and -6)."""

from functools import lru_cache
from math import dist

WHITE = (0.95047, 1.0, 1.08883)


def _linear(code: int) -> float:
    value = code / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


LINEAR = [_linear(code) for code in range(256)]


def _curve(value: float) -> float:
    return value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


@lru_cache(maxsize=1 << 18)
def lab(color: bytes) -> tuple[float, float, float]:
    """Of an sRGB colour (IEC 61966-2-1)."""
    red, green, blue = (LINEAR[code] for code in color)
    x = _curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / WHITE[0])
    y = _curve((0.2126 * red + 0.7152 * green + 0.0722 * blue) / WHITE[1])
    z = _curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / WHITE[2])
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def difference(one: bytes, other: bytes) -> float:
    """Mean difference of two lists of RGB pixels of the same length."""
    pixels = range(0, len(one), 3)
    return sum(dist(lab(one[at:at + 3]), lab(other[at:at + 3])) for at in pixels) / len(pixels)
