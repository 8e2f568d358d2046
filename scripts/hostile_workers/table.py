"""All ways in which a worker does harm. A new one is a line.

The names of messages and tasks are those of WorkerMessage, WorkerEvent and WorkerTaskName; what follows at the top is
all that must be changed with them. Modes for messages that no worker has sent are left out, and named.
"""

import hashlib
import json
import signal

from . import fields
from .fields import FORGED
from .mode import End, Mode
from .recording import Message, Recording

MAKE = "make"
"""The task of the worker that decodes and encodes."""
PLANNED, PROGRESS, MADE, ANSWERED, PROBED = "planned", "progress", "made", "answered", "probed"
LINK, EVIL_LINK = "good.example", "https://evil.example/shop"

AT_ONCE, GRACE, SILENCE, DEADLINE = End.AT_ONCE, End.GRACE, End.SILENCE, End.DEADLINE
SIGNALS = [one for one in signal.valid_signals() if one < 32 and one not in (
    signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGCONT, signal.SIGCHLD, signal.SIGURG,
    signal.SIGWINCH)]
GARBAGE = b"EVIL BYTES\n"
SCRIPT = b"#!/bin/sh\necho these are not the bytes that were verified\n"


def log(text: str, level: str = "debug") -> bytes:
    return f'{{"log":{{"_0":"{level}","_1":"{text}"}}}}'.encode()


def failed(code: str = "unusableMedia", file: str = "x", message: str = "taken over") -> bytes:
    return (f'{{"failed":{{"code":"{code}","stage":"probe","file":"{file}","message":"{message}"}}}}').encode()


def answer(task: str, value: object) -> bytes:
    return json.dumps({ANSWERED: {"task": task, "answer": value}}).encode()


ALL_MADE = answer(MAKE, {"slideCount": 1})


def framed(length: int, content: bytes = b"") -> bytes:
    return length.to_bytes(4) + content


WORDS = {
    "failed": failed(),
    "failed-forged": failed(message=FORGED),
    "failed-forged-file": failed(file=FORGED),
    "failed-long": failed(message="A" * (1 << 20), file="B" * (1 << 20)),
    "failed-odd-code": failed(code="notConfined", message="storymedia is broken"),
    "failed-cancelled": failed(code="cancelled"),
    "log": log("x"),
    "log-long": log("A\\n" * 2_600_000, "critical"),
    "log-forged": log(f"x\\n{FORGED}", "critical"),
    "log-error": log(f"x\\n{FORGED}", "error"),
    "log-lone": b'{"log":{"_0":"critical","_1":"\\ud800"}}',
}

ENDINGS = [
    # name, trigger, steps, end; `*` is the worker's first message, LAST its last one.
    ("answered-sleep", "LAST", "send; sleep", GRACE),
    ("answered-spin", "LAST", "send; spin", GRACE),
    ("answered-stop", "LAST", f"send; signal {signal.SIGSTOP:d}; sleep", GRACE),
    ("answered-talk", "LAST", "send; dribble @log 0.1", GRACE),
    ("answered-twice", "LAST", "send; send", AT_ONCE),
    ("answered-first", "*", "say @answer; sleep", GRACE),
    ("answered-first-goes-on", "*", "say @answer; send", AT_ONCE),
    ("answered-never", "LAST", "sleep", SILENCE),
    ("failed-sleep", "LAST", "say @failed; sleep", GRACE),
    ("failed-first", "*", "say @failed; sleep", GRACE),
    ("failed-answered", "LAST", "say @failed; send", AT_ONCE),
    ("answered-failed", "LAST", "send; say @failed", AT_ONCE),
    # A socket stays open while another thread waits at it, so that the parent does not always hear of these.
    ("close-sleep", "*", "send; close; sleep", SILENCE),
    ("close-at-the-end", "LAST", "close; sleep", SILENCE),
    ("answered-close", "LAST", "send; close; sleep", GRACE),
    ("exit-first", "*", "exit 0", AT_ONCE),
    ("exit-last", "LAST", "exit 0", AT_ONCE),
    *((f"exit-{code}", "*", f"send; exit {code}", AT_ONCE) for code in (1, 64, 69, 70, 75, 132, 255)),
    ("sleep-first", "*", "sleep", SILENCE),
    ("sleep-second", "*:2", "sleep", SILENCE),
    ("spin", "*", "send; spin", SILENCE),
    ("stop", "*", f"send; signal {signal.SIGSTOP:d}; sleep", SILENCE),
    ("dribble-log", "*", "send; dribble @log 1", DEADLINE),
    ("dribble-same", "*", "send; dribble @same 1", DEADLINE),
    ("flood-log", "*", "send; say @log 100000; sleep", DEADLINE),
    ("flood-log-for-ever", "*", "send; dribble @log 0", DEADLINE),
    ("flood-long-log", "*", "send; say @log-long 12; sleep", DEADLINE),
    ("log-forged", "*", "say @log-forged; send", AT_ONCE),
    ("log-error", "*", "say @log-error; send", AT_ONCE),
    ("log-lone", "*", "say @log-lone; send", AT_ONCE),
    ("failed-forged", "*", "say @failed-forged", AT_ONCE),
    ("failed-forged-file", "*", "say @failed-forged-file", AT_ONCE),
    ("failed-long", "*", "say @failed-long", AT_ONCE),
    ("failed-odd-code", "*", "say @failed-odd-code", AT_ONCE),
    ("failed-cancelled", "*", "say @failed-cancelled", AT_ONCE),
    ("threads", "*", "threads 4000; send; nap 2", AT_ONCE),
    ("threads-sleep", "*", "threads 4000; send; sleep", SILENCE),
    ("memory", "*", "memory 1500; send; sleep", SILENCE),
]

FRAMES = [
    # name, the bytes, what follows
    ("length-0", framed(0), "sleep", GRACE),
    ("length-1", framed(1, b"{"), "sleep", GRACE),
    ("length-2g", framed(0x7FFFFFFF), "sleep", GRACE),
    ("length-4g", framed(0xFFFFFFFF), "sleep", GRACE),
    ("length-over", framed((8 << 20) + 1, b"{"), "sleep", GRACE),
    ("length-8m-sleep", framed(8 << 20, b"{"), "sleep", SILENCE),
    ("header-half-sleep", b"\0\0", "sleep", SILENCE),
    ("header-half-exit", b"\0\0", "exit 0", AT_ONCE),
    ("cut-off-sleep", framed(100, b'{"answered"'), "sleep", SILENCE),
    ("cut-off-exit", framed(100, b'{"answered"'), "exit 0", AT_ONCE),
    *((f"text-{name}", framed(len(text), text), "sleep", GRACE) for name, text in {
        "null": b"null", "number": b"7", "list": b"[]", "empty": b"{}", "string": b'"answered"',
        "unknown": b'{"conquered":{}}', "two": b'{"answered":{},"failed":{}}', "bare": b'{"progress":{}}',
        "bare-answer": b'{"answered":{}}', "not-json": b"EVIL",
        "utf-8": b'{"log":{"_0":"debug","_1":"\xff\xfe\xc0\x80"}}', "utf-16": ALL_MADE.decode().encode("utf-16"),
        "nul": ALL_MADE + b"\0\0", "twice": ALL_MADE * 2,
        "many-slides": answer(MAKE, {"slideCount": 1000}), "unknown-task": answer("conquer", {}),
        "deep-list": b'{"log":{"_0":"debug","_1":' + b"[" * 10_000 + b"]" * 10_000 + b"}}",
        "deep-object": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        "open-list": b"[" * (1 << 20),
        "many-keys": b"{" + b",".join(b'"%d":{}' % number for number in range(100_000)) + b"}",
        "self-test": answer("selfTest", {"A" * 100_000: True}), "review": answer("review", []),
    }.items()),
    # An honest message, behind which nothing comes.
    ("text-reached", framed(28, b'{"reached":{"_0":"publish"}}'), "sleep", SILENCE),
]

FILES = [
    *((f"files-{what}", MADE, f"{order}", AT_ONCE) for what, order in {
        "garbage": "files garbage; send", "truncate": "files truncate; send", "halve": "files halve; send",
        "append": "files append; send", "huge": "files huge; send", "allocate": "files allocate; send",
        "mode": "files mode; send", "reopen": "files reopen; send; files reopen", "make": "files make @places; send; files make @places",
        "garbage-later": "send; nap 0.5; files garbage", "truncate-later": "send; nap 0.5; files truncate",
        "mode-later": "send; nap 0.5; files mode", "swap": "send; nap 0.5; files replace @script",
        "folder": "files folder; send", "folder-later": "send; nap 0.5; files folder",
    }.items()),
    ("files-many", PLANNED, "send; files many", AT_ONCE),
    ("files-grow", MADE, "send; files grow", DEADLINE),
    ("files-grow-early", PROGRESS, "send; files grow", DEADLINE),
    ("files-write", MADE, "send; files write", SILENCE),
    ("files-write-after-all", ANSWERED, "send; files write", GRACE),
    ("files-swap-after-all", ANSWERED, "send; nap 0.2; files replace @script; sleep", GRACE),
    ("files-mode-after-all", ANSWERED, "send; files mode; sleep", GRACE),
]


def table(recording: Recording, places: bytes, film: bytes) -> tuple[list[Mode], list[Mode], list[str]]:
    """Modes with a purpose, modes of single fields, and the names of messages that were never sent.

    - `places`: folders, one a line, in which files are tried.
    - `film`: one that can be played and is not the story.
    """
    special: list[Mode] = []
    single: list[Mode] = []
    for task in recording.tasks:
        messages = recording.of(task)
        prefix = "" if task == MAKE else f"{task}-"
        last = recording_last(recording, task)
        words = WORDS | {"same": next(iter(messages.values())).text, "answer": messages[last].text}
        for name, trigger, steps, end in ENDINGS:
            special.append(mode(prefix + name, trigger.replace("LAST", last), steps, end, words, task))
        for name, text, then, end in FRAMES:
            special.append(mode(prefix + name, "*", f"raw @raw; {then}", end, words | {"raw": text}, task))
        for number in SIGNALS if task == MAKE else (signal.SIGSEGV, signal.SIGKILL):
            special.append(mode(f"{prefix}signal-{number:d}", "*", f"send; signal {number:d}; sleep", AT_ONCE, {}, task))
        for message in messages.values():
            single += fields.modes(message)
            few, many = {"one": message.text}, f"{prefix}{message.name}"
            if message.name not in (ANSWERED, "failed", "log"):
                special.append(mode(f"{many}-1000", message.name, "send; say @one 1000", AT_ONCE, few, task))
                special.append(mode(f"{many}-100000", message.name, "send; say @one 100000; sleep", DEADLINE, few, task))
                special.append(mode(f"{many}-for-ever", message.name, "send; dribble @one 1", DEADLINE, few, task))
                special.append(mode(f"{many}-before-all", "*", "say @one; send", AT_ONCE, few, task))
                special.append(mode(f"{many}-never", message.name, "nap 0", SILENCE, {}, task))
                special.append(mode(f"{many}-then-sleep", message.name, "send; sleep", SILENCE, {}, task))
    made = recording.of(MAKE)
    files = {"places": places, "script": SCRIPT, "garbage": GARBAGE}
    for name, trigger, steps, end in FILES:
        if trigger in made:
            special.append(mode(name, trigger, steps, end, files))
    if PROGRESS in made:
        special += progress(made[PROGRESS])
    if PLANNED in made:
        special += plans(made[PLANNED])
    if MADE in made:
        special += slides(made[MADE], film)
        for task in recording.tasks:
            if task != MAKE and MADE not in recording.of(task):
                special += accomplices(recording, task, made[MADE], film)
    names = {PLANNED, PROGRESS, MADE, ANSWERED, PROBED}
    return special, single, sorted(names - set(made))


def recording_last(recording: Recording, task: str) -> str:
    return [message.name for message in recording.messages if message.task == task][-1]


def mode(name: str, trigger: str, steps: str, end: End, words: dict[str, bytes], task: str = MAKE, screen: str = "") -> Mode:
    named = {word[1:] for word in steps.replace(";", " ").split() if word.startswith("@")}
    return Mode(name, trigger, steps, end, {key: words[key] for key in named}, task, "", screen)


def accomplices(recording: Recording, task: str, made: Message, film: bytes) -> list[Mode]:
    """Two workers in league: where the second would say that what the first has made is bad, it says all is well."""
    found = []
    hashes = {str(made.at(place)) for place in made.places() if place[-1] == "sha256"}
    for one in lies(made, film):
        words, content = [message.text for message in recording.messages if message.task == task], one.files["new"]
        for hash_ in hashes:
            words = [word.replace(hash_.encode(), hashlib.sha256(content).hexdigest().encode()) for word in words]
        files = one.files | {f"w{number}": word for number, word in enumerate(words)}
        more = f"on\t{task}\tfailed\t1\n" + "".join(f"say\t@w{number}\n" for number in range(len(words)))
        found.append(Mode(f"{task}-agrees-{one.name}", MADE, one.steps, AT_ONCE, files, MAKE, more))
    return found


def lies(made: Message, film: bytes) -> list[Mode]:
    """Other bytes than a story, with a hash that fits."""
    found = []
    hashes = ["/".join(place) for place in made.places() if place[-1] == "sha256"]
    for name, content in {"garbage": GARBAGE, "film": film, "script": SCRIPT, "empty": b""}.items():
        hash_ = hashlib.sha256(content).hexdigest()
        steps = "files replace @new;" + "".join(f'edit {place} "{hash_}";' for place in hashes) + "send"
        found.append(mode(f"bytes-{name}", MADE, steps, AT_ONCE, {"new": content}))
    return found


def progress(one: Message) -> list[Mode]:
    """It never grows, goes backwards, grows without end."""
    frames = [one.edited(frames=frames, percent=percent) for frames, percent in ((1, 10), (0, 0), (3, 30), (2, 20), (0, 0))]
    back = ";".join(f"say @p{index};nap 1" for index in range(5)) + ";dribble @p0 1"
    grows = [one.edited(frames=number, frameCount=10**9, percent=number / 1e7) for number in range(1, 60)]
    far = {f"g{number}": text for number, text in enumerate(grows)}
    climb = ";".join(f"say @g{number};nap 1" for number in range(len(grows))) + ";sleep"
    found = []
    for key in ("slide", "slideCount", "pass", "frames", "frameCount", "percent", "speed", "secondsLeft"):
        for value in (0, -1, -2**63, 2**63 - 1, 1e300, -1e300):
            name, text = f"progress-{key}={value:.4g}", {"p": one.edited(**{key: value})}
            # As long as the queue shows it, and jobs is asked for it.
            shown = "send;nap 1.1;say @p;nap 2" if key in ("slide", "slideCount", "percent", "secondsLeft") else "send"
            found.append(mode(name, PROGRESS, f"{shown};say @p", AT_ONCE, text))
            found.append(mode(f"{name}-drawn", PROGRESS, "send;nap 0.2;say @p;nap 0.2", AT_ONCE, text, screen="terminal"))
            if key in ("slide", "percent", "secondsLeft"):
                steps = "send;nap 5.2;say @p;nap 0.2"
                found.append(mode(f"{name}-written", PROGRESS, steps, AT_ONCE, text, screen="lines"))
    return found + [
        mode("progress-backwards", PROGRESS, f"send;{back}", DEADLINE, {f"p{number}": text for number, text in enumerate(frames)}),
        mode("progress-grows-for-ever", PROGRESS, f"send;{climb}", DEADLINE, far),
        mode("progress-of-others", PROGRESS, "send;dribble @p 1", DEADLINE, {"p": one.edited(slide=7, slideCount=9)}),
    ]


def plans(one: Message) -> list[Mode]:
    plan = one.value[PLANNED]["_0"][0]
    many = lambda count: b'{"planned":{"_0":[' + b",".join([json.dumps(plan).encode()] * count) + b"]}}"  # noqa: E731
    words = {"none": b'{"planned":{"_0":[]}}', "many": many(2000), "two": many(2)}
    return [
        mode("plans-none", PLANNED, "say @none", AT_ONCE, words), mode("plans-many", PLANNED, "say @many", AT_ONCE, words),
        mode("plans-two", PLANNED, "say @two", AT_ONCE, words),
    ]


def slides(one: Message, film: bytes) -> list[Mode]:
    """Lies about what was made."""
    found = []
    text = one.text
    links = ["/".join(place) for place in one.places() if isinstance(one.at(place), str) and LINK in str(one.at(place))]
    if links:
        steps = ";".join(f'edit {place} "{EVIL_LINK}"' for place in links)
        found.append(mode("link", MADE, f"{steps};send", AT_ONCE, {}))
        found.append(mode("link-script", MADE, f'edit {links[0]} "javascript:alert(1)";send', AT_ONCE, {}))
    regions = next((place for place in one.places() if place[-1] == "overlays" and "result" in place), None)
    if regions:
        path, list_ = "/".join(regions), one.at(regions)
        copies = {
            "none": [], "doubled": list_ * 2, "many": list_ * 2000,
            "evil": list_ + [json.loads(json.dumps(region).replace(LINK, "evil.example")) for region in list_],
            "large": [region | {"size": {"width": 1e300, "height": -1e300}} for region in list_],
            "far": [region | {"center": {"x": 1e300, "y": -5}} for region in list_],
            "late": [region | {"start": -1e9, "end": 1e300} for region in list_],
            "other": [region | {"overlay": 99} for region in list_], "odd": [region | {"overlay": -1} for region in list_],
        }
        for name, value in copies.items():
            found.append(mode(f"regions-{name}", MADE, f"edit {path} @v;send", AT_ONCE, {"v": json.dumps(value).encode()}))
    found += lies(one, film)
    for name, number in {"0": 0, "minus": -1, "second": 2, "far": 10**9, "min": -2**63, "max": 2**63 - 1}.items():
        steps = ";".join(f"edit {'/'.join(place)} {number}" for place in one.places() if place[-1] == "slide")
        found.append(mode(f"slide-{name}", MADE, f"{steps};send", AT_ONCE, {}))
        found.append(mode(f"slide-{name}-too", MADE, f"send;{steps};send", AT_ONCE, {}))
    sentences = [place for place in one.places() if place[-1] in ("substitutions", "warnings")]
    for name, value in {
        "forged": f'["{FORGED}"]', "long": '["' + "A" * (7 << 20) + '"]', "many": "[" + ",".join(['"x"'] * 100_000) + "]",
    }.items():
        steps = "".join(f"edit {'/'.join(place)} @v;" for place in sentences[-1 if name == "long" else None:])
        found.append(mode(f"sentences-{name}", MADE, steps + "send", AT_ONCE, {"v": value.encode()}))
    names = [f"edit {'/'.join(place)} \"/etc/passwd\"" for place in one.places() if place[-1] in ("path", "input")]
    found.append(mode("files-not-given", MADE, ";".join(names) + ";send", AT_ONCE, {}))
    hoard = [text.replace(b'"slide": 1', b'"slide": %d' % number) for number in range(2, 34)]
    large = {f"h{number}": one_ for number, one_ in enumerate(hoard)}
    found.append(mode("hoard", MADE, "send;" + ";".join(f"say @h{number} 40" for number in range(len(hoard))), AT_ONCE, large))
    padded = text.replace(b'"substitutions": [', b'"substitutions": ["' + b"A" * (6 << 20) + b'", ').replace(b'", ]', b'"]')
    found.append(mode("hoard-large", MADE, "send;say @large 40", AT_ONCE, {"large": padded}))
    return found
