"""A small disk whose power can be cut."""

import fcntl
import os
import struct
import subprocess
import time
from pathlib import Path

# _IOR('X', 125, uint32_t), and to leave the journal as it is (linux/fs.h, ext4_ioctl).
FS_IOC_SHUTDOWN = 0x8004587D
WITHOUT_JOURNAL = 2
SIZE = 96 << 20


class LoopDisk:
    """An ext4 in a file, mounted through one loop device as long as it lives: what is on it keeps its device number.

    Nothing reaches the file unless a process syncs it: the journal is written by itself only every ten minutes,
    and a file that replaces another one is not written out before it does.
    """

    def __init__(self, image: Path, folder: Path, is_ordered: bool):
        with open(image, "wb") as file:
            file.truncate(SIZE)
        subprocess.run(["mkfs.ext4", "-q", "-F", "-b", "4096", str(image)], check=True)
        self.device = subprocess.run(
            ["losetup", "--find", "--show", str(image)], check=True, capture_output=True, text=True).stdout.strip()
        self.folder = folder
        self.options = f"noatime,noauto_da_alloc,commit=600,data={'ordered' if is_ordered else 'writeback'}"
        folder.mkdir()
        try:
            self.mount()
        except subprocess.CalledProcessError:
            self._detach()
            raise

    def mount(self) -> None:
        subprocess.run(["mount", "-o", self.options, self.device, str(self.folder)], check=True)

    def cut(self) -> None:
        """What was not synced is gone; whatever is asked of the disk fails from now on."""
        descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.ioctl(descriptor, FS_IOC_SHUTDOWN, struct.pack("I", WITHOUT_JOURNAL))
        finally:
            os.close(descriptor)

    def recover(self) -> None:
        """Power is back: the journal is played, as after a start of the machine."""
        self._unmount()
        self.mount()

    def close(self) -> None:
        self._unmount()
        self._detach()

    def _unmount(self) -> None:
        # A process that was killed a moment ago may not have let go of everything.
        for _ in range(100):
            if subprocess.run(["umount", str(self.folder)], capture_output=True).returncode == 0:
                return
            time.sleep(0.05)
        subprocess.run(["umount", "-l", str(self.folder)], check=True)

    def _detach(self) -> None:
        subprocess.run(["losetup", "--detach", self.device], check=True)


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
