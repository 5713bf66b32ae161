"""The table of docs/reach.md: what the clouds can do, and the sentence and the buttons that reach it.

A row more is an entry more: ``test_reach.py`` walks every one in every language and makes the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LANGUAGES = ("en", "ru", "zh")


@dataclass(frozen=True)
class Label:
    """The text of a button: a sentence of the catalogue, perhaps with the name of another in it."""

    id: str
    name: str = ""


@dataclass(frozen=True)
class Written:
    """What is replied to a message that asks; ``{n}`` is another digit in each language."""

    text: str


Step = Label | Written | str
"""A string is the same in every language: a vendor's name, a picture."""
Said = tuple[str, str, str]
"""In English, Russian and Chinese; ``{device}`` is the row's."""


@dataclass(frozen=True)
class Proof:
    """The call that must be seen, and what must be true of a capability afterwards; ``before`` is put there
    first, so that it has to change."""

    path: str
    method: str = ""
    state: str = ""
    before: Any = None
    after: Any = None
    members: tuple[str, ...] = ()
    """Other devices that ``before`` is put on, too."""


@dataclass(frozen=True)
class Kept:
    """What the bot keeps itself: the answer to ``asks`` tells of it once more often than before."""

    asks: str
    tells: Said


@dataclass(frozen=True)
class Row:
    """``opens`` is said to get the card on which ``press`` begins.

    ``then`` is pressed after the sentence, ``first`` is said before the buttons, and ``back`` is pressed in
    the end, to leave things as they were. ``devices`` has another device for each language, where a walk uses
    one up, and ``others`` those whose buttons are pressed.
    """

    what: str
    home: str
    device: str
    proof: Proof | Kept
    say: Said | None = None
    press: tuple[Step, ...] = ()
    opens: str = ""
    devices: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    first: Said | None = None
    then: tuple[Step, ...] = ()
    back: tuple[Step, ...] = ()

    def device_in(self, language: str) -> str:
        return self.devices[LANGUAGES.index(language)] if self.devices else self.device

    def opens_in(self, language: str) -> str:
        others = self.others[LANGUAGES.index(language)] if self.others else ""
        return self.opens or others or self.device_in(language)


@dataclass(frozen=True)
class Inside:
    """Nobody asks for it: which act causes it.

    ``test`` is a contract test that makes the call and sees it in the stand-in's log, for what happens only
    to the operator or in trouble; the rest is seen in the calls of the walk.
    """

    what: str
    path: str
    act: str
    test: str = ""


MORE = Label("button.more")
ACTIONS, SET, INVOKE, READ = (
    "/devices/actions",
    "/thing/properties/set",
    "/thing/service/invoke",
    "/thing/properties/get",
)
LAMP, PURIFIER, COOLER = "Торшер", "Очиститель воздуха", "Кондиционер"
GREEN, RED = {"h": 120, "s": 100, "v": 100}, {"h": 0, "s": 100, "v": 100}
CEILING, NIGHT, WASHER, HEATER, SOCKET = "Bedroom ceiling light", "床头灯", "洗衣机", "电暖器", "书房插座"
THERMOMETER, DOOR, CURTAIN = "卧室温湿度计", "大门传感器", "卧室窗帘"

CAPABILITIES = (
    Row(
        "on_off",
        "moscow",
        LAMP,
        Proof(ACTIONS, state="on_off.on", before=False, after=True),
        ("turn on Торшер", "включи торшер", "打开Торшер"),
        (Label("wish.on"),),
    ),
    Row(
        "toggle",
        "moscow",
        PURIFIER,
        Proof(ACTIONS, state="toggle.ionization", before=False, after=True),
        (
            "turn on ionization on Очиститель воздуха",
            "включи ионизацию на очистителе воздуха",
            "打开Очиститель воздуха的负离子",
        ),
        (Label("button.toggle_on", "toggle.ionization"),),
    ),
    Row(
        "range",
        "moscow",
        LAMP,
        Proof(ACTIONS, state="range.brightness", before=20, after=50),
        ("set Торшер brightness to 50%", "поставь яркость торшера 50%", "把Торшер的亮度调到50%"),
        ("50",),
    ),
    Row(
        "mode",
        "moscow",
        COOLER,
        Proof(ACTIONS, state="mode.thermostat", before="heat", after="cool"),
        ("set Кондиционер to cool", "кондиционер на охлаждение", "把Кондиционер调成制冷模式"),
        (Label("choice.cool"),),
    ),
    Row(
        "color",
        "hangzhou",
        NIGHT,
        Proof(SET, state="color.color", before=GREEN, after=RED),
        ("make 床头灯 red", "сделай 床头灯 красным", "把床头灯调成红色"),
        ("🔴",),
    ),
    Row(
        "lock",
        "hangzhou",
        "门锁",
        Proof(SET, state="lock.lock", before=False, after=True),
        ("lock 门锁", "запри 门锁", "锁上门锁"),
        (Label("wish.lock"),),
    ),
    Row(
        "action",
        "hangzhou",
        CURTAIN,
        Proof(INVOKE),
        ("stop 卧室窗帘", "останови 卧室窗帘", "停止卧室窗帘"),
        ("重置滤芯",),
        opens="空气净化器",
    ),
    Row(
        "action with inputs",
        "hangzhou",
        WASHER,
        Proof(INVOKE),
        press=(MORE, Label("button.ask", "开始洗涤"), Written("2")),
    ),
    Row(
        "text",
        "hangzhou",
        WASHER,
        Proof(SET, state="text.PanelText", before="", after="Hi 你好"),
        press=(MORE, Label("button.ask", "面板文字"), Written("Hi 你好")),
    ),
    Row(
        "struct",
        "hangzhou",
        SOCKET,
        Proof(SET, state="struct.CountDown"),
        press=(MORE, Label("button.ask", "倒计时"), Written("1; 6{n}; 1; 0")),
    ),
    Row(
        "array",
        "hangzhou",
        HEATER,
        Proof(SET, state="array.WorkPlans", before=[], after=["07:00", "22:30"]),
        press=(MORE, Label("button.ask", "工作计划"), Written("07:00; 22:30")),
    ),
    Row(
        "date",
        "hangzhou",
        WASHER,
        Proof(SET, state="date.AppointTime"),
        press=(MORE, Label("button.ask", "预约时间"), Written("2030-12-0{n} 08:00")),
    ),
    Row(
        "sensor",
        "hangzhou",
        THERMOMETER,
        Proof(READ),
        (
            "what is the temperature of 卧室温湿度计",
            "какая температура на 卧室温湿度计",
            "卧室温湿度计的温度是多少",
        ),
        (Label("button.refresh"),),
    ),
    Row(
        "event",
        "hangzhou",
        DOOR,
        Proof(READ),
        ("is 大门传感器 open?", "大门传感器 открыт?", "大门传感器开着吗"),
        (Label("button.refresh"),),
    ),
)

ALIYUN = (
    Row(
        SET,
        "both",
        CEILING,
        Proof(SET, state="on_off.on", before=False, after=True),
        ("turn on Bedroom ceiling light", "включи Bedroom ceiling light", "打开 Bedroom ceiling light"),
        (Label("wish.on"),),
    ),
    Row(
        READ,
        "both",
        "Heater",
        Proof(READ),
        ("is Heater on?", "Heater включён?", "Heater开着吗"),
        (Label("button.refresh"),),
    ),
    Row(
        "/thing/status/get",
        "both",
        "Heater",
        Proof("/thing/status/get"),
        ("is Heater on?", "Heater включён?", "Heater开着吗"),
        (Label("button.refresh"),),
    ),
    Row(
        INVOKE,
        "both",
        "Curtains",
        Proof(INVOKE),
        ("stop Curtains", "останови Curtains", "停止 Curtains"),
        ("重置滤芯",),
        opens="Air purifier",
    ),
    Row("/thing/info/get", "both", CEILING, Proof("/thing/info/get"), press=(MORE,)),
    Row(
        "/living/device/property/timeline/get",
        "both",
        CEILING,
        Proof("/living/device/property/timeline/get"),
        ("/history Bedroom ceiling light",) * 3,
        (MORE, Label("button.history")),
    ),
    Row(
        "/living/device/event/timeline/get",
        "hangzhou",
        WASHER,
        Proof("/living/device/event/timeline/get"),
        ("/history 洗衣机",) * 3,
        (MORE, Label("button.history")),
    ),
    Row(
        "/thing/events/get",
        "hangzhou",
        WASHER,
        Proof("/thing/events/get"),
        press=(MORE, Label("button.events")),
    ),
    Row(
        "/living/device/reset",
        "hangzhou",
        "",
        Proof("/living/device/reset"),
        ("factory reset {device}", "сбрось {device} до заводских настроек", "把{device}恢复出厂设置"),
        (MORE, Label("button.reset"), Label("button.yes_reset")),
        devices=("循环扇", "加湿器", "空气净化器"),
        others=("星空灯", "Kitchen lamp", "Торшер"),
        then=(Label("button.yes_reset"),),
    ),
    Row(
        "/uc/setDeviceNickName",
        "hangzhou",
        "客厅灯",
        Proof("/uc/setDeviceNickName"),
        ("call {device} Bob", "назови {device} Боб", "把{device}叫小白"),
        press=(
            MORE,
            Label("button.rename"),
            Written("Rex"),
            Label("button.nickname"),
            Label("button.yes_name"),
        ),
        then=(Label("button.nickname"), Label("button.yes_name")),
        back=(Label("button.undo_name"),),
    ),
    Row(
        "/thing/extended/property/set",
        "both",
        CEILING,
        Proof("/thing/extended/property/set"),
        press=(MORE, Label("button.tags"), Label("button.add_tag"), Written("where = bedroom")),
    ),
    Row(
        "/thing/extended/property/get",
        "both",
        CEILING,
        Proof("/thing/extended/property/get"),
        press=(MORE, Label("button.tags")),
    ),
    Row(
        "/thing/extended/property/delete",
        "both",
        CEILING,
        Proof("/thing/extended/property/delete"),
        press=(MORE, Label("button.tags"), Label("button.remove_of", "where"), Label("button.yes_remove")),
    ),
    Row(
        "/iotx/ilop/queryComponentProduct",
        "both",
        CEILING,
        Proof("/iotx/ilop/queryComponentProduct"),
        press=(MORE, Label("button.widget")),
    ),
    Row(
        "/iotx/ilop/queryComponentProperty",
        "both",
        CEILING,
        Proof("/iotx/ilop/queryComponentProperty"),
        press=(MORE, Label("button.widget")),
    ),
    Row(
        "/iotx/ilop/updateComponentProduct",
        "both",
        CEILING,
        Proof("/iotx/ilop/updateComponentProduct"),
        press=(MORE, Label("button.widget"), Label("button.widget_on"), Label("button.widget_off")),
    ),
    Row(
        "/scene/timing/list/get",
        "both",
        CEILING,
        Proof("/scene/timing/list/get"),
        ("show my timers", "покажи таймеры", "显示定时"),
        (MORE, Label("button.cloud_timers")),
    ),
    Row(
        "/scene/timing/create",
        "both",
        CEILING,
        Proof("/scene/timing/create"),
        press=(MORE, Label("button.cloud_timers"), Label("button.move_to_cloud", "1")),
        first=(
            "turn on Bedroom ceiling light at 7 every day",
            "включай Bedroom ceiling light каждый день в 7",
            "每天7点打开 Bedroom ceiling light",
        ),
    ),
    Row(
        "/scene/timing/info/get",
        "both",
        CEILING,
        Proof("/scene/timing/info/get"),
        ("/timers",) * 3,
        (MORE, Label("button.cloud_timers")),
    ),
    Row(
        "/scene/timing/update",
        "both",
        CEILING,
        Proof("/scene/timing/update"),
        press=(MORE, Label("button.cloud_timers"), Label("button.pause_of", "1")),
    ),
    Row(
        "/scene/timing/delete",
        "both",
        CEILING,
        Proof("/scene/timing/delete"),
        press=(
            MORE,
            Label("button.cloud_timers"),
            Label("button.call_off_of", "1"),
            Label("button.yes_remove"),
        ),
    ),
)

YANDEX = (
    Row(
        "POST /devices/actions",
        "moscow",
        LAMP,
        Proof(ACTIONS, "POST", state="on_off.on", before=False, after=True),
        ("turn on Торшер", "включи торшер", "打开Торшер"),
        (Label("wish.on"),),
    ),
    Row(
        "GET /devices/{id}",
        "moscow",
        LAMP,
        Proof("/devices/", "GET"),
        ("is Торшер on?", "торшер включён?", "Торшер开着吗"),
        (Label("button.refresh"),),
    ),
    Row(
        "POST /groups/{id}/actions",
        "moscow",
        "Люстра",
        Proof("/groups/", "POST", state="on_off.on", before=True, after=False, members=("Свет в прихожей",)),
        ("turn off Верхний свет", "выключи верхний свет", "关掉Верхний свет"),
        ("Верхний свет", Label("button.all_off"), Label("button.yes.all_off")),
        opens="/rooms",
        first=("turn on Верхний свет", "включи верхний свет", "打开Верхний свет"),
    ),
    Row(
        "POST /scenarios/{id}/actions",
        "moscow",
        LAMP,
        Proof("/scenarios/", "POST", state="range.brightness", before=70, after=20),
        ("run Кино", "запусти кино", "执行Кино"),
        ("Кино",),
        opens="/scenes",
    ),
    Row(
        "DELETE /devices/{id}",
        "moscow",
        "",
        Proof("/devices/", "DELETE"),
        press=(MORE, Label("button.remove_device"), Label("button.yes_remove")),
        devices=("Гирлянда", "Камера", "Электросчётчик"),
    ),
)

KEPT = (
    Row(
        "own names",
        "moscow",
        LAMP,
        Kept("/aliases", ("Zorro", "Зорро", "佐罗")),
        ("call Торшер Zorro", "назови торшер Зорро", "把Торшер叫佐罗"),
        back=(Label("button.undo_name"),),
    ),
    Row(
        "own names",
        "moscow",
        LAMP,
        Kept("/aliases", ("Carlson",) * 3),
        press=(MORE, Label("button.rename"), Written("Carlson")),
        back=(Label("button.undo_name"),),
    ),
    Row(
        "favourites",
        "moscow",
        LAMP,
        Kept("/favorites", (LAMP,) * 3),
        press=(MORE, Label("button.star")),
        back=(Label("button.unstar"),),
    ),
    Row(
        "the journal",
        "moscow",
        "",
        Kept("/journal", ("{device}",) * 3),
        ("turn on {device}", "включи {device}", "打开{device}"),
        devices=("Телевизор", "Увлажнитель", "Чайник"),
    ),
    Row(
        "watches",
        "moscow",
        "Стиральная машина",
        Kept("/watches", ("Стиральная машина",) * 3),
        (
            "tell me when Стиральная машина is done",
            "скажи, когда стиральная машина закончит",
            "Стиральная машина洗完了告诉我",
        ),
        (MORE, Label("button.watch"), Label("preset.finishes")),
        back=(Label("button.stop_watch"),),
    ),
    Row(
        "members",
        "moscow",
        "Emma",
        Kept("/members", ("Emma Carter · member", "Emma Carter · житель", "Emma Carter · 成员")),
        press=("Emma", Label("role.member")),
        opens="/members",
        back=(Label("role.guest"),),
    ),
    Row(
        "invitations",
        "moscow",
        "",
        Kept("/invite", (". Guest", ". Гость", ". 访客")),
        press=(Label("offer.guest_day"),),
        opens="/invite",
    ),
    Row(
        "settings",
        "moscow",
        "",
        Kept("/settings", ("9:30", "22:30", "23:30")),
        ("/settings 21:30-6:45", "/settings 22:30-6:45", "/settings 23:30-6:45"),
        then=("👤",),
    ),
    Row(
        "settings",
        "moscow",
        "",
        Kept("/settings", ("°F",) * 3),
        press=(Label("settings.button.units"), "°F"),
        opens="/settings",
        back=(Label("settings.button.units"), "°C"),
    ),
)

BY_CODE = "tests.clouds.aliyun.test_login:test_a_code_becomes_the_secrets_of_an_account"
RENEWED = "tests.clouds.aliyun.test_login:test_a_refresh_token_is_enough_to_begin_with"
OF_A_PRODUCT = (
    "tests.clouds.aliyun.test_themes:test_a_model_that_the_thing_does_not_give_is_asked_of_its_product"
)
OF_A_GROUP = "tests.clouds.yandex.test_every_operation:test_a_group_is_commanded_as_one"
OF_TOKENS = "tests.clouds.yandex.test_every_operation:test_tokens_are_had_for_a_code_and_for_older_tokens"
HOURLY = "a home is listed, at most four times an hour"
FOLLOWED = "/living/device/reset/task/state/get"

INSIDE = (
    Inside("GET /user/info", "/user/info", "a home is listed: the first sentence, then every five minutes"),
    Inside("GET /groups/{id}", "", "a group is told before the first listing", OF_A_GROUP),
    Inside("POST /device/code", "", "`housemate connect yandex`, or connecting from the chat", OF_TOKENS),
    Inside("POST /token", "", "an account is connected; a login is renewed", OF_TOKENS),
    Inside(
        "/account/createSessionByAuthCode",
        "",
        "`housemate connect aliyun --auth-code`, or connecting from the chat",
        BY_CODE,
    ),
    Inside(
        "/account/checkOrRefreshSession",
        "",
        "the first call, and an hour before a session ends",
        RENEWED,
    ),
    Inside("/uc/listBindingByAccount", "/uc/listBindingByAccount", "a home is listed"),
    Inside("/living/home/query", "/living/home/query", HOURLY),
    Inside("/living/home/room/query", "/living/home/room/query", HOURLY),
    Inside("/living/home/room/device/query", "/living/home/room/device/query", HOURLY),
    Inside("/thing/tsl/get", "/thing/tsl/get", "a product is met for the first time"),
    Inside("/thing/tsl/getByProducyKey", "", "a product's thing does not tell its model", OF_A_PRODUCT),
    Inside(FOLLOWED, FOLLOWED, "a reset is followed to its end"),
)
