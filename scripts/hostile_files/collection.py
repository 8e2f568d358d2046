"""All samples of one seed, or a share of each kind."""

import random
from collections.abc import Iterator

from . import codecs, containers, disguises, documents, fonts, mutations, pictures, places, playlists, stories, tables
from .sample import Sample


def everything(seed: int) -> Iterator[Sample]:
    for module in [playlists, containers, documents, pictures, tables, codecs]:
        yield from module.samples()
    yield from mutations.samples(seed)
    for module in [disguises, places, stories, fonts]:
        yield from module.samples()


def collection(seed: int, share: float, kinds: set[str]) -> list[Sample]:
    """Of each kind the same share, chosen by the seed, so that none is left out."""
    by_kind: dict[str, list[Sample]] = {}
    for sample in everything(seed):
        if not kinds or sample.kind in kinds:
            by_kind.setdefault(sample.kind, []).append(sample)
    chance = random.Random(seed)
    chosen = []
    for samples in by_kind.values():
        count = max(1, round(len(samples) * share))
        chosen += samples if count >= len(samples) else sorted(chance.sample(samples, count), key=samples.index)
    return chosen
