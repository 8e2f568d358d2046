"""Trials of `work` and `watch`: a hostile job, and a good one beside it."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

from faults.daemon import is_running, wait_until
from faults.program import run
from faults.queue import FINAL, Queue

from . import judge
from .judge import Expected
from .stage import Stage, link_story, photo
from .trial import Deed, Patience, Trial, Way

SECONDS_TO_STOP = 5
SECONDS_OF_A_GOOD_JOB = 25
MOST_GROWTH = 256
"""MiB of the daemon's memory in one trial."""
MOST_QUEUE = 16 << 20
"""Bytes that one trial may add to the queue."""


class DaemonLane:
    """One daemon, started again where it has ended."""

    def __init__(self, stage: Stage, root: Path, way: Way, patience: Patience, limits: Path, options: list[str]):
        self.stage, self.root, self.way, self.patience, self.limits = stage, root, way, patience, limits
        self.options = options
        self.folder = root / "place"
        self.uploads, self.out = self.folder / "in", self.folder / "out"
        for path in (self.uploads, self.out, self.folder / "canary"):
            path.mkdir(parents=True)
        (self.folder / "canary" / "canary").write_text("a secret")
        (self.out / "old.mp4").write_text("another's story")
        if way is Way.WATCH:
            (self.uploads / "stories").mkdir()
        self.story = root / "story.json"
        self.story.write_text(json.dumps(link_story()))
        self.queue = Queue(root / "state")
        self.errors, self.output = root / "stderr", root / "stdout"
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        if self.process and self.process.poll() is None:
            return
        what = ["watch", str(self.uploads), "--settle", "0.1", "--rescan", "1"] if self.way is Way.WATCH else ["work"]
        what += ["--limits", str(self.limits)] if self.way is Way.WATCH else []
        with open(self.output, "ab") as output, open(self.errors, "ab") as errors:
            self.process = self.stage.start(
                *what, "--queue", str(self.queue.path), "--json", "--cores", "2", "--memory", "8192", *self.options,
                output=output, errors=errors)
        self.started = time.monotonic()
        wait_until(lambda: self.queue.path.exists(), 10)
        if self.way is Way.WATCH:
            wait_until(lambda: (self.uploads / "done").exists(), 10)

    def run(self, trial: Trial, number: str) -> None:
        self.start()
        self.stage.place(number, trial.mode)
        self.wrong = trial.problems
        before = judge.snapshot(self.folder, f"_{number}_")
        said = self.errors.stat().st_size, self.output.stat().st_size
        size, memory = self._queue_size(), judge.peak(self.process.pid)
        hostile = self._upload("hostile", number, trial.seed)
        job = self._submit(hostile)
        if job is None:
            return
        is_over = lambda: self.queue.state(job) in FINAL or bool(self._failures(job))  # noqa: E731
        wait_until(lambda: self.stage.met(number) or is_over() or self._is_dead(), 20, 0.02)
        trial.is_met = self.stage.met(number) is not None
        begin = time.monotonic()
        good = None
        if not self._is_dead() and trial.deed is not Deed.TERM:
            good = self._submit(self._upload("good", number, trial.seed))
        self._ask(job)
        match trial.deed:
            case Deed.NOTHING:
                limit = self.patience.of(trial.mode)
                wait_until(lambda: is_over() or self._is_dead(), 1.6, 0.05)
                if not is_over():
                    self._ask(job)
                if not wait_until(lambda: is_over() or self._is_dead(), limit, 0.05):
                    self.wrong.append(f"the slot is not free {limit:.0f} s after the harm's beginning")
            case Deed.CANCEL:
                self._cancel(job)
                if not wait_until(lambda: self.queue.state(job) in FINAL or self._is_dead(), SECONDS_TO_STOP, 0.05):
                    self.wrong.append(f"a cancelled job is {self.queue.state(job)} after {SECONDS_TO_STOP} s")
            case Deed.TERM:
                self._terminate()
        trial.seconds = time.monotonic() - begin
        self._look_for_worker(number)
        if self._is_dead() and trial.deed is not Deed.TERM:
            self.wrong.append(f"{self.way.value} ended with {self.process.returncode}")
        elif self.process.poll() is None and judge.peak(self.process.pid) - memory > MOST_GROWTH:
            self.wrong.append(f"{self.way.value} took {judge.peak(self.process.pid) - memory:.0f} MiB more")
        if self._queue_size() - size > MOST_QUEUE:
            self.wrong.append(f"the queue grew by {(self._queue_size() - size) >> 20} MiB")
        self._ask(job)
        self._settle(trial, number, job, good, hostile)
        self.wrong += judge.words(self.errors.read_bytes()[said[0]:])
        self.wrong += judge.lines_of_json(self.output.read_bytes()[said[1]:])
        self.wrong += judge.differences(before, judge.snapshot(self.folder, f"_{number}_"))
        if self.wrong:
            with open(self.root / "problems", "a") as file:
                file.write("".join(f"{number} {trial.name}: {problem}\n" for problem in self.wrong))
        else:
            self.stage.clear(number)
            for path in list(self.folder.rglob(f"*_{number}_*")):
                if path.is_file():
                    path.unlink()

    def close(self) -> list[str]:
        self.wrong = []
        if self.process and self.process.poll() is None:
            self._terminate()
        return self.wrong + [problem for problem in self.queue.problems() if "check" in problem]

    # One after the other

    def _upload(self, kind: str, number: str, seed: int) -> Path:
        content = photo(random.Random(f"{seed}{number}{kind}").randbytes(16))
        path = self.root / f"{kind}_{number}_.jpg"
        path.write_bytes(content)
        if self.way is Way.WORK:
            return path.rename(self.uploads / path.name)
        (self.uploads / f"{kind}_{number}_.story.json").write_text(self.story.read_text())
        return path

    def _submit(self, path: Path) -> int | None:
        if self.way is Way.WORK:
            answer = run(
                "submit", str(path), "--story", str(self.story), "--draft", "--limits", str(self.limits),
                "--output", str(self.out), "--queue", str(self.queue.path))
            if answer.returncode != 0:
                self.wrong.append(f"submit: exit {answer.returncode}: {answer.stderr.strip()[:200]}")
                return None
            return json.loads(answer.stdout.splitlines()[-1])["jobs"][0]
        path.rename(self.uploads / path.name)
        found = lambda: self.queue.ask("SELECT job FROM payload WHERE text LIKE ?", f"%{path.stem}%")  # noqa: E731
        if not wait_until(lambda: found() or self._is_dead(), 15, 0.05) or not found():
            self.wrong.append(f"{path.name} is not queued")
            return None
        return found()[-1][0]

    def _failures(self, job: int) -> list:
        return self.queue.ask("SELECT code FROM failure WHERE job = ?", job)

    def _is_dead(self) -> bool:
        return self.process.poll() is not None

    def _queue_size(self) -> int:
        return self.queue.path.stat().st_size if self.queue.path.exists() else 0

    def _ask(self, job: int) -> None:
        """Whether others can look at the queue."""
        for what in (["list", "--limit", "20"], ["show", str(job)]):
            answer = run("jobs", *what, "--queue", str(self.queue.path))
            if answer.returncode != 0:
                self.wrong.append(f"jobs {what[0]}: exit {answer.returncode}: {answer.stderr.strip()[-200:]}")
            else:
                self.wrong += [f"jobs {what[0]}: {problem}" for problem in judge.words(answer.stdout.encode())]

    def _cancel(self, job: int) -> None:
        answer = run("jobs", "cancel", str(job), "--queue", str(self.queue.path))
        if answer.returncode != 0 and self.queue.state(job) not in FINAL:
            self.wrong.append(f"jobs cancel: exit {answer.returncode}: {answer.stderr.strip()[:200]}")

    def _terminate(self) -> None:
        # A process that has only just begun does not listen for signals yet.
        time.sleep(max(0, self.started + 1 - time.monotonic()))
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(SECONDS_TO_STOP)
            if status != 143:
                self.wrong.append(f"{self.way.value} ended with {status} on SIGTERM")
        except subprocess.TimeoutExpired:
            self.wrong.append(f"{self.way.value} still runs {SECONDS_TO_STOP} s after SIGTERM")
            self.process.kill()
            self.process.wait()

    def _look_for_worker(self, number: str) -> None:
        worker = self.stage.met(number)
        if worker and not wait_until(lambda: not is_running(worker), 5):
            self.wrong.append("the worker is still there 5 s later")
            os.kill(worker, signal.SIGKILL)

    def _settle(self, trial: Trial, number: str, job: int, good: int | None, hostile: Path) -> None:
        """Everything is over, whatever it takes, and looked at."""
        if self.queue.state(job) not in FINAL:
            self._cancel(job)
        self.start()
        if not wait_until(lambda: self.queue.state(job) in FINAL, SECONDS_TO_STOP, 0.05):
            self.wrong.append(f"a cancelled job is {self.queue.state(job)} in the end")
            self.process.kill()
            self.process.wait()
            self.start()
        trial.end = self.queue.state(job) or "?"
        if codes := self._failures(job):
            trial.end += f", {codes[-1][0]}"
        if good is not None:
            if not wait_until(lambda: self.queue.state(good) in FINAL, SECONDS_OF_A_GOOD_JOB, 0.05):
                self.wrong.append(f"the good job is {self.queue.state(good)} after {SECONDS_OF_A_GOOD_JOB} s")
            elif self.queue.state(good) != "completed":
                self.wrong.append(f"the good job is {self.queue.state(good)}: {self._failures(good)}")
        folders = [self.out, self.uploads]
        if self.way is Way.WATCH:
            wait_until(lambda: not list(self.uploads.glob("*.jpg")), 5, 0.05)
        wait_until(lambda: not judge.leftovers(folders, self.stage.scratch), 5, 0.1)
        self.wrong += judge.leftovers(folders, self.stage.scratch)
        is_done = self.queue.state(job) == "completed"
        self.wrong += self._expected(hostile, number).problems(is_done)
        if good is not None and self.queue.state(good) == "completed":
            self.wrong += [f"the good one: {problem}" for problem in
                           self._expected(hostile.with_name(f"good_{number}_.jpg"), number).problems(True)]

    def _expected(self, upload: Path, number: str) -> Expected:
        places = [self.uploads / upload.name, *(self.uploads / top / upload.name for top in ("done", "failed"))]
        there = next((place for place in places if place.exists()), None)
        if there is None:
            self.wrong.append(f"the upload {upload.name} is gone")
        kind = upload.name.partition("_")[0]
        if self.way is Way.WORK:
            name, folder, size = f"{upload.stem}.draft", self.out, (540, 960)
        else:
            name, folder, size = upload.stem, self.uploads / "stories", (1080, 1920)
        return Expected(folder, name, judge.sha256(there) if there else "", *size, 2)
