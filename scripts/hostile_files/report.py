"""What a run says at its end."""

from .judge import BOMB_MEMORY, BOMB_SECONDS, Judge, Verdict


def table(verdicts: list[Verdict], judge: Judge) -> str:
    kinds: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        kinds.setdefault(verdict.sample.kind, []).append(verdict)
    lines = [f"{'kind':20} {'files':>5} {'refused':>7} {'stories':>7} {'other':>5} {'worst s':>8} {'worst MiB':>9} {'violations':>10}"]
    for kind, found in [*kinds.items(), ("all", verdicts)]:
        codes = [v.outcome.exit_code for v in found]
        lines.append(
            f"{kind:20} {len(found):5} {codes.count(65):7} {codes.count(0):7} {len(codes) - codes.count(65) - codes.count(0):5}"
            f" {max(v.outcome.seconds for v in found):8.2f} {max(v.outcome.memory for v in found):9.0f}"
            f" {sum(len(v.violations) for v in found):10}")
    bombs = [v.outcome for v in verdicts if v.sample.bomb]
    if bombs:
        lines.append(
            f"{len(bombs)} bombs that their headers betray: at most {max(b.processor for b in bombs) - judge.processor:.3f} s of a"
            f" processor and"
            f" {max(b.memory for b in bombs) - judge.memory:.0f} MiB more than a text file costs"
            f" ({judge.processor:.3f} s, {judge.memory:.0f} MiB); allowed {BOMB_SECONDS} s, {BOMB_MEMORY} MiB")
    return "\n".join(lines)


def violations(verdicts: list[Verdict]) -> list[str]:
    return [f"{v.sample.kind}/{v.sample.name!r} (sample {v.sample.number}): {words}" for v in verdicts for words in v.violations]
