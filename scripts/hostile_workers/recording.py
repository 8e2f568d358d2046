"""What workers say when they are honest: the messages that all modes are made from."""

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

Path_ = tuple[str, ...]


@dataclass
class Message:
    task: str
    """Of the worker that said it."""
    name: str
    value: object
    """All of it, as JSON says."""

    def at(self, path: Path_) -> object:
        value = self.value
        for part in path:
            value = value[int(part)] if isinstance(value, list) else value[part]
        return value

    def places(self) -> Iterator[Path_]:
        """Of every value in it; of a list, the first element stands for all."""
        yield from places(self.value, ())

    def edited(self, **members: object) -> bytes:
        """With other members in its first payload."""
        value = json.loads(json.dumps(self.value))
        value[self.name]["_0"] |= members
        return json.dumps(value).encode()

    @property
    def text(self) -> bytes:
        return json.dumps(self.value).encode()


def places(value: object, path: Path_) -> Iterator[Path_]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, member in value.items():
            if not set(key) & set("/;@ \t\n"):
                yield from places(member, (*path, key))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*path, "0"))


class Recording:
    def __init__(self, record: Path):
        """`record`: what hostile_worker.c has noted."""
        self.messages: list[Message] = []
        with open(record, "rb") as file:
            used, = struct.unpack("<Q", file.read(8))
            bytes_ = file.read(used)
        at = 0
        while at < used:
            task, length = struct.unpack_from("<II", bytes_, at)
            text = bytes_[at + 8 + task:at + 8 + task + length]
            value = json.loads(text)
            self.messages.append(Message(bytes_[at + 8:at + 8 + task].decode(), next(iter(value)), value))
            at += 8 + task + length

    @property
    def tasks(self) -> list[str]:
        return list(dict.fromkeys(message.task for message in self.messages))

    def of(self, task: str) -> dict[str, Message]:
        """The first message of each name."""
        found: dict[str, Message] = {}
        for message in self.messages:
            if message.task == task:
                found.setdefault(message.name, message)
        return found
