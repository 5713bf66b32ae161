""" "Tell me when ..." is a watch and no question about now, in three languages."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from bot.home.fit import Misfit
from bot.home.request import (
    Above,
    Act,
    Ask,
    Becomes,
    Below,
    Changes,
    Clarify,
    Condition,
    Finishes,
    Hours,
    Ignored,
    Manage,
    NotFound,
    NotUnderstood,
    Reading,
    Request,
    Unsupported,
    Watch,
)
from bot.intents import Understander
from bot.understanding.context import Context
from bot.understanding.lexicon import load_all
from tests.understanding.phrase_book import home

NOW = datetime(2026, 11, 23, 12)
WASHER = (Reading("washer"),)
NURSERY = (Reading("nursery_climate", "temperature"),)
DAMP = (Reading("nursery_climate", "humidity"),)
WINDOW = (Reading("window", "open"),)
GATE = (Reading("gate", "on"),)
LOCK = (Reading("front_door", "lock"),)
LAMP = (Reading("chandelier", "on"),)
NIGHT = Hours(time(22), time(6))


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander(load_all())


def read(understander: Understander, language: str, text: str, *, overheard: bool = False) -> Request:
    context = Context(language, NOW, overheard=overheard)
    return understander.understand(text, home(language, "house"), context).request


def watch(
    readings: tuple[Reading, ...], condition: Condition, hours: Hours | None = None, *, repeats: bool = True
) -> Watch:
    return Watch(readings, condition, hours, repeats)


DONE = watch(WASHER, Finishes(), repeats=False)
BOILED = watch((Reading("kettle"),), Finishes(), repeats=False)
COLD = watch(NURSERY, Below(18))
WARM = watch(NURSERY, Above(28))
DRY = watch(DAMP, Below(40))
OPENED = watch(WINDOW, Becomes(True))

SENTENCES = [
    ("en", "tell me when the washing machine is done", DONE),
    ("en", "when the washing is done let me know", DONE),
    ("en", "can you please tell me when the laundry is finished", DONE),
    ("en", "let me know if it gets warmer than 28 in the nursery", WARM),
    ("en", "alert me if the temperature in the nursery rises above 28 degrees", WARM),
    ("en", "tell me when the nursery is above 82.4 fahrenheit", WARM),
    ("en", "warn me if the nursery gets colder than 18", COLD),
    ("en", "notify me when the humidity in the nursery drops below 40%", DRY),
    ("en", "when the window opens after ten, tell me", watch(WINDOW, Becomes(True), NIGHT)),
    ("en", "tell me whenever someone opens the window at night", watch(WINDOW, Becomes(True), NIGHT)),
    ("en", "tell me when the window opens between 22:00 and 6:30",
     watch(WINDOW, Becomes(True), Hours(time(22), time(6, 30)))),
    ("en", "tell me just once when the window opens", watch(WINDOW, Becomes(True), repeats=False)),
    ("en", "tell me every time the washing machine is done", watch(WASHER, Finishes())),
    ("en", "notify me when the garage door opens", watch(GATE, Becomes(True))),
    ("en", "tell me when the front door is unlocked", watch(LOCK, Becomes(False))),
    ("en", "tell me when the front door opens", watch(LOCK, Becomes(False))),
    ("en", "let me know when the chandelier goes off", watch(LAMP, Becomes(False))),
    ("en", "tell me when the temperature in the nursery changes", watch(NURSERY, Changes())),
    ("en", "can you let me know when the washing is done?", DONE),
    ("en", "tell me when the lights in the garage go off",
     watch((Reading("garage_light", "on"),), Becomes(False))),
    ("en", "let me know when the nursery drops under 18", COLD),
    ("en", "tell me when the nursery reaches 28", watch(NURSERY, Above(27.9))),
    ("en", "tell me when the nursery gets down to 18", watch(NURSERY, Below(18.1))),
    ("ru", "скажи, когда стирка закончится", DONE),
    ("ru", "как стирка закончится, скажи", DONE),
    ("ru", "скажешь, когда чайник закипит?", BOILED),
    ("ru", "скажи, когда в детской станет 28 градусов", watch(NURSERY, Above(27.9))),
    ("ru", "когда стиральная машина закончит стирать, сообщи мне", DONE),
    ("ru", "напомни, когда закончится стирка", DONE),
    ("ru", "предупреди, если в детской станет холоднее 18", COLD),
    ("ru", "если в детской станет жарче 28 градусов, предупреди меня", WARM),
    ("ru", "сообщи, если температура в детской поднимется выше двадцати восьми", WARM),
    ("ru", "предупреди меня, если влажность в детской упадёт ниже 40 процентов", DRY),
    ("ru", "скажи, если окно откроется ночью", watch(WINDOW, Becomes(True), NIGHT)),
    ("ru", "сообщай каждый раз, когда открывается окно после десяти вечера",
     watch(WINDOW, Becomes(True), NIGHT)),
    ("ru", "предупреди, когда кто-нибудь откроет окно с 22 до 6", watch(WINDOW, Becomes(True), NIGHT)),
    ("ru", "дай знать, когда откроются ворота гаража", watch(GATE, Becomes(True))),
    ("ru", "уведоми, когда входная дверь отопрётся", watch(LOCK, Becomes(False))),
    ("ru", "скажи, когда погаснет люстра", watch(LAMP, Becomes(False))),
    ("zh", "洗衣机洗完了告诉我", DONE),
    ("zh", "衣服洗好了告诉我一声", DONE),
    ("zh", "等洗衣机洗完提醒我一下", DONE),
    ("zh", "儿童房超过28度提醒我", WARM),
    ("zh", "如果儿童房低于18度就告诉我", COLD),
    ("zh", "儿童房湿度低于40%时通知我", DRY),
    ("zh", "当窗户打开时提醒我", OPENED),
    ("zh", "每次窗户打开都通知我", OPENED),
    ("zh", "晚上十点以后窗户开了通知我", watch(WINDOW, Becomes(True), NIGHT)),
    ("zh", "窗户在晚上十点到早上六点开了通知我", watch(WINDOW, Becomes(True), NIGHT)),
    ("zh", "车库门打开的时候通知我", watch(GATE, Becomes(True))),
    ("zh", "大门解锁的时候通知我", watch(LOCK, Becomes(False))),
    ("zh", "水开了告诉我", BOILED),
    ("zh", "儿童房温度降到18度以下提醒我", COLD),
    ("zh", "儿童房到28度告诉我", watch(NURSERY, Above(27.9))),
    ("zh", "洗衣机洗完了能告诉我吗？", DONE),
    ("zh", "水晶灯灭了告诉我", watch(LAMP, Becomes(False))),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES, ids=[s[1] for s in SENTENCES])
def test_a_sentence_asks_to_be_told(
    understander: Understander, language: str, text: str, expected: Watch
) -> None:
    assert read(understander, language, text) == expected


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, text, _ in SENTENCES[::4]], ids=lambda v: v
)
def test_overheard_it_is_said_to_somebody_else(understander: Understander, language: str, text: str) -> None:
    assert read(understander, language, text, overheard=True) == Ignored()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "tell me the temperature in the nursery"),
        ("en", "tell me if the front door is open"),
        ("en", "let me know if the lights are on"),
        ("en", "tell me if there are any windows opened"),
        ("ru", "скажи, какая температура в детской"),
        ("ru", "скажи, открыта ли входная дверь"),
        ("zh", "告诉我儿童房的温度"),
        ("zh", "告诉我洗衣机洗完了没"),
    ],
)
def test_what_asks_about_now_is_still_answered(understander: Understander, language: str, text: str) -> None:
    assert isinstance(read(understander, language, text), Ask)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "let me know when I come home"),
        ("en", "tell me when the sun sets"),
        ("en", "notify me when the garbage is collected"),
        ("ru", "скажи, когда я приду домой"),
        ("ru", "скажи, когда выключить свет"),
        ("zh", "我到家的时候告诉我"),
        ("zh", "书房有人的话通知我"),
    ],
)
def test_what_cannot_be_watched_is_said_to_be_so(
    understander: Understander, language: str, text: str
) -> None:
    request = read(understander, language, text)
    assert isinstance(request, Unsupported)
    assert request.reason.code is Misfit.UNWATCHABLE


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "if it gets warmer than 28 turn on the fan"),
        ("ru", "если станет теплее 28, включи вентилятор"),
        ("zh", "如果超过28度就开风扇"),
        ("en", "if it rains, close the curtains"),
    ],
)
def test_acting_on_a_condition_stays_refused(understander: Understander, language: str, text: str) -> None:
    request = read(understander, language, text)
    assert isinstance(request, Unsupported)
    assert request.reason.code is Misfit.CONDITION


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "remind me to buy milk"),
        ("en", "say when"),
        ("en", "shout if you need me"),
        ("ru", "напомни купить молока"),
        ("zh", "提醒我买牛奶"),
    ],
)
def test_what_is_no_business_of_the_home_leads_to_nothing(
    understander: Understander, language: str, text: str
) -> None:
    assert isinstance(read(understander, language, text), NotUnderstood | NotFound | Unsupported)
    assert not isinstance(read(understander, language, text), Act | Watch)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "what are you watching?"),
        ("en", "stop watching the window"),
        ("ru", "за чем ты следишь?"),
        ("ru", "не следи больше за окном"),
        ("zh", "我的关注"),
        ("zh", "别再通知我窗户了"),
    ],
)
def test_the_list_is_asked_for_and_ends_them(understander: Understander, language: str, text: str) -> None:
    assert read(understander, language, text) == Manage("watch")


def test_of_two_doors_it_is_asked_which(understander: Understander) -> None:
    request = read(understander, "zh", "门开了通知我")
    assert isinstance(request, Clarify)
    assert all(isinstance(option.act, Watch) for option in request.options)
    assert {option.id for option in request.options} == {"front_door", "gate"}


def test_what_is_not_there_is_not_found(understander: Understander) -> None:
    assert read(understander, "en", "tell me when the dragon opens") == NotFound("dragon")


@pytest.mark.parametrize(
    ("language", "text", "watched"),
    [
        ("en", "keep an eye on the washing machine", watch(WASHER, Finishes(), repeats=False)),
        ("en", "watch the bedroom window and tell me when it opens", watch(WINDOW, Becomes(True))),
        ("ru", "следи за датчиком окна", watch(WINDOW, Becomes(True))),
        ("ru", "присмотри за стиралкой", watch(WASHER, Finishes(), repeats=False)),
        ("ru", "следи за температурой в детской", watch(NURSERY, Changes())),
        ("ru", "следи за входной дверью ночью", watch(LOCK, Becomes(False), NIGHT)),
        ("ru", "поглядывай за окном в спальне и скажи, если откроют", watch(WINDOW, Becomes(True))),
        ("zh", "盯着洗衣机", watch(WASHER, Finishes(), repeats=False)),
    ],
)
def test_what_is_to_be_watched_is_told_of_by_what_it_is(
    understander: Understander, language: str, text: str, watched: Watch
) -> None:
    assert read(understander, language, text) == watched


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "watch yourself"),
        ("en", "keep an eye on the kids"),
        ("en", "let's watch a movie"),
        ("ru", "следи за собой"),
        ("ru", "присмотри за детьми"),
    ],
)
def test_whom_to_look_after_is_no_business_of_the_home(
    understander: Understander, language: str, text: str
) -> None:
    assert isinstance(read(understander, language, text), NotUnderstood)
    assert isinstance(read(understander, language, text, overheard=True), Ignored)
