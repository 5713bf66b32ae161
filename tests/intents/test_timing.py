"""Which of several commands a time holds for."""

from __future__ import annotations

from datetime import datetime

from bot.home.payload import option_from_json, option_to_json
from bot.home.request import Act, Clarify, Request, Unsupported, When
from bot.understanding.frames import frame_of
from tests.intents.test_understander import understood


def asked(text: str) -> Request:
    return understood(text).request


def whens(text: str) -> list[When | None]:
    request = asked(text)
    assert isinstance(request, Act), request
    return list(request.whens) or [request.when] * len(request.commands)


MORNING, EVENING = When(at=datetime(2026, 11, 24, 7)), When(at=datetime(2026, 11, 23, 21))


def test_a_time_said_first_holds_for_all_that_follows() -> None:
    assert whens("через минуту выключи вентилятор и закрой жалюзи") == [When(in_seconds=60)] * 2


def test_a_time_said_last_holds_for_other_things_too() -> None:
    assert whens("выключи вентилятор и закрой жалюзи через минуту") == [When(in_seconds=60)] * 2
    assert whens("включи вентилятор и выключи его через минуту") == [None, When(in_seconds=60)]


def test_every_command_has_the_time_that_was_said_with_it() -> None:
    text = "включи вентилятор завтра в 7 утра и выключи в 9 вечера"
    assert whens(text) == [MORNING, EVENING]
    frame = frame_of(asked(text))
    assert frame["when"] is None
    assert [command["when"] for command in frame["commands"]] == [
        {"at": "2026-11-24T07:00"},
        {"at": "2026-11-23T21:00"},
    ]


def test_an_act_with_any_time_is_never_one_for_now() -> None:
    request = asked("включи вентилятор и выключи его через минуту")
    assert isinstance(request, Act)
    assert request.when is not None


def test_a_choice_keeps_its_time_over_a_restart() -> None:
    request = asked("включи люстру через десять минут")
    assert isinstance(request, Clarify)
    option = request.options[0]
    assert isinstance(option.act, Act)
    assert option.act.when == When(in_seconds=600)
    assert option_from_json(option_to_json(option)) == option


def test_a_time_that_nobody_can_tell_is_not_now() -> None:
    assert isinstance(asked("включи вентилятор завтра"), Unsupported)
    assert isinstance(asked("включи вентилятор, если будет жарко"), Unsupported)


def test_a_kitchen_timer_starts_nothing() -> None:
    assert not isinstance(asked("开始计时器1小时"), Act)
