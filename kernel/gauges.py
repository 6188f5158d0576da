"""Gauges of what is there at the moment: read off living objects when somebody asks for the metrics, or swapped as a whole."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar
from weakref import WeakSet

from prometheus_client import REGISTRY
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

Source = TypeVar("Source")
Levels = Mapping[tuple[str, ...], float]
"""Values of the labels → level."""


class Observed(Collector, Generic[Source]):
    """A gauge that is the sum over objects of this process, as they are when it is asked for: it costs nothing in between.

    Args:
        name: The metric's.
        documentation: What it says.
        labels: The names of its labels.
        read: The levels of one object.
    """

    def __init__(self, name: str, documentation: str, labels: Sequence[str], read: Callable[[Source], Levels]) -> None:
        self._name, self._documentation, self._labels = name, documentation, labels
        self._read = read
        self._sources: WeakSet[Source] = WeakSet()
        REGISTRY.register(self)

    def add(self, source: Source) -> None:
        """Count an object in, for as long as it lives."""
        self._sources.add(source)

    def describe(self) -> Iterable[Metric]:
        """The metric without its levels."""
        yield GaugeMetricFamily(self._name, self._documentation, labels=self._labels)

    def collect(self) -> Iterator[Metric]:
        """The metric as it is now."""
        levels: Counter[tuple[str, ...]] = Counter()
        for source in list(self._sources):
            levels.update(self._read(source))
        yield _family(self._name, self._documentation, self._labels, levels)


class Surveyed(Collector):
    """A gauge whose levels somebody found out elsewhere: all of them are replaced at once, so that none outlives its cause."""

    def __init__(self, name: str, documentation: str, labels: Sequence[str]) -> None:
        self._name, self._documentation, self._labels = name, documentation, labels
        self._levels: Levels = {}
        REGISTRY.register(self)

    def replace(self, levels: Levels) -> None:
        """These are the levels now, and there are no others."""
        self._levels = levels

    def describe(self) -> Iterable[Metric]:
        """The metric without its levels."""
        yield GaugeMetricFamily(self._name, self._documentation, labels=self._labels)

    def collect(self) -> Iterator[Metric]:
        """The metric as it was last found."""
        yield _family(self._name, self._documentation, self._labels, self._levels)


def _family(name: str, documentation: str, labels: Sequence[str], levels: Levels) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, documentation, labels=labels)
    for values, level in levels.items():
        family.add_metric(values, level)
    return family


__all__ = ["Observed", "Surveyed"]
