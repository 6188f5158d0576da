"""Many merges at once: who goes into whom in the end."""

from uuid import UUID


class Merges:
    """Merges of customers, each after the one before it.

    Attributes:
        survivors: Every customer that ends → the one that it is part of in the end.
    """

    __slots__ = ("survivors",)

    def __init__(self) -> None:
        self.survivors: dict[UUID, UUID] = {}

    def add(self, absorbed: UUID, into: UUID) -> None:
        """The one customer goes into the other; what went into it before comes along. Twice, or in a circle, is as once."""
        former, survivor = self._end_of(absorbed), self._end_of(into)
        if former == survivor:
            return
        self.survivors[former] = survivor
        for each, end in self.survivors.items():
            if end == former:
                self.survivors[each] = survivor

    def _end_of(self, customer: UUID) -> UUID:
        return self.survivors.get(customer, customer)
