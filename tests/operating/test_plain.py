"""Names on a terminal."""

from __future__ import annotations

import pytest

from bot.operating.plain import aligned, plain, width


@pytest.mark.parametrize(
    ("text", "columns"), [("Lamp", 4), ("Лампа", 5), ("客厅灯", 6), ("灯 A", 4), ("é", 1), ("e\u0301", 1)]
)
def test_chinese_is_twice_as_wide(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_begin_at_the_same_place_in_every_script() -> None:
    lines = aligned([("name", "state"), ("Лампа", "on"), ("客厅灯", "off"), ("A very long lamp", "?")])
    starts = {width(line[: len(line) - len(line.split()[-1])]) for line in lines}
    assert starts == {len("A very long lamp") + 2}


@pytest.mark.parametrize("hostile", ["\x1b[2J", "a\nb", "\u202egnp.exe", "\x07", "a\u2028b", "\x9b31m"])
def test_a_name_cannot_command_the_terminal_or_break_a_line(hostile: str) -> None:
    assert plain(hostile).isprintable()
