"""A chart as a PNG. Needs matplotlib, the extra ``charts``; loaded late, for it takes half a second."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from io import BytesIO
from typing import Any, assert_never

from bot.telegram.charts.chart import Bands, Chart, Line
from bot.telegram.charts.home_drawing import draw_home
from bot.telegram.charts.home_picture import HomePicture
from bot.telegram.charts.looks import DARK, DOTS, LIGHT, Palette, drawable, font

WIDTH, HEIGHT = 5.0, 3.2  # inches: small, so that words are large enough on a phone
EDGE = 0.1
A_BAND, AROUND_BANDS = 0.5, 1.1
FEW = 60  # points up to which each is marked


def can_draw() -> bool:
    return find_spec("matplotlib") is not None


async def picture_of(chart: Chart | HomePicture) -> bytes | None:
    """The chart as a PNG, drawn beside the event loop; None on a machine that cannot draw."""
    return await asyncio.to_thread(draw, chart) if can_draw() else None


def draw(chart: Chart | HomePicture) -> bytes:
    return draw_home(chart) if isinstance(chart, HomePicture) else _draw_chart(chart)


def _draw_chart(chart: Chart) -> bytes:
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
    face, title = font(), drawable(chart.title)
    axes.set_facecolor(colours.ground)
    axes.set_title(
        title,
        loc="left",
        color=colours.ink,
        font=face,
        fontsize=14,
        pad=12,
        parse_math=False,
    )
    axes.set_xlim(chart.since, chart.until)
    axes.set_xticks([moment for moment, _ in chart.ticks])
    axes.set_xticklabels(
        [drawable(words) for _, words in chart.ticks],
        font=face,
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
    top = high + room
    bottom = max(low - room, -0.03 * top) if low >= 0 else low - room  # no negative minutes under a zero
    axes.set_ylim(bottom, top)
    marker = "o" if len(values) <= FEW else None
    look = {"color": colours.line, "linewidth": 1.6, "marker": marker, "markersize": 3}
    axes.plot(times, values, drawstyle="steps-post" if line.steps else "default", **look)
    step = "post" if line.steps else None
    axes.fill_between(times, values, bottom, color=colours.line, alpha=0.12, linewidth=0, step=step)
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: drawable(chart.language.number(value, line.unit)))
    )
    axes.grid(axis="y", color=colours.grid, linewidth=0.8)
    for words in axes.get_yticklabels():
        words.set(font=font(), fontsize=10, color=colours.soft, parse_math=False)


def _draw_marks(axes: Any, chart: Chart, colours: Palette) -> None:
    for moment in chart.marks:
        axes.axvline(moment, color=colours.mark, linewidth=1.4, linestyle=(0, (2, 2)), alpha=0.8)


def _draw_bands(axes: Any, bands: Bands, colours: Palette) -> None:
    """A row for each state, a bar for each time that it held."""
    last = len(bands.rows) - 1
    axes.set_ylim(-0.6, last + 0.6)
    axes.set_yticks(range(len(bands.rows)))
    axes.set_yticklabels(
        [drawable(row) for row in reversed(bands.rows)],
        font=font(),
        fontsize=10,
        color=colours.ink,
        parse_math=False,
    )
    for place, row in enumerate(bands.rows):
        held = [s for s in bands.stretches if s.row == row]
        bars = [(stretch.since, stretch.until - stretch.since) for stretch in held]
        colour = colours.bands[place % len(colours.bands)]
        axes.broken_barh(bars, (last - place - 0.3, 0.6), facecolors=colour, linewidth=0)
