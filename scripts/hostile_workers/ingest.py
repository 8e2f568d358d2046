"""Trials of `ingest`, each in a folder of its own."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

from faults.daemon import is_running, wait_until

from . import judge
from .judge import Expected
from .stage import Stage, link_story, photo
from .trial import Deed, Patience, Trial

DOCUMENTED = {0, 65, 66, 69, 70, 73, 74, 75}
STOPPED = 143
MOST_MEMORY = 400
"""MiB of the parent, which holds no picture."""
SECONDS_TO_STOP = 5


class Terminal:
    """Takes what is written to it, and forgets it."""

    def __init__(self):
        self.near, self.end = os.openpty()

    def listen(self) -> None:
        os.close(self.end)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            while os.read(self.near, 1 << 16):
                pass
        except OSError:  # The other end is closed.
            pass
        os.close(self.near)


class Ingests:
    """A lane of them."""

    def __init__(self, stage: Stage, root: Path, patience: Patience, limits: Path):
        self.stage, self.root, self.patience, self.limits = stage, root, patience, limits
        self.root.mkdir(parents=True)

    def run(self, trial: Trial, number: str) -> None:
        folder = self.root / number
        media, out = folder / "in", folder / "out"
        for path in (media, out, folder / "canary"):
            path.mkdir(parents=True)
        (folder / "canary" / "canary").write_text("a secret")
        (out / "old.mp4").write_text("another's story")
        salt = random.Random(f"{trial.seed}{number}").randbytes(16)
        expected = []
        inputs = []
        for kind in ("hostile", "good") if trial.deed is Deed.NOTHING else ("hostile",):
            path = media / f"{kind}_{number}_.jpg"
            content = photo(salt + kind.encode())
            path.write_bytes(content)
            inputs.append(str(path))
            expected.append(Expected(out, f"{path.stem}.draft", hashlib.sha256(content).hexdigest(), 540, 960, 2))
        story = folder / "story.json"
        story.write_text(json.dumps(link_story()))
        self.stage.place(number, trial.mode)
        before = judge.snapshot(folder, f"_{number}_")
        is_json = trial.seed % 2 == 0 and not trial.mode.screen
        options = ["--json"] if is_json else []
        with open(folder / "stdout", "wb") as output, open(folder / "stderr", "wb") as errors:
            terminal = Terminal() if trial.mode.screen == "terminal" else None
            process = self.stage.start(
                "ingest", *inputs, "--story", str(story), "--draft", "--limits", str(self.limits), "--output", str(out),
                *options, output=output, errors=terminal.end if terminal else errors)
            if terminal:
                terminal.listen()
            status = self._wait(trial, number, process)
        found = trial.problems
        if status is not None:
            self._judge(trial, status, expected)
        found += judge.words((folder / "stderr").read_bytes())
        if is_json:
            found += judge.lines_of_json((folder / "stdout").read_bytes())
        # A process that had to be killed, or died, has said enough.
        if status is not None and status >= 0:
            found += judge.leftovers([out, media], self.stage.scratch)
        after = judge.snapshot(folder, f"_{number}_")
        found += judge.differences(before, {name: fact for name, fact in after.items() if name not in ("stdout", "stderr")})
        if not found:
            shutil.rmtree(folder)
            self.stage.clear(number)

    def close(self) -> list[str]:
        return []

    def _wait(self, trial: Trial, number: str, process: subprocess.Popen) -> int | None:
        """Its exit code; None where it did not end."""
        met = lambda: self.stage.met(number)  # noqa: E731
        wait_until(lambda: met() or process.poll() is not None, 20, 0.02)
        trial.is_met = met() is not None
        begin = time.monotonic()
        most = 0.0

        def is_over() -> bool:
            nonlocal most
            most = max(most, judge.peak(process.pid))
            return process.poll() is not None

        if trial.deed is Deed.TERM:
            time.sleep(0.1)
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            limit = SECONDS_TO_STOP
        else:
            # The good one's turn comes after the other's.
            limit = self.patience.of(trial.mode) + self.patience.slack
        is_ended = wait_until(is_over, limit, 0.02)
        trial.seconds = time.monotonic() - begin
        if not is_ended:
            what = "SIGTERM" if trial.deed is Deed.TERM else "the beginning of the harm"
            trial.problems.append(f"ingest still runs {limit:.0f} s after {what}")
            if trial.is_met and is_running(met()):
                os.kill(met(), signal.SIGKILL)
            process.kill()
            process.wait()
        elif trial.is_met and not wait_until(lambda: not is_running(met()), 2):
            trial.problems.append("the worker outlives its parent")
            os.kill(met(), signal.SIGKILL)
        if most > MOST_MEMORY:
            trial.problems.append(f"the parent had {most:.0f} MiB")
        trial.end = f"exit {process.returncode}" if is_ended else "hangs"
        return process.returncode if is_ended else None

    def _judge(self, trial: Trial, status: int, expected: list[Expected]) -> None:
        if trial.deed is Deed.TERM and status == STOPPED:
            for story in expected:
                # It may have been done by then.
                trial.problems += story.problems(story.is_there())
            return
        if status not in DOCUMENTED:
            trial.problems.append(f"ingest ended with {status}")
        if status < 0:
            return
        trial.problems += expected[0].problems(status == 0 or expected[0].paths()[0].exists())
        for story in expected[1:]:
            trial.problems += [f"the good one: {problem}" for problem in story.problems(True)]
