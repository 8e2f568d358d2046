#!/usr/bin/env python3
"""An example of a scheduler's backend that has its stories made by storymedia.

    storymedia work &
    backend.py POSTS --output DIR

POSTS is a CSV file with the columns id, media, publish_at (RFC 3339), and if wanted caption and
duration, or a JSON array of objects with these keys. Each post is submitted under a key of its own;
what becomes of it is added as a line of JSON to DIR/results.jsonl.

It may be killed and run again at any moment: the keys see to it that nothing is made twice, and a
post that has a result is left alone. It relies on what docs/backend.md promises, and on Python's
standard library.
"""

import argparse
import csv
import json
import math
import os
import random
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

# What is wrong is about this post, so trying again cannot help: the media or the story cannot be
# used, the input is not there, the output would be written over.
POST_IS_WRONG = {65, 66, 73}
# Reading or writing failed, or another process was too busy: later it may work.
MAY_HEAL = {74, 75}
ATTEMPTS = 4


class Stop(Exception):
    """What an operator must see to: nothing is wrong with the posts."""

    def __init__(self, result: dict):
        super().__init__("; ".join(result.get("messages", ["storymedia was stopped"])))
        self.status = result["exitStatus"]


def run(arguments: list[str]) -> dict:
    """Runs storymedia, whose sentences for people go to our standard error, and returns its result."""
    process = subprocess.run(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    lines = process.stdout.splitlines()
    if lines:
        return json.loads(lines[-1])
    # Without a result it was killed, or, with 64, called in a way that it does not know.
    message = f"{' '.join(arguments)} ended with {process.returncode}"
    return {"exitStatus": 64 if process.returncode == 64 else 75, "messages": [message]}


def read_posts(path: Path) -> list[dict]:
    with path.open(newline="") as file:
        return json.load(file) if path.suffix == ".json" else list(csv.DictReader(file))


def read_results(path: Path) -> dict[str, dict]:
    """What is known from earlier runs. A line that a crash has cut off is none."""
    results = {}
    if path.exists():
        for line in path.read_text().splitlines():
            try:
                result = json.loads(line)
            except ValueError:
                continue
            results[result["id"]] = result
    return results


def write_result(path: Path, result: dict) -> None:
    """Adds a line that is there after a power cut, too."""
    with path.open("a+b") as file:
        if file.tell() > 0:
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(json.dumps(result).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def fault(post: dict) -> str | None:
    """What no command line takes, which must not end the run for the posts behind it."""
    if not post.get("media"):
        return "media is missing"
    try:
        if datetime.fromisoformat(post["publish_at"].replace("Z", "+00:00")).tzinfo is None:
            return "publish_at has no offset, such as Z or +01:00"
    except (KeyError, ValueError, AttributeError):
        return f"publish_at is no time, such as 2026-12-01T09:00:00Z, but {post.get('publish_at')!r}"
    try:
        if post.get("duration") and not 0 < float(post["duration"]) < math.inf:
            return "duration is not more than 0 seconds"
    except ValueError:
        return f"duration is no number of seconds, but {post['duration']!r}"
    return None


class Backend:
    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.queue = ["--queue", options.queue] if options.queue else []
        self.results_file = Path(options.output) / "results.jsonl"
        self.results = read_results(self.results_file)

    def submit(self, post: dict) -> dict:
        """Does no harm when it is repeated: the key and what is to be done are the same."""
        arguments = [self.options.storymedia, "submit", post["media"], "--output", self.options.output,
                     "--key", f"post-{post['id']}", "--publish-at", post["publish_at"], *self.queue]
        if post.get("caption"):
            arguments += ["--text", post["caption"]]
        if post.get("duration"):
            arguments += ["--duration", str(post["duration"])]
        return run(arguments)

    def finish(self, post: dict, outcome: dict) -> None:
        result = {"id": post["id"], "exitStatus": outcome["exitStatus"]}
        if outcome["exitStatus"] == 0:
            result |= {"video": outcome["story"]["videos"][0], "cover": outcome["story"]["covers"][0]}
        else:
            failure = outcome.get("failure") or {}
            result["message"] = failure.get("message") or "; ".join(outcome.get("messages", ["cancelled"]))
        write_result(self.results_file, result)
        self.results[post["id"]] = result

    def attempt(self, posts: list[dict]) -> list[dict]:
        """Returns the posts for which another try may help."""
        again = []
        jobs = {}
        for post in posts:
            wrong = fault(post)
            result = {"exitStatus": 65, "messages": [wrong]} if wrong else self.submit(post)
            if result["exitStatus"] == 0:
                jobs[result["jobs"][0]] = post
            elif result["exitStatus"] in POST_IS_WRONG:
                self.finish(post, result)
            elif result["exitStatus"] in MAY_HEAL:
                again.append(post)
            else:
                raise Stop(result)
        if not jobs:
            return again
        result = run([self.options.storymedia, "wait", *map(str, jobs), *self.queue])
        for outcome in result.get("outcomes", []):
            post = jobs.pop(outcome["job"])
            if outcome["exitStatus"] in MAY_HEAL:
                again.append(post)
            elif outcome["exitStatus"] == 69:  # The machine that works the queue lacks something.
                raise Stop({"exitStatus": 69, "messages": [outcome["failure"]["message"]]})
            else:
                self.finish(post, outcome)
        if jobs and result["exitStatus"] not in MAY_HEAL:
            raise Stop(result)
        return again + list(jobs.values())

    def run(self, posts: list[dict]) -> int:
        open_posts = [post for post in posts if post["id"] not in self.results]
        for attempt in range(ATTEMPTS):
            if attempt > 0:
                time.sleep(min(60, 5 * 2**attempt) * random.uniform(0.5, 1))
            open_posts = self.attempt(open_posts)
            if not open_posts:
                break
        statuses = [self.results[post["id"]]["exitStatus"] for post in posts if post["id"] in self.results]
        print(f"{statuses.count(0)} ready, {len(statuses) - statuses.count(0)} refused, "
              f"{len(open_posts)} to be tried again later")
        return 75 if open_posts else next((status for status in statuses if status != 0), 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("posts", type=Path)
    parser.add_argument("--output", required=True)
    parser.add_argument("--queue")
    parser.add_argument("--storymedia", default="storymedia", help="the program")
    options = parser.parse_args()
    Path(options.output).mkdir(parents=True, exist_ok=True)
    try:
        return Backend(options).run(read_posts(options.posts))
    except Stop as stop:
        print(f"backend: {stop}", file=sys.stderr)
        return stop.status


if __name__ == "__main__":
    sys.exit(main())
