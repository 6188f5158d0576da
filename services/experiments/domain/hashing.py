"""Hash-stable numbers in [0, 1): GrowthBook's hash, versions 1 and 2, and what its specification derives from them.

A unit's number depends on nothing but the seed and the unit, so whoever evaluates (a service, an SDK, a warehouse) finds
the same. Source: GrowthBook's SDK specification 0.7.1, sections hash, getBucketRange, chooseVariation, inNamespace and
getEqualWeights. FNV-1a: Fowler, Noll & Vo, 32 bits.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

OFFSET_BASIS = 0x811C9DC5
PRIME = 0x01000193
MASK = 0xFFFFFFFF
BUCKETS = 10_000
FIRST_VERSION_BUCKETS = 1_000

_LARGEST = 2.0**63  # no system numbers its units beyond

Range = tuple[float, float]


def code_units(text: str) -> Iterable[int]:
    """What the hash reads of a text: its UTF-16 code units.

    The specification's reference is written in JavaScript, whose strings are made of those; for text without astral
    characters they are its code points, as SDKs in other languages read it.
    """
    if text.isascii():
        return text.encode("ascii")
    return memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H")


def fnv1a32(text: str, state: int = OFFSET_BASIS) -> int:
    """FNV-1a of 32 bits; with the state that an earlier text left, of both texts together."""
    for unit in code_units(text):
        state = (state ^ unit) * PRIME & MASK
    return state


@lru_cache(maxsize=4096)
def seed_state(seed: str) -> int:
    """What hashing the seed leaves behind: the hash is incremental, so a seed is read once, not once per unit."""
    return fnv1a32(seed)


def bucket_from(state: int, unit: str) -> float:
    """The unit's number by version 2, from its seed's state; a multiple of 1/10,000 in [0, 1).

    The heart of every evaluation, hence written out: `fnv1a32(str(fnv1a32(seed + unit))) % 10000 / 10000`.
    """
    for each in unit.encode("ascii") if unit.isascii() else code_units(unit):
        state = (state ^ each) * 0x01000193 & 0xFFFFFFFF
    bucket = 0x811C9DC5
    for each in b"%d" % state:
        bucket = (bucket ^ each) * 0x01000193 & 0xFFFFFFFF
    return bucket % 10_000 / 10_000


def hash_unit(seed: str, unit: str, version: int = 2) -> float | None:
    """The unit's number in [0, 1); None for a version that is not known.

    Version 2 is unbiased between seeds. Version 1 (1,000 buckets) is not: similar seeds give similar numbers; it is here
    for namespaces and for what older systems have assigned.
    """
    if version == 2:
        return bucket_from(seed_state(seed), unit)
    if version == 1:
        return fnv1a32(unit + seed) % FIRST_VERSION_BUCKETS / FIRST_VERSION_BUCKETS
    return None


def equal_weights(variations: int) -> list[float]:
    """The same weight for each; none for fewer than one."""
    return [1.0 / variations] * variations if variations > 0 else []


def bucket_ranges(variations: int, coverage: float = 1.0, weights: Sequence[float] | None = None) -> list[Range]:
    """The range of [0, 1) that each variation takes.

    A range's start depends on the weights alone and its width grows with the coverage: raising it moves nobody.
    Coverage outside [0, 1] is cut, and weights that are not one per variation or do not add up to 1 (within .01) are
    replaced by equal ones, as the specification says; `Split` refuses those instead.
    """
    coverage = min(max(coverage, 0.0), 1.0)
    if weights is None or len(weights) != variations or not 0.99 <= sum(weights) <= 1.01:
        weights = equal_weights(variations)
    ranges, start = [], 0.0
    for weight in weights:
        ranges.append((start, start + coverage * weight))
        start += weight
    return ranges


def choose_variation(bucket: float, ranges: Sequence[Range]) -> int:
    """The first variation whose range holds the number, as an index; -1 where none does."""
    for index, (low, high) in enumerate(ranges):
        if low <= bucket < high:
            return index
    return -1


def in_namespace(unit: str, namespace: str, low: float, high: float) -> bool:
    """Whether the unit belongs to the part [low, high) of a namespace, whose parts exclude one another."""
    bucket = hash_unit(f"__{namespace}", unit, 1)
    return bucket is not None and low <= bucket < high


def unit_text(value: object) -> str | None:
    """An attribute's value as the text that is hashed: as JSON writes it, whole numbers without decimals.

    None where the value names no unit: missing, empty, a boolean, an object, a list, a number beyond 63 bits.
    """
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _LARGEST:
        return None
    return str(int(value)) if value == int(value) else repr(value)
