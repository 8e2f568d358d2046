"""The queue of a watch, read past the program."""

import sqlite3
import subprocess
import time
from pathlib import Path


class Queue:
    def __init__(self, program: str, path: Path):
        path.parent.mkdir(parents=True)
        self.program, self.path = program, path

    def ask(self, statement: str) -> list[tuple]:
        for _ in range(50):
            # The program makes the file; who only looks must not.
            if not self.path.exists():
                return []
            connection = sqlite3.connect(self.path, timeout=10)
            try:
                return connection.execute(statement).fetchall()
            except sqlite3.OperationalError as error:
                # Whoever was killed while writing has left a journal that somebody else is playing back.
                last = error
                time.sleep(0.1)
            finally:
                connection.close()
        raise last

    def unfinished(self) -> list[tuple]:
        return self.ask("SELECT id, state FROM job WHERE finishedAt IS NULL ORDER BY id")

    def hurry(self) -> None:
        """Has jobs that wait between attempts tried at once."""
        for job, state in self.unfinished():
            if state == "retryable":
                self.retry(job)

    def retry(self, job: int) -> bool:
        """False where the job did not allow it any more."""
        command = [self.program, "jobs", "retry", str(job), "--queue", str(self.path)]
        return subprocess.run(command, capture_output=True, timeout=60).returncode == 0

    def problems(self) -> list[str]:
        """What is wrong when nothing runs any more."""
        found = []
        for check in ("integrity_check", "foreign_key_check"):
            if (answer := self.ask(f"PRAGMA {check}")) not in ([("ok",)], []):
                found.append(f"the queue: {check}: {answer}")
        found += [f"job {job} is {state}" for job, state in self.unfinished()]
        return found
