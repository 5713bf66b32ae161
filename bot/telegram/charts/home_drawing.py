"""The home as a PNG: a line for each room, with a bar for how much of it is on."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import Any

from bot.telegram.charts.home_picture import HomePicture, RoomRow
from bot.telegram.charts.looks import DARK, DOTS, LIGHT, Palette, drawable, font

WIDTH = 5.0  # inches, as a chart
HEAD, A_ROOM, FOOT = 0.62, 0.56, 0.3
LEFT, RIGHT = 0.22, WIDTH - 0.22
BAR = 0.5
NAME_WIDTH, ON_WIDTH = 26, 38  # of letters; a Chinese one is two wide


def draw_home(picture: HomePicture) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    colours = DARK if picture.dark else LIGHT
    height = HEAD + A_ROOM * max(1, len(picture.rooms)) + FOOT
    figure = Figure(figsize=(WIDTH, height), dpi=DOTS, facecolor=colours.ground)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    _write(axes, LEFT, 0.34, cut(picture.title, NAME_WIDTH), 15, colours.ink)
    _write(axes, RIGHT, 0.34, picture.count, 11, colours.soft, right=True)
    for place, room in enumerate(picture.rooms):
        _draw_room(axes, HEAD + A_ROOM * place, room, colours)
    _write(axes, LEFT, height - 0.14, picture.more, 10, colours.soft)
    png = BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(png, format="png")
    return png.getvalue()


def _draw_room(axes: Any, top: float, room: RoomRow, colours: Palette) -> None:
    """Two lines: what it is called and its air; how much is on, as a bar and a number, and what."""
    _write(axes, LEFT, top + 0.14, cut(room.name, NAME_WIDTH), 12, colours.ink)
    _write(axes, RIGHT, top + 0.14, room.climate, 11, colours.ink, right=True)
    if room.lit is not None:
        axes.barh(top + 0.36, BAR, height=0.09, left=LEFT, color=colours.grid, linewidth=0)
        axes.barh(top + 0.36, BAR * room.lit, height=0.09, left=LEFT, color=colours.mark, linewidth=0)
    _write(axes, LEFT + BAR + 0.1, top + 0.36, cut(room.on, ON_WIDTH), 9.5, colours.soft)
    _write(axes, RIGHT, top + 0.36, room.count, 9.5, colours.soft, right=True)


def _write(
    axes: Any, x: float, y: float, text: str, size: float, colour: str, *, right: bool = False
) -> None:
    axes.text(
        x,
        y,
        drawable(text),
        font=font(),
        fontsize=size,
        color=colour,
        ha="right" if right else "left",
        va="center",
        parse_math=False,
    )


def cut(text: str, width: int) -> str:
    """The text, or as much of it as there is room for."""
    used = 0
    for place, char in enumerate(text):
        used += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used > width:
            return text[: max(0, place - 1)].rstrip() + "…"
    return text
