"""What a script prints, and how it ends."""

import sys


def percentile(values: list[float], share: float) -> float:
    """0 where there are none."""
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))] if values else 0.0


def spread(values: list[float]) -> str:
    return (f"p50 {percentile(values, 0.5):.2f} s, p99 {percentile(values, 0.99):.2f} s, "
            f"worst {max(values, default=0):.2f} s, of {len(values)}")


class Verdict:
    """Collects what must not be."""

    def __init__(self):
        self.violations: list[str] = []

    def add(self, where: str, problems: list[str]) -> None:
        for problem in problems:
            self.violations.append(f"{where}: {problem}")
            print(f"VIOLATION {where}: {problem}", flush=True)

    def finish(self) -> None:
        print(f"{len(self.violations)} violations")
        sys.exit(1 if self.violations else 0)
