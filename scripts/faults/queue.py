"""A queue, its daemons' jobs and what must hold of them."""

import json
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from .program import run
from .uploads import Upload

FINAL = ("completed", "cancelled", "discarded")
LOSSES = {"machineRestarted": 1, "runnerGone": 1, "runnerGoneAlone": 2, "leaseExpired": 1}
"""How a job loses its runner, and how much each loss counts against it."""


@dataclass
class Row:
    """A job as the queue's file says."""

    id: int
    state: str
    attempt: int
    fence: int
    process: int | None
    startedAt: int | None


class Queue:
    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "queue.sqlite"
        self.uploads: dict[int, Upload] = {}

    def submit(self, upload: Upload, output: Path, *more: str,
               environment: dict[str, str] | None = None) -> int | None:
        """None where the submitter was told that it did not work."""
        result = run(
            "submit", str(upload.path), *upload.options, "--output", str(output), "--queue", str(self.path),
            *more, environment=environment)
        self.last = result
        if result.returncode != 0:
            return None
        number = json.loads(result.stdout.splitlines()[-1])["jobs"][0]
        self.uploads[number] = upload
        return number

    def work(self, *more: str, environment: dict[str, str] | None = None, timeout: float = 300):
        return run("work", "--once", "--queue", str(self.path), "--json", *more,
                   environment=environment, timeout=timeout)

    def state(self, job: int) -> str | None:
        """None as well while a stopped process holds the file's lock."""
        try:
            return self.ask("SELECT state FROM job WHERE id = ?", job, patience=0.1)[0][0]
        except sqlite3.OperationalError:
            return None

    def ask(self, statement: str, *values, patience: float = 10) -> list[tuple]:
        """Reads the file past the program."""
        for _ in range(50 if patience >= 1 else 1):
            connection = sqlite3.connect(self.path, timeout=patience)
            try:
                return connection.execute(statement, values).fetchall()
            except sqlite3.OperationalError as error:
                # A process that was killed while it wrote has left a journal, and another process is
                # about to play it back.
                last = error
                time.sleep(0.1)
            finally:
                connection.close()
        raise last

    def rows(self, only: str = "1") -> list[Row]:
        return [Row(*row) for row in self.ask(
            f"SELECT id, state, attempt, fence, runnerProcess, startedAt FROM job WHERE {only} ORDER BY id")]

    def unfinished(self) -> list[Row]:
        return self.rows("finishedAt IS NULL")

    def failures(self, job: int) -> list[tuple[str, str, bool, bool]]:
        """Code, sentence, whether it can be retried, whether it was a crash."""
        return [(code, message, bool(retry), bool(crash)) for code, message, retry, crash in self.ask(
            "SELECT code, message, canRetry, isCrash FROM failure WHERE job = ? ORDER BY number", job)]

    def hurry(self) -> None:
        """Has jobs that wait between attempts tried at once, as a person would."""
        for row in self.rows("state = 'retryable'"):
            run("jobs", "retry", str(row.id), "--queue", str(self.path))

    def problems(self) -> list[str]:
        """What is wrong with the file and with the jobs' ends; for when nothing runs any more."""
        found = []
        check = self.ask("PRAGMA integrity_check")
        if check != [("ok",)]:
            found.append(f"integrity_check: {check}")
        if broken := self.ask("PRAGMA foreign_key_check"):
            found.append(f"foreign_key_check: {broken}")
        rows = {row.id: row for row in self.rows()}
        for job, upload in self.uploads.items():
            if job not in rows:
                found.append(f"job {job} ({upload.path.name}) is lost")
            elif problem := self._problem(rows[job], upload):
                found.append(f"job {job} ({upload.path.name}): {problem}; {self.failures(job)}")
        # A submission that was not acknowledged may have become a job, or not.
        return found

    def _problem(self, row: Row, upload: Upload) -> str | None:
        failures = self.failures(row.id)
        crashes = sum(crash for _, _, _, crash in failures)
        losses = sum(LOSSES.get(code, 0) for code, _, _, _ in failures)
        if row.state not in FINAL:
            return f"is {row.state}"
        if row.fence < row.attempt:
            return f"was begun {row.fence} times for {row.attempt} attempts"
        if row.state == "completed":
            return "is completed, though it is no media" if upload.slides == 0 else None
        if row.state == "cancelled":
            return "is cancelled, which was not asked for"
        if upload.slides == 0:
            return None if failures and not failures[-1][2] else "was not refused for good"
        if crashes >= 3 or losses >= 10 or row.attempt >= 5:
            return None
        return f"was discarded after {crashes} crashes, {losses} losses, {row.attempt} attempts"
