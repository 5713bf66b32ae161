"""Languages: plural forms, numbers, units, ages, and catalogues with or without a compiled twin."""

from __future__ import annotations

import os
import re
import shutil
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.i18n import BABEL_UNITS, NO_BREAK, Html, Languages, compiled
from bot.understanding.lexicon import locales_folder

LANGUAGES = Languages.load()
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("ru", "ru"),
        ("ru-RU", "ru"),
        ("zh-hans", "zh"),
        ("ZH_tw", "zh"),
        ("fi", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_reader_gets_their_language_or_english(tag: str, code: str) -> None:
    assert LANGUAGES.pick(tag).code == code
    assert LANGUAGES.pick(None).code == "en"


@pytest.mark.parametrize(
    ("code", "begins", "ends", "written"),
    [
        ("en", time(22), time(7), "10 PM – 7 AM"),
        ("en", time(0), time(8), "12 – 8 AM"),
        ("en", time(22, 30), time(6, 45), "10:30 PM – 6:45 AM"),
        ("ru", time(22), time(7), "22:00–07:00"),
        ("zh", time(0), time(8), "00:00–08:00"),
    ],
)
def test_hours_take_as_little_room_as_they_can(code: str, begins: time, ends: time, written: str) -> None:
    told = LANGUAGES.pick(code).hours(begins, ends)
    assert " ".join(told.split()) == written


def test_three_languages_are_there() -> None:
    assert {"en", "ru", "zh"} <= set(LANGUAGES.codes)


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("en", {0: "devices", 1: "device", 2: "devices", 21: "devices", 101: "devices"}),
        (
            "ru",
            {
                0: "устройств",
                1: "устройство",
                2: "устройства",
                5: "устройств",
                11: "устройств",
                21: "устройство",
                22: "устройства",
                101: "устройство",
                112: "устройств",
            },
        ),
        ("zh", {0: "个设备", 1: "个设备", 2: "个设备", 101: "个设备"}),
    ],
)
def test_plural_forms_are_right(code: str, forms: dict[int, str]) -> None:
    language = LANGUAGES.pick(code)
    for n, word in forms.items():
        assert language.count("done.all", n).endswith(f"{n} {word}")


@pytest.mark.parametrize(
    ("code", "value", "unit", "text"),
    [
        ("en", 22.5, "celsius", "22.5°C"),
        ("ru", 22.5, "celsius", "22,5 °C"),
        ("zh", 22.5, "celsius", "22.5°C"),
        ("en", 40.0, "percent", "40%"),
        ("ru", 229.70000000000002, "volt", "229,7 В"),
        ("ru", 748, "mmhg", "748 мм рт. ст."),
        ("zh", 5, "minute", "5分钟"),
        ("zh", 3, "hour", "3小时"),
        ("en", 2700, "kelvin", "2700 K"),
        ("ru", 12, "mcg_m3", "12 мкг/м³"),
        ("en", 620, "ppm", "620 ppm"),
        ("en", 7, "furlong", "7 furlong"),
        ("en", 7, "", "7"),
        ("en", -0.001, None, "0"),
    ],
)
def test_a_number_is_written_with_its_unit(code: str, value: float, unit: str | None, text: str) -> None:
    assert LANGUAGES.pick(code).number(value, unit) == text.replace(" ", NO_BREAK)


@pytest.mark.parametrize("code", LANGUAGES.codes)
@pytest.mark.parametrize("unit", BABEL_UNITS)
def test_babel_knows_the_word_for_every_unit(unit: str, code: str) -> None:
    """Where it does not, it writes its own id: "5 duration-minute"."""
    text = LANGUAGES.pick(code).number(5, unit)
    assert text != "5"
    assert "-" not in text
    assert "_" not in text


@pytest.mark.parametrize("code", LANGUAGES.codes)
def test_an_age_is_not_rounded_up_to_sixty_minutes(code: str) -> None:
    language = LANGUAGES.pick(code)
    almost = language.ago(NOW - timedelta(minutes=59, seconds=50), NOW)
    assert almost == language.ago(NOW - timedelta(minutes=59), NOW)
    assert "60" not in almost


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("en", ["1 minute ago", "2 hours ago", "3 days ago"]),
        ("ru", ["1 минуту назад", "2 часа назад", "3 дня назад"]),
        ("zh", ["1分钟前", "2小时前", "3天前"]),
    ],
)
def test_ages_are_said_as_people_say_them(code: str, texts: list[str]) -> None:
    ages = [timedelta(minutes=1), timedelta(hours=2), timedelta(days=3)]
    assert [LANGUAGES.pick(code).ago(NOW - age, NOW) for age in ages] == texts


def test_a_moment_ahead_of_the_clock_was_just_now() -> None:
    assert LANGUAGES.pick("en").ago(NOW + timedelta(hours=1), NOW) == "1 second ago"


@pytest.mark.parametrize(("code", "text"), [("en", "a, b, and c"), ("ru", "a, b и c"), ("zh", "a、b 和 c")])
def test_things_side_by_side(code: str, text: str) -> None:
    assert LANGUAGES.pick(code).list(["a", "b", "c"]) == text


def test_a_value_is_escaped_in_html_and_only_there() -> None:
    english = LANGUAGES.pick("en")
    assert english.html("value.pair", label="<b>", value="a & b") == "&lt;b&gt;: a &amp; b"
    assert english.html("value.pair", label="x", value=Html("<b>y</b>")) == "x: <b>y</b>"
    assert english.say("value.pair", label="<b>", value="a & b") == "<b>: a & b"


def test_braces_in_a_value_are_only_text() -> None:
    assert LANGUAGES.pick("en").say("value.pair", label="{value}", value="{0}") == "{value}: {0}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogues that a test may spoil."""
    copy = tmp_path / "locales"
    shutil.copytree(locales_folder(), copy, ignore=shutil.ignore_patterns("*.mo"))
    return copy


def test_a_catalogue_needs_no_build_step(folder: Path) -> None:
    assert not list(folder.rglob("*.mo"))
    assert Languages.load(folder).pick("ru").say("wish.on") == "включить"


def test_a_compiled_catalogue_is_used_until_the_source_is_newer(folder: Path) -> None:
    po = folder / "ru/LC_MESSAGES/bot.po"
    po.with_suffix(".mo").write_bytes(compiled(po, "ru").replace("включить".encode(), "отключит".encode()))
    assert Languages.load(folder).pick("ru").say("wish.on") == "отключит"
    later = po.with_suffix(".mo").stat().st_mtime_ns + 10**9
    os.utime(po, ns=(later, later))
    assert Languages.load(folder).pick("ru").say("wish.on") == "включить"


def test_what_a_language_lacks_is_said_in_english(folder: Path) -> None:
    po = folder / "ru/LC_MESSAGES/bot.po"
    po.write_text(po.read_text(encoding="utf-8").replace('msgid "wish.on"', 'msgid "wish.gone"'), "utf-8")
    assert Languages.load(folder).pick("ru").say("wish.on") == "turn on"


def test_a_fourth_language_is_a_folder(folder: Path) -> None:
    shutil.copytree(folder / "en", folder / "de")
    assert "de" in Languages.load(folder).codes


@pytest.mark.parametrize(
    ("code", "text", "readable"),
    [
        ("en", "Fast dry", True),
        ("en", "Охлаждение", False),
        ("ru", "Быстрая сушка 2", True),
        ("ru", "HDMI 1", False),
        ("zh", "速干", True),
        ("zh", "Auto 自动", False),
        ("zh", "123", False),
    ],
)
def test_a_vendors_name_is_readable_in_the_languages_own_script(code: str, text: str, readable: bool) -> None:
    assert Languages.load().pick(code).writes(text) is readable


@pytest.mark.parametrize(("code", "shown"), [("en", "72.5°F"), ("ru", "72,5 °F"), ("zh", "72.5°F")])
def test_temperatures_are_written_in_the_readers_units(code: str, shown: str) -> None:
    language = LANGUAGES.pick(f"{code}-x-f")
    assert language.code == code
    assert language.tag == f"{code}-x-f"
    assert language.number(22.5, "celsius").replace("\u00a0", " ") == shown
    assert language.number(45, "percent") == LANGUAGES.pick(code).number(45, "percent")
    assert LANGUAGES.pick(language.tag).number(22.5, "celsius") == language.number(22.5, "celsius")


def test_names_in_other_letters_stand_apart_in_a_chinese_list() -> None:
    chinese = LANGUAGES.pick("zh")
    assert chinese.list(["Кухня", "Bob {x}"]) == "Кухня 和 Bob {x}"
    assert chinese.list(["客厅", "厨房"]) == "客厅和厨房"


@pytest.mark.parametrize(
    ("code", "shown"),
    [("en", "Nov 3, 2026, 5:05 PM"), ("ru", "3 нояб. 2026 г., 17:05"), ("zh", "2026年11月3日 17:05")],
)
def test_no_date_can_be_read_with_its_day_for_its_month(code: str, shown: str) -> None:
    written = LANGUAGES.pick(code).time(datetime(2026, 11, 3, 17, 5, tzinfo=UTC))
    assert re.sub(r"\s", " ", written) == shown
