"""What is on the disks after a cut, held against what was promised."""

import json
import os
import sqlite3
import subprocess
from pathlib import Path

from . import outputs
from .program import run
from .queue import LOSSES
from .uploads import sha256

LOCK = ".storymedia.lock"
PARTS = (".json", ".mp4", ".jpg")
# Why a job may be given up though its upload is good. A rename that was not synced may be undone by a cut: the upload
# is away then, until its sender moves it again.
FROM_CUTS = (*LOSSES, "inputMissing")


class Remains:
    def __init__(self, life):
        self.life = life
        self.whole: set[str] = set()
        """Hashes of files that were looked into and are not torn."""

    def after_cut(self) -> list[str]:
        return self._queue() + self._jobs() + self._ingested() + self._uploads() + self._torn()

    def at_the_end(self) -> list[str]:
        life = self.life
        found = self._queue() + self._jobs() + self._torn()
        rows = self._rows()
        for job, (state, path, _) in rows.items():
            if state != "completed" and path in life.submissions:
                found.append(f"job {job} is {state} in the end: {life.queue.failures(job)}")
        # An upload that a cut has taken out of the folder again has had more than one job.
        done = {path for state, path, _ in rows.values() if state == "completed"}
        found += [f"{upload.path.name} has no job that was completed" for upload in life.uploads
                  if str(life.watched / upload.path.name) not in done]
        for name, made in life.made.items():
            if made.done and not made.begun:
                found += outputs.manifest(life.made_in / f"{name}.draft.json", made.done, probed=1)[1]
        for upload in life.uploads:
            place = life.watched / "done" / upload.path.name
            if not place.exists() or sha256(place) != upload.sha256:
                found.append(f"{upload.path.name} is not in done/")
        for folder in (life.out, life.made_in, life.watched):
            for path in folder.rglob(".*"):
                if path.name != LOCK:
                    found.append(f"left over: {path.relative_to(life.machine.root)}")
        return found

    def _queue(self) -> list[str]:
        """Whether the file is sound, and the program opens it."""
        queue = self.life.queue
        if not queue.path.exists():
            promised = bool(queue.uploads) or bool(self.life.completed)
            return ["the queue is gone"] if promised else []
        answer = run("jobs", "list", "--json", "--queue", str(queue.path))
        if answer.returncode != 0:
            return [f"the queue cannot be opened: {answer.stderr.strip()}"]
        try:
            found = [f"{check}: {rows}" for check in ("integrity_check", "foreign_key_check")
                     if (rows := queue.ask(f"PRAGMA {check}")) not in ([], [("ok",)])]
        except sqlite3.DatabaseError as error:
            return [f"the queue is damaged: {error}"]
        return found

    def _jobs(self) -> list[str]:
        """Whether all jobs that were acknowledged are there, and completed ones have their stories."""
        life = self.life
        rows = self._rows()
        found = []
        for job, upload in life.queue.uploads.items():
            if job not in rows:
                found.append(f"job {job} was acknowledged and is lost")
            elif rows[job][1] != str(upload.path):
                found.append(f"job {job} was acknowledged and is another one now")
        for job in life.completed:
            if job not in rows or rows[job][0] != "completed":
                found.append(f"job {job} was said to be completed and is {rows.get(job, ['lost'])[0]}")
        sent = {str(life.watched / upload.path.name): upload for upload in life.uploads}
        for job, (state, path, result) in rows.items():
            upload = life.submissions.get(path) or sent.get(path)
            if state == "completed" and upload:
                if not result:
                    found.append(f"job {job} is completed without a result")
                    continue
                found += [f"job {job} is completed, but {what}" for what in
                          outputs.manifest(Path(json.loads(result)["manifest"]), upload)[1]]
        return found

    def _rows(self) -> dict[int, tuple[str, str, str | None]]:
        """State, input and result of each job."""
        try:
            rows = self.life.queue.ask(
                "SELECT job.id, state, payload.text, result.text FROM job JOIN payload ON payload.job = job.id "
                "LEFT JOIN result ON result.job = job.id") if self.life.queue.path.exists() else []
        except sqlite3.DatabaseError:
            return {}
        return {job: (state, json.loads(payload)["request"]["input"], result) for job, state, payload, result in rows}

    def _ingested(self) -> list[str]:
        """Whether what `ingest` was done with is there; what was to replace it may be, file by file."""
        found = []
        for name, made in self.life.made.items():
            if made.done is None:
                continue
            base = self.life.made_in / f"{name}.draft"
            missing = [suffix for suffix in PARTS if not base.with_name(base.name + suffix).exists()]
            if missing:
                found.append(f"{name} was done, and {missing} are gone")
            elif not made.begun:
                found += [f"{name} was done, but {what}" for what in
                          outputs.manifest(base.with_name(base.name + ".json"), made.done)[1]]
        return found

    def _uploads(self) -> list[str]:
        """Whether each upload is somewhere, as it was."""
        life = self.life
        places = [life.staged, life.watched, life.watched / "done", life.watched / "failed"]
        found = []
        for upload in life.uploads:
            there = [place / upload.path.name for place in places if (place / upload.path.name).exists()]
            if not there:
                found.append(f"the upload {upload.path.name} is lost")
            found += [f"the upload {path} was changed" for path in there if sha256(path) != upload.sha256]
            found += [f"{path.name} was refused: {reason(path)}" for path in there if path.parent.name == "failed"
                      if reason(path)["code"] not in FROM_CUTS]
        for upload in life.submissions.values():
            if sha256(upload.path) != upload.sha256:
                found.append(f"the input {upload.path.name} was changed")
        return found

    def _torn(self) -> list[str]:
        """Whether everything that can be seen is whole."""
        life = self.life
        found = []
        for folder in (life.out, life.made_in, life.watched / "stories"):
            for path in outputs.visible(folder):
                if not path.is_file():
                    found.append(f"{path.name} is no file")
                    continue
                mark = sha256(path)
                if mark in self.whole:
                    continue
                if is_whole(path):
                    self.whole.add(mark)
                else:
                    found.append(f"{path.name} is visible and torn, {path.stat().st_size} bytes")
        return found


def reason(path: Path) -> dict:
    """Why an upload is in failed/."""
    try:
        return json.loads(path.with_name(path.name + ".error.json").read_text())
    except (OSError, ValueError):
        return {"code": "unknown"}


def is_whole(path: Path) -> bool:
    if path.suffix == ".json":
        try:
            json.loads(path.read_text())
            return True
        except ValueError:
            return False
    decoded = subprocess.run(
        ["ffmpeg", "-v", "error", "-xerror", "-i", str(path), "-f", "null", os.devnull],
        capture_output=True, stdin=subprocess.DEVNULL)
    return decoded.returncode == 0 and not decoded.stderr
