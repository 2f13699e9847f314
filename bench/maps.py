"""How long a chain's map takes, and what its page's drawings weigh: python -m bench.maps

Time is the processor's own, both forms together; the goal is under 50 ms for 20 segments on a small machine.
"""

from __future__ import annotations

import gzip
import statistics
import time
from random import Random

from sitegen.maps.chain import draw, lay_out_tall, lay_out_wide
from sitegen.maps.drawing_types import MapChain, MapSegment, MapStage, MapWords

ROUNDS = 15


def chain(count: int, seed: int) -> MapChain:
    """A chain as real ones are: four stages, most links forward, one or two from each segment."""
    random = Random(seed)
    stages: list[list[MapSegment]] = [[] for _ in range(4)]
    for number in range(count):
        later = range(number + 1, min(number + 1 + count // 2, count))
        feeds = tuple(
            f"s{other}" for other in random.sample(later, min(len(later), random.choice((1, 1, 2))))
        )
        title = MapWords("新材料深加工与装备"[: random.randint(3, 9)])
        strength = random.choice(("strong", "present", "weak", "missing", "unknown"))
        segment = MapSegment(f"s{number}", title, strength, "未评估", f"#s{number}", "", 3, 2, feeds=feeds)
        stages[number * 4 // count].append(segment)
    names = ("上游", "中游", "下游", "配套")
    return MapChain(
        tuple(MapStage(str(n), MapWords(name), tuple(stages[n]), n == 3) for n, name in enumerate(names)),
        "map",
    )


def measure(count: int) -> tuple[float, float, int]:
    """Median and worst milliseconds for both forms, and bytes of them gzipped."""
    times, weight = [], 0
    for seed in range(ROUNDS):
        drawn = chain(count, seed)
        start = time.process_time()
        both = draw(lay_out_wide(drawn)) + draw(lay_out_tall(drawn))
        times.append((time.process_time() - start) * 1000)
        weight = max(weight, len(gzip.compress(both.encode())))
    return statistics.median(times), max(times), weight


def main() -> None:
    measure(20)
    print(f"{'segments':>8} {'median ms':>10} {'worst ms':>10} {'gzipped bytes':>14}")
    for count in (5, 12, 20, 40, 60):
        median, worst, weight = measure(count)
        print(f"{count:>8} {median:>10.1f} {worst:>10.1f} {weight:>14}")


if __name__ == "__main__":
    main()
