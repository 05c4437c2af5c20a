"""The best one-to-one assignment between two lists, and how much each pair of it matters.

The assignment is the one with the greatest sum of weights (Kuhn 1955, in the form with shortest augmenting paths of
Jonker and Volgenant 1987). Nothing has to be assigned: a pair without a weight is never made.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass

_LARGEST = 40  # members of one side that are solved together; a larger group is left to doubt
_CLEAR = 1.0  # by which a pair outweighs all others; the margin of a closer one is found in its group
_ROUNDS = 8  # each settles what the one before left free; more would cost more than the groups
Weights = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Assigned:
    """An assigned pair, and by how much the sum of all weights falls, at least, if the left one may not have the right.

    `margin` is None if the group was too large to solve.
    """

    left: int
    right: int
    margin: float | None


def assign(weights: Weights, alike: Callable[[int], Hashable] = lambda right: right) -> list[Assigned]:
    """Return the pairs of the best assignment, in the order of the left side.

    `weights` maps (left, right) to a weight above 0. Right ones with the same value of `alike` may stand for each
    other, so that a choice between them costs no margin. The cost is linear in the number of groups of connected
    pairs; groups with more than 40 members on a side are assigned greedily.
    """
    pairs, left_over = _settled(weights, alike)
    for group in _groups(left_over):
        lefts = sorted({left for left, _ in group})
        rights = sorted({right for _, right in group})
        if max(len(lefts), len(rights)) > _LARGEST:
            pairs += [Assigned(left, right, None) for left, right in _greedy(group)]
            continue
        chosen, total = _best(group, lefts, rights)
        for left, right in chosen.items():
            same = alike(right)
            others = {pair: weight for pair, weight in group.items() if pair[0] != left or alike(pair[1]) != same}
            _, without = _best(others, lefts, rights)
            pairs.append(Assigned(left, right, total - without))
    return sorted(pairs, key=lambda pair: pair.left)


def _settled(weights: Weights, alike: Callable[[int], Hashable]) -> tuple[list[Assigned], dict[tuple[int, int], float]]:
    """Return the pairs that weigh more than the best other pairs of both their members together, and the other weights.

    Each is part of a best assignment: what both members could get elsewhere is less, by at least 1. Its margin is what
    it weighs more, at least. What is then free is tried again.
    """
    pairs: list[Assigned] = []
    left_over = dict(weights)
    for _ in range(_ROUNDS):
        by_left: dict[int, list[tuple[float, int]]] = {}
        by_right: dict[int, list[tuple[float, int]]] = {}
        for (left, right), weight in left_over.items():
            by_left.setdefault(left, []).append((weight, right))
            by_right.setdefault(right, []).append((weight, left))
        settled: dict[int, int] = {}
        for left, edges in by_left.items():
            weight, right = max(edges)
            same = alike(right)
            elsewhere = max((other for other, one in edges if alike(one) != same), default=0.0)
            elsewhere += max((other for other, one in by_right[right] if one != left), default=0.0)
            if weight - elsewhere >= _CLEAR:
                settled[left] = right
                pairs.append(Assigned(left, right, weight - elsewhere))
        if not settled:
            break
        taken = set(settled.values())
        left_over = {
            (left, right): weight
            for (left, right), weight in left_over.items()
            if left not in settled and right not in taken
        }
    return pairs, left_over


def _groups(weights: Weights) -> Iterator[dict[tuple[int, int], float]]:
    """Yield the weights of each group of members that pairs connect."""
    by_left: dict[int, list[int]] = {}
    by_right: dict[int, list[int]] = {}
    for left, right in weights:
        by_left.setdefault(left, []).append(right)
        by_right.setdefault(right, []).append(left)
    seen: set[int] = set()
    for start in by_left:
        if start in seen:
            continue
        seen.add(start)
        waiting, rights = [start], set()
        group: dict[tuple[int, int], float] = {}
        while waiting:
            left = waiting.pop()
            for right in by_left[left]:
                group[left, right] = weights[left, right]
                if right in rights:
                    continue
                rights.add(right)
                fresh = [other for other in by_right[right] if other not in seen]
                seen.update(fresh)
                waiting += fresh
        yield group


def _greedy(group: Weights) -> Iterator[tuple[int, int]]:
    lefts: set[int] = set()
    rights: set[int] = set()
    for (left, right), _ in sorted(group.items(), key=lambda item: -item[1]):
        if left not in lefts and right not in rights:
            lefts.add(left)
            rights.add(right)
            yield left, right


def _best(weights: Weights, lefts: list[int], rights: list[int]) -> tuple[dict[int, int], float]:
    """Return the assignment with the greatest sum, and the sum. Each left one may also stay alone."""
    width = len(rights) + len(lefts)  # one place to stay alone for each left one
    costs = [[-weights.get((left, right), 0.0) for right in rights] + [0.0] * len(lefts) for left in lefts]
    columns = _shortest_paths(costs, width)
    chosen: dict[int, int] = {}
    for row, column in enumerate(columns):
        if column < len(rights) and (lefts[row], rights[column]) in weights:
            chosen[lefts[row]] = rights[column]
    return chosen, sum(weights[pair] for pair in chosen.items())


def _shortest_paths(costs: list[list[float]], width: int) -> list[int]:
    """Return the column of each row in the assignment with the least cost; there are at least as many columns."""
    above, below = [0.0] * (len(costs) + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)  # rows and columns count from 1; 0 stands for none
    for row in range(1, len(costs) + 1):
        row_of[0], column = row, 0
        least, before = [float("inf")] * (width + 1), [0] * (width + 1)
        used = [False] * (width + 1)
        while True:
            used[column] = True
            here, step, following = row_of[column], float("inf"), 0
            for other in range(1, width + 1):
                if used[other]:
                    continue
                cost = costs[here - 1][other - 1] - above[here] - below[other]
                if cost < least[other]:
                    least[other], before[other] = cost, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(width + 1):
                if used[other]:
                    above[row_of[other]] += step
                    below[other] -= step
                else:
                    least[other] -= step
            column = following
            if not row_of[column]:
                break
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    columns = [0] * len(costs)
    for column in range(1, width + 1):
        if row_of[column]:
            columns[row_of[column] - 1] = column - 1
    return columns


__all__ = ["Assigned", "assign"]
