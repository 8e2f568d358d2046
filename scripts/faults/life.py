"""What goes on on a machine whose power is cut, and what must be there afterwards; for scripts/power-cut."""

import collections
import contextlib
import dataclasses
import itertools
import json
import os
import random
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from . import outputs
from .daemon import wait_until
from .disk import sync
from .figures import Verdict
from .machine import Cut, Machine, PoweredOff, ask_to_end
from .program import run
from .queue import Queue
from .remains import FROM_CUTS, Remains, reason
from .uploads import Upload, Uploads

QUICK = ["--duration", "0.2", "--draft"]
WATCHING = ["--settle", "0.1", "--rescan", "2"]
PATIENCE = 90


@dataclass
class Made:
    """The stories of one name that `ingest` was asked for, one over the other."""

    done: Upload | None = None
    """The last that it was done with."""
    begun: list[Upload] = field(default_factory=list)
    """Those after it that it has not been heard of."""


class Life:
    """One machine from its first start to the end of all its jobs."""

    def __init__(self, folder: Path, seed: int, verdict: Verdict, unsynced: int | None = None):
        """`unsynced`: the number of a disk that nothing is synced on; 0 has the queue, 1 the uploads, 2 stories."""
        self.random = random.Random(seed)
        self.folder, self.verdict = folder, verdict
        disks = self.random.choice([1, 3]) if unsynced is None else 3
        self.machine = Machine(folder, disks, seed)
        if unsynced is not None:
            self.machine.unsynced = self.machine.disks[unsynced]
        state, uploads, stories = (self.machine.disks * 3)[:3]
        self.queue = Queue(state.folder / "state")
        self.watched, self.staged, self.media = (uploads.folder / name for name in ("in", "staged", "media"))
        self.out, self.made_in = stories.folder / "out", stories.folder / "made"
        for path in (self.watched, self.staged, self.media):
            path.mkdir()
        (self.watched / "story.json").write_text('{"version": 1, "slides": [{"media": {"duration": 0.2}}]}')
        sync(self.watched / "story.json")
        self.numbers = itertools.count(1)
        self.source = Uploads(self.staged, seed)
        self.uploads: list[Upload] = []
        """Sent into the watched folder."""
        self.submissions: dict[str, Upload] = {}
        """By path: what may have become a job."""
        self.made: dict[str, Made] = collections.defaultdict(Made)
        self.completed: set[int] = set()
        """Jobs that a daemon has said it completed."""
        self.counts: collections.Counter = collections.Counter()
        self.problems: list[str] = []
        self.remains = Remains(self)

    # One cut

    def cut(self) -> None:
        waiting = [self._stage(self.source.photo()) for _ in range(self.random.randint(0, 2))]
        jobs = [self._medium(self.source.story(slides=2) if self.random.random() < 0.3 else self.source.photo())
                for _ in range(self.random.randint(0, 2))]
        stories = [self._medium(self.source.photo(), name=self.random.choice("abc")) for _ in range(3)]
        for path in (self.staged, self.media):
            sync(path)
        cut = self._choose(bool(jobs))
        cut_of = lambda who: cut if cut and cut.who == who else None  # noqa: E731
        moment = 2.0 if cut else self.random.uniform(0.05, 2)
        kind, log = self.random.choice(["watch", "work"]), self.folder / f"daemon{next(self.numbers)}.log"
        begin = time.monotonic()
        self.daemon(kind, log, cut_of("daemon"))
        threads = [
            threading.Thread(target=self._submit, args=(jobs, cut_of("submit"))),
            threading.Thread(target=self._ingest, args=(stories, cut_of("ingest"))),
            threading.Thread(target=self._send, args=(waiting,)),
        ]
        for thread in threads:
            thread.start()
        by_call = wait_until(
            lambda: cut and self.machine.calls_met() >= cut.at, moment - (time.monotonic() - begin), 0.003)
        self.machine.cut()
        # A process that does not notice that nothing can be written any more has a moment to say that all is well.
        time.sleep(self.random.choice([0, 0.02, 0.2]))
        self.machine.go_down()
        for thread in threads:
            thread.join()
        self.completed |= completed(log)
        self.counts[f"cuts at a call of {cut.who}" if by_call else "cuts at a random moment"] += 1
        self.machine.come_up()
        where = f"{self.folder.name}, {kind}, cut"
        if by_call:
            where += f" before call {cut.at} of {cut.who} in {cut.under.name}"
        self._judge(where, self.remains.after_cut())

    def _choose(self, are_jobs: bool) -> Cut | None:
        """None for a random moment; else one of about as many calls as there are while something is to be done."""
        root = self.machine.root
        places = [("daemon", root, 200), ("daemon", self.out, 30), ("daemon", self.watched, 30),
                  ("ingest", self.made_in, 30)]
        if are_jobs:
            places.append(("submit", root, 30))
        if self.random.random() < 0.25:
            return None
        who, under, most = self.random.choice(places)
        return Cut(who, under, self.random.randint(1, most))

    def daemon(self, kind: str, log: Path, cut: Cut | None = None) -> subprocess.Popen:
        what = ["watch", str(self.watched), *WATCHING] if kind == "watch" else ["work"]
        return self.machine.start(*what, "--queue", str(self.queue.path), "--json", log=log, cut=cut)

    def _judge(self, where: str, problems: list[str]) -> None:
        # What was lost once is missing after every further cut.
        problems = [problem for problem in problems if problem not in self.problems]
        self.problems += problems
        self.verdict.add(where, problems)

    # What is asked of the program

    def _stage(self, upload: Upload) -> Upload:
        sync(upload.path)
        return upload

    def _medium(self, upload: Upload, name: str | None = None) -> Upload:
        """Moves it to a folder that is not watched, under a name that others may have had in other folders."""
        folder = self.media / str(next(self.numbers))
        folder.mkdir()
        for path in self.staged.glob(f"{upload.stem}.*"):
            os.rename(path, folder / path.name)
            sync(folder / path.name)
        path = folder / upload.path.name
        if name:
            path = path.rename(folder / f"{name}.jpg")
        sync(folder)
        story = [str(folder / Path(option).name) if option.endswith(".document.json") else option
                 for option in upload.options]
        options = QUICK if upload.slides == 1 else [*story, "--draft"]
        return dataclasses.replace(upload, path=path, options=options)

    def _send(self, uploads: list[Upload]) -> None:
        """Renamed into the folder, as docs/watched-folder.md recommends; not all senders sync that."""
        for upload in uploads:
            time.sleep(self.random.uniform(0, 0.3))
            self.uploads.append(upload)
            with contextlib.suppress(OSError):
                os.rename(upload.path, self.watched / upload.path.name)
                if self.random.random() < 0.5:
                    sync(self.watched)

    def _submit(self, uploads: list[Upload], cut: Cut | None) -> None:
        for upload in uploads:
            self.submissions[str(upload.path)] = upload
            code, lines = self._run(
                "submit", str(upload.path), *upload.options, "--output", str(self.out),
                "--queue", str(self.queue.path), cut=cut)
            for line in lines:
                if line.get("event") == "result" and line["exitStatus"] == 0:
                    self.queue.uploads[line["jobs"][0]] = upload
                    self.counts["submissions acknowledged"] += 1
            cut = None
            time.sleep(self.random.uniform(0, 0.2))

    def _ingest(self, uploads: list[Upload], cut: Cut | None) -> None:
        for upload in uploads:
            self.ingest(upload, cut)
            cut = None

    def ingest(self, upload: Upload, cut: Cut | None = None) -> int | None:
        """None where it could not begin."""
        made = self.made[upload.stem]
        if upload not in made.begun:
            made.begun.append(upload)
        code, lines = self._run(
            "ingest", str(upload.path), *upload.options, "--overwrite", "--output", str(self.made_in), "--json",
            cut=cut)
        if code == 0 or any(line.get("event") == "published" for line in lines):
            made.done, made.begun = upload, []
            self.counts["stories by ingest"] += 1
        return code

    def _run(self, *arguments: str, cut: Cut | None) -> tuple[int | None, list[dict]]:
        log = self.folder / f"process{next(self.numbers)}.log"
        try:
            process = self.machine.start(*arguments, log=log, cut=cut)
        except PoweredOff:
            return None, []
        code = process.wait()
        lines = read(log)
        log.unlink()
        return code, lines

    # The end

    def settle(self) -> None:
        """All that was begun is brought to its end, and nothing else is there then."""
        log = self.folder / "last.log"
        watch = self.daemon("watch", log)
        wrong: list[str] = []
        for name, made in self.made.items():
            # What a cut left hidden of a story that was done, the next run of its name removes.
            for upload in [made.done, *made.begun][-1:]:
                if self.ingest(upload) != 0:
                    wrong.append(f"ingest of {name} fails after the cut")
        for upload in self.uploads:
            # A sender that has not heard that its rename is on the disk makes it again.
            if upload.path.exists():
                os.rename(upload.path, self.watched / upload.path.name)

        def is_over() -> bool:
            self.queue.hurry()
            return not self._retry() and not self.queue.unfinished() and not list(self.watched.glob("*.jpg"))

        if not wait_until(is_over, PATIENCE, 0.3):
            waiting = [path.name for path in self.watched.glob("*.jpg")]
            wrong.append(f"it does not end: {self.queue.unfinished()}, {waiting} wait")
        # Where all was done before, the signal may come before the watch listens.
        if (status := ask_to_end(watch)) not in (143, -15):
            wrong.append(f"the watch ended with {status} on SIGTERM")
        self.completed |= completed(log)
        self._judge(f"{self.folder.name}, the end", wrong + self.remains.at_the_end())
        self.counts["jobs completed"] += len(self.queue.rows("state = 'completed'"))
        self.counts["uploads done"] += len(self.uploads)

    def _retry(self) -> int:
        """What was refused because of cuts, a person tries again."""
        refused = [reason(path) for path in (self.watched / "failed").glob("*.jpg")]
        for record in refused:
            if record["code"] in FROM_CUTS:
                run("jobs", "retry", str(record["job"]), "--queue", str(self.queue.path))
        return len(refused)


def read(log: Path) -> list[dict]:
    """The whole lines of JSON."""
    lines = []
    for line in log.read_text(errors="replace").splitlines():
        with contextlib.suppress(ValueError):
            if isinstance(found := json.loads(line), dict):
                lines.append(found)
    return lines


def completed(log: Path) -> set[int]:
    return {line["job"] for line in read(log) if line.get("event") == "jobEnded" and line["state"] == "completed"}
