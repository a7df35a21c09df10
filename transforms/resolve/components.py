"""Groups that grow by joining pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable


class Components:
    """Union and find over ``0..n-1``. The root of a group is its lowest item, so that groups do not depend on the
    order of joins.
    """

    def __init__(self, n: int) -> None:
        self._parent = list(range(n))

    def grow(self, n: int) -> None:
        """Add items, each a group of its own, until there are ``n``."""
        self._parent += range(len(self._parent), n)

    def find(self, item: int) -> int:
        """The lowest item of the group of ``item``."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, a: int, b: int) -> int:
        """Put the groups of ``a`` and ``b`` together and give the root of the result."""
        low, high = sorted((self.find(a), self.find(b)))
        self._parent[high] = low
        return low

    def groups(self) -> list[list[int]]:
        """All groups, each sorted, in the order of their lowest items."""
        members: dict[int, list[int]] = defaultdict(list)
        for item in range(len(self._parent)):
            members[self.find(item)].append(item)
        return list(members.values())


class GuardedComponents:
    """Groups that join only where nothing across them speaks against it.

    ``may_join`` is asked with the members of both groups before they become one, which keeps a chain of likely pairs
    from joining what its ends contradict. Pairs must come in a fixed order, the likeliest first.
    """

    def __init__(self, n: int, may_join: Callable[[list[int], list[int]], bool]) -> None:
        self._components = Components(n)
        self._members = {item: [item] for item in range(n)}
        self._may_join = may_join

    def find(self, item: int) -> int:
        """The lowest item of the group of ``item``."""
        return self._components.find(item)

    def join(self, a: int, b: int) -> None:
        """Join the groups of ``a`` and ``b`` if nothing speaks against it."""
        a, b = self.find(a), self.find(b)
        if a != b and self._may_join(self._members[a], self._members[b]):
            joined = self._members.pop(a) + self._members.pop(b)
            self._members[self._components.join(a, b)] = joined

    def groups(self) -> list[list[int]]:
        """All groups, each sorted, in the order of their lowest items."""
        return self._components.groups()
