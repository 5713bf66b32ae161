"""A chart as a PNG. Needs matplotlib, the extra ``charts``; loaded late, for it takes half a second."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, assert_never

from bot.telegram.charts.chart import Bands, Chart, Line

FONT = Path(__file__).parent / "fonts/NotoSansCJKsc-Subset.otf"
WIDTH, HEIGHT = 5.0, 3.2  # inches: small, so that words are large enough on a phone
EDGE = 0.1
A_BAND, AROUND_BANDS = 0.5, 1.1
DOTS = 240  # per inch: 1200 pixels across
FEW = 60  # points up to which each is marked


@dataclass(frozen=True)
class Palette:
    ground: str
    ink: str
    soft: str
    grid: str
    line: str
    mark: str
    bands: tuple[str, ...]


LIGHT = Palette(
    "#ffffff", "#1d2733", "#66717d", "#e3e7eb", "#2a7fd4", "#d9822b",
    ("#2a7fd4", "#3aa675", "#d9822b", "#9a63c7", "#c94f6d", "#5b8a99", "#a08a2e", "#7a7a7a"),
)  # fmt: skip
DARK = Palette(
    "#17212b", "#eef2f6", "#93a2b1", "#2b3946", "#5aaef5", "#f0a35e",
    ("#5aaef5", "#5cc796", "#f0a35e", "#bd8fe6", "#e87f98", "#86b6c5", "#cdb759", "#a8a8a8"),
)  # fmt: skip


def can_draw() -> bool:
    return find_spec("matplotlib") is not None


async def picture_of(chart: Chart) -> bytes | None:
    """The chart as a PNG, drawn beside the event loop; None on a machine that cannot draw."""
    return await asyncio.to_thread(draw, chart) if can_draw() else None


def draw(chart: Chart) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    colours = DARK if chart.dark else LIGHT
    size = (WIDTH, _height(chart))
    layout = ConstrainedLayoutEngine(w_pad=EDGE, h_pad=EDGE)
    figure = Figure(figsize=size, dpi=DOTS, facecolor=colours.ground, layout=layout)
    axes = figure.add_subplot()
    _set_up(axes, chart, colours)
    match chart.shape:
        case Line():
            _draw_line(axes, chart, chart.shape, colours)
        case Bands():
            _draw_bands(axes, chart.shape, colours)
        case _:
            assert_never(chart.shape)
    _draw_marks(axes, chart, colours)
    picture = BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(picture, format="png")
    return picture.getvalue()


def _height(chart: Chart) -> float:
    """Few bands need less room than a line."""
    if isinstance(chart.shape, Line):
        return HEIGHT
    return AROUND_BANDS + A_BAND * max(2, len(chart.shape.rows))


def _set_up(axes: Any, chart: Chart, colours: Palette) -> None:
    """Title, time along the bottom, and nothing that is not needed."""
    font, title = _font(), _drawable(chart.title)
    axes.set_facecolor(colours.ground)
    axes.set_title(
        title,
        loc="left",
        color=colours.ink,
        font=font,
        fontsize=14,
        pad=12,
        parse_math=False,
    )
    axes.set_xlim(chart.since, chart.until)
    axes.set_xticks([moment for moment, _ in chart.ticks])
    axes.set_xticklabels(
        [_drawable(words) for _, words in chart.ticks],
        font=font,
        fontsize=10,
        color=colours.soft,
        parse_math=False,
    )
    axes.tick_params(length=0, pad=6)
    axes.grid(axis="x", color=colours.grid, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in axes.spines.values():
        side.set_visible(False)


def _draw_line(axes: Any, chart: Chart, line: Line, colours: Palette) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    times, values = [at for at, _ in line.points], [value for _, value in line.points]
    low, high = min(values), max(values)
    room = (high - low) * 0.12 or max(abs(high) * 0.05, 1.0)
    axes.set_ylim(low - room, high + room)
    marker = "o" if len(values) <= FEW else None
    look = {"color": colours.line, "linewidth": 1.6, "marker": marker, "markersize": 3}
    axes.plot(times, values, drawstyle="steps-post" if line.steps else "default", **look)
    step = "post" if line.steps else None
    axes.fill_between(times, values, low - room, color=colours.line, alpha=0.12, linewidth=0, step=step)
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: _drawable(chart.language.number(value, line.unit)))
    )
    axes.grid(axis="y", color=colours.grid, linewidth=0.8)
    for words in axes.get_yticklabels():
        words.set(font=_font(), fontsize=10, color=colours.soft, parse_math=False)


def _draw_marks(axes: Any, chart: Chart, colours: Palette) -> None:
    for moment in chart.marks:
        axes.axvline(moment, color=colours.mark, linewidth=1.4, linestyle=(0, (2, 2)), alpha=0.8)


def _draw_bands(axes: Any, bands: Bands, colours: Palette) -> None:
    """A row for each state, a bar for each time that it held."""
    last = len(bands.rows) - 1
    axes.set_ylim(-0.6, last + 0.6)
    axes.set_yticks(range(len(bands.rows)))
    axes.set_yticklabels(
        [_drawable(row) for row in reversed(bands.rows)],
        font=_font(),
        fontsize=10,
        color=colours.ink,
        parse_math=False,
    )
    for place, row in enumerate(bands.rows):
        held = [s for s in bands.stretches if s.row == row]
        bars = [(stretch.since, stretch.until - stretch.since) for stretch in held]
        colour = colours.bands[place % len(colours.bands)]
        axes.broken_barh(bars, (last - place - 0.3, 0.6), facecolors=colour, linewidth=0)


def _drawable(text: str) -> str:
    """The text without what the font lacks: emoji, rare signs; its narrow spaces as plain ones."""
    plain = "".join(" " if c.isspace() else c for c in text)
    return "".join(c for c in plain if ord(c) in _characters()).strip()


@cache
def _characters() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(FONT)).get_charmap())


@cache
def _font() -> Any:
    """The font that travels with the bot: a bare machine has none that draws Chinese."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(FONT))
