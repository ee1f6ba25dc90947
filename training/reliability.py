"""The reliability diagram: what share of the claims with a score is right, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Bin", "bins_of", "reliability_svg"]

_SIDE = 400  # of the square that both axes span, in pixels
_LEFT, _TOP = 60, 24
_BARS = 60  # height of the strip of counts below
_BASE = _TOP + _SIDE + _BARS + 24  # where its bars stand
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
_FONT = 'font-family="sans-serif" font-size="12"'
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims whose scores lie from `start` on, a tenth wide."""

    start: float
    count: int
    score: float
    right: float


def bins_of(scores: Numbers, right: Numbers, count: int = 10) -> list[Bin]:
    """The bins that have claims: how many, their mean score, the share of them that is right."""
    places = np.minimum((scores * count).astype(int), count - 1)
    return [
        Bin(
            place / count,
            int((places == place).sum()),
            float(scores[places == place].mean()),
            float(right[places == place].mean()),
        )
        for place in range(count)
        if (places == place).any()
    ]


def reliability_svg(bins: Sequence[Bin], error: float) -> str:
    """The diagram: a dot a bin, the diagonal where score and share agree, counts below."""
    most = max(each.count for each in bins)
    width, height = _LEFT + _SIDE + 20, _TOP + _SIDE + _BARS + 70
    line = " ".join(f"{_x(each.score):.1f},{_y(each.right):.1f}" for each in bins)
    told = f"score of a claim (bars: claims); expected calibration error {error:.3f}"
    return "\n".join([
        f'<svg {_NAMESPACE} viewBox="0 0 {width} {height}" {_FONT}>',
        _tag("title", "Scores against the share of right claims"),
        _tag("rect", width=width, height=height, fill="#ffffff"),
        *(_grid(step / 5) for step in range(6)),
        _tag("polyline", points=f"{_x(0)},{_y(0)} {_x(1)},{_y(1)}", stroke="#888888", fill="none"),
        _tag("polyline", points=line, stroke="#1f5fa8", fill="none"),
        *(_bin(each, most) for each in bins),
        _text(_x(0.5), _BASE + 36, told),
        _text(16, _y(0.5), "share that is right", turned=True),
        "</svg>\n",
    ])  # fmt: skip


def _bin(each: Bin, most: int) -> str:
    tall = round(_BARS * each.count / most, 1)
    told = f"{each.count} claims, score {each.score:.2f}, right {each.right:.2f}"
    dot = _tag(
        "circle", _tag("title", told), cx=_x(each.score), cy=_y(each.right), r=4, fill="#1f5fa8"
    )
    left, wide = _x(each.start) + 2, _SIDE / 10 - 4
    bar = _tag("rect", x=left, y=_BASE - tall, width=wide, height=tall, fill="#9dbfe3")
    return dot + bar + _text(_x(each.start + 0.05), _BASE + 14, str(each.count))


def _grid(at: float) -> str:
    lines = "".join(
        _tag("polyline", points=points, stroke="#dddddd", fill="none")
        for points in (f"{_x(at)},{_y(0)} {_x(at)},{_y(1)}", f"{_x(0)},{_y(at)} {_x(1)},{_y(at)}")
    )
    return (
        lines + _text(_x(at), _y(0) + 16, f"{at:.1f}") + _text(_LEFT - 16, _y(at) + 4, f"{at:.1f}")
    )


def _text(x: float, y: float, words: str, *, turned: bool = False) -> str:
    turn = f"translate({x} {y}) rotate(-90)" if turned else f"translate({x} {y})"
    return _tag("text", words, transform=turn, **{"text-anchor": "middle"})


def _tag(name: str, inside: str = "", **attributes: object) -> str:
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{given}>{inside}</{name}>"


def _x(share: float) -> float:
    return round(_LEFT + _SIDE * share, 1)


def _y(share: float) -> float:
    return round(_TOP + _SIDE * (1 - share), 1)
