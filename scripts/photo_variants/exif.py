"""EXIF with one entry (CIPA DC-008, 4.6)."""

import struct


def exif(orientation: int) -> bytes:
    return b"MM\0*" + struct.pack(">IH", 8, 1) + struct.pack(">HHIHH", 0x112, 3, 1, orientation, 0) + bytes(4)
