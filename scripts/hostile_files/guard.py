"""Sees who opens a canary, through inotify(7)."""

import ctypes
import os
import select
import struct
import threading
from pathlib import Path

IN_ACCESS, IN_OPEN = 0x1, 0x20
EVENT = struct.Struct("iIII")


class Guard:
    """Watches a folder and notes the names of files in it that were opened or read."""

    def __init__(self, folder: Path) -> None:
        self.opened: set[str] = set()
        library = ctypes.CDLL(None, use_errno=True)
        self._descriptor = library.inotify_init1(os.O_CLOEXEC)
        if self._descriptor < 0 or library.inotify_add_watch(self._descriptor, os.fsencode(folder), IN_OPEN | IN_ACCESS) < 0:
            raise OSError(ctypes.get_errno(), "inotify")
        self._pipe = os.pipe()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Takes what was noted so far, and ends."""
        os.write(self._pipe[1], b".")
        self._thread.join()
        for descriptor in [self._descriptor, *self._pipe]:
            os.close(descriptor)

    def _watch(self) -> None:
        while True:
            ready, _, _ = select.select([self._descriptor, self._pipe[0]], [], [])
            if self._descriptor in ready:
                self._note(os.read(self._descriptor, 1 << 16))
            elif self._pipe[0] in ready:
                return

    def _note(self, events: bytes) -> None:
        place = 0
        while place < len(events):
            _, mask, _, length = EVENT.unpack_from(events, place)
            name = events[place + EVENT.size:place + EVENT.size + length].rstrip(b"\0")
            if mask & (IN_OPEN | IN_ACCESS) and name:
                self.opened.add(os.fsdecode(name))
            place += EVENT.size + length
