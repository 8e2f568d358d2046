"""Runs the program on every sample and says what it did that it must not."""

import hashlib
import json
import os
import shutil
import stat
import statistics
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from .field import STORY, Field, Planted
from .sample import TAG
from .trial import Outcome, run

# Done, unusable, missing, cannot create the output, I/O error: what a file or its name may cause.
ALLOWED = {0, 65, 66, 73, 74}
SECONDS, MEMORY = 30, 1024  # the most that any file may cost; MiB
# Beyond what a file of a few words costs: seconds of the processor, which other programs disturb less than
# a clock on the wall, and MiB.
BOMB_SECONDS, BOMB_MEMORY = 0.1, 64
ATTEMPTS = 3  # of a bomb that seems dear


@dataclass
class Verdict:
    sample: Planted
    outcome: Outcome
    violations: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Judge:
    program: Path
    field: Field
    containment: str | None
    processor: float = 0  # seconds and MiB that the program takes to refuse a shopping list
    memory: float = 0

    def floor(self) -> tuple[float, float]:
        """Median processor time and memory of a file that is refused for its first bytes."""
        place = self.field.root / "floor"
        place.mkdir(exist_ok=True)
        (place / "list.mp4").write_text("milk, bread, eggs\n" * 20)
        runs = [self._run(place / "list.mp4", None, place) for _ in range(7)]
        shutil.rmtree(place)
        return statistics.median(r.processor for r in runs), statistics.median(r.memory for r in runs)

    def all(self, samples: list[Planted], lanes: int) -> list[Verdict]:
        with ThreadPoolExecutor(lanes) as pool:
            return list(pool.map(self.verdict, samples))

    def verdict(self, sample: Planted) -> Verdict:
        folder = self.field.folder(sample.number)
        place = self.field.root / "runs" / str(sample.number)
        before = facts(folder)
        for _ in range(ATTEMPTS):
            place.mkdir(parents=True)
            outcome = self._run(folder / sample.name, folder / STORY if sample.has_story else None, place)
            verdict = Verdict(sample, outcome)
            self._check(verdict, place)
            if facts(folder) != before:
                verdict.violations.append("changed something beside the input")
            shutil.rmtree(place)
            if not sample.bomb or not self._is_dear(outcome):
                break
        if sample.bomb and self._is_dear(verdict.outcome):
            verdict.violations.append(
                f"cost {outcome.processor - self.processor:.2f} s of a processor and {outcome.memory - self.memory:.0f} MiB more than a text file")
        return verdict

    def _is_dear(self, outcome: Outcome) -> bool:
        return outcome.processor - self.processor > BOMB_SECONDS or outcome.memory - self.memory > BOMB_MEMORY

    def _run(self, file: Path, story: Path | None, place: Path) -> Outcome:
        (place / "scratch").mkdir(exist_ok=True)
        command = [str(self.program), "ingest", "--json", "--duration", "1", "--output", str(place / "out")]
        if self.containment:
            command += ["--containment", self.containment]
        if story:
            command += ["--story", str(story)]
        # Bytes, because a name need not be text.
        return run([os.fsencode(word) for word in [*command, "--", str(file)]], place, place / "scratch", SECONDS + 5)

    def _check(self, verdict: Verdict, place: Path) -> None:
        sample, outcome, wrong = verdict.sample, verdict.outcome, verdict.violations
        if outcome.timed_out:
            wrong.append(f"took more than {SECONDS + 5} s")
        elif outcome.exit_code not in ALLOWED:
            wrong.append(f"exit {outcome.exit_code}: {outcome.errors[-300:].decode(errors='replace')!r}")
        if outcome.seconds > SECONDS:
            wrong.append(f"took {outcome.seconds:.0f} s")
        if outcome.memory > MEMORY:
            wrong.append(f"took {outcome.memory:.0f} MiB")
        # With the lists off FFmpeg may take what it likes; what it can reach is the question then.
        if sample.refused and outcome.exit_code == 0 and self.containment != "sandbox":
            wrong.append("became a story")
        wrong += words(outcome)
        files = sorted(path for path in place.rglob("*") if not path.is_dir() or path.is_symlink())
        wrong += leftovers(outcome, files, place)
        secret = self.field.secret.encode()
        for label, content in [("standard output", outcome.output), ("standard error", outcome.errors)]:
            if secret in content:
                wrong.append(f"the canary's secret is in {label}")
        for path in files:
            content = path.read_bytes()
            if secret in content:
                wrong.append(f"the canary's secret is in {path.name}")
            if TAG.encode() in content:
                wrong.append(f"the source's metadata are in {path.name}")


def words(outcome: Outcome) -> list[str]:
    """What is wrong with what the program said."""
    wrong = []
    text = outcome.errors.decode(errors="replace")
    lines = text.splitlines()
    said = outcome.errors.removesuffix(b"\n")
    if any(byte < 0x20 and byte != 0x0A or byte == 0x7F for byte in said) or any(0x80 <= ord(c) < 0xA0 for c in text):
        wrong.append(f"control characters on standard error: {text[:200]!r}")
    if outcome.exit_code in ALLOWED - {0}:
        complaints = [line for line in lines if line.startswith("storymedia: ")]
        # A story document may have several problems, and each has its line.
        if not complaints:
            wrong.append(f"no sentence says why: {text[:200]!r}")
        elif len(complaints) != len(lines):
            wrong.append(f"more than the reason on standard error: {text[:300]!r}")
    for line in outcome.output.splitlines():
        try:
            json.loads(line)
        except ValueError:
            wrong.append(f"a line of standard output is no JSON: {line[:200]!r}")
            break
    return wrong


def leftovers(outcome: Outcome, files: list[Path], place: Path) -> list[str]:
    """What lies where nothing should."""
    out = place / "out"
    published = [path for path in files if path.parent == out]
    stray = [str(path.relative_to(place)) for path in files if path.parent != out]
    wrong = [f"left {name!r} behind" for name in stray[:3]]
    kinds = sorted(path.suffix for path in published)
    if outcome.exit_code == 0 and kinds != [".jpg", ".json", ".mp4"]:
        wrong.append(f"published {[path.name for path in published]}")
    if outcome.exit_code != 0 and published:
        wrong.append(f"left {published[0].name!r} behind")
    return wrong


def facts(folder: Path) -> list[tuple]:
    """Everything about the files of a folder that a reader of them leaves alone."""
    found = []
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        digest = ""
        if stat.S_ISREG(status.st_mode) and status.st_size < 1 << 26:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        found.append((str(path), status.st_mode, status.st_size, status.st_mtime_ns, digest))
    return found
