"""A flat in Moscow, all of it in the Yandex smart home, and a dacha in the same account."""

from __future__ import annotations

from bot.sandbox.households.moscow.bedrooms import bedroom, nursery
from bot.sandbox.households.moscow.hall import bathroom, dacha, hall
from bot.sandbox.households.moscow.kitchen import kitchen
from bot.sandbox.households.moscow.living_room import living_room
from bot.sandbox.households.people import STRANGER, Gathering, Resident, chats, people
from bot.sandbox.households.yandex_home import YandexHome
from bot.sandbox.world import Household

NAME = "moscow"

RESIDENTS = (
    Resident(1001, "Анна Соколова", "ru", "owner"),
    Resident(1002, "Дмитрий Соколов", "ru", "member"),
    Resident(1003, "林梅", "zh", "member"),
    Resident(1004, "Emma Carter", "en", "guest"),
    Resident(1005, "Игорь Лапин", "ru", STRANGER),
)
GATHERINGS = (
    Gathering(-5001, "Соколовы"),
    Gathering(-1001000005002, "Дом на Профсоюзной", ("Дела", "Кухня")),
)


def household() -> Household:
    home = YandexHome(NAME, "Квартира")
    kitchen(home)
    chandelier = bedroom(home)
    evening = living_room(home)
    nursery(home)
    bathroom(home)
    hall_light = hall(home)
    dacha(home)
    _together(home, chandelier, evening, hall_light)
    return Household(
        name=NAME,
        title="Квартира",
        language="ru",
        timezone="Europe/Moscow",
        people=people(RESIDENTS, GATHERINGS),
        chats=chats(NAME, RESIDENTS, GATHERINGS),
        things=home.things,
        clouds={"yandex": home.account()},
    )


def _together(home: YandexHome, chandelier: str, evening: tuple[str, str], hall: str) -> None:
    torchere, sconce = evening
    home.group("Верхний свет", "devices.types.light", chandelier, hall, aliases=["ceiling lights"])
    home.group("Вечерний свет", "devices.types.light", torchere, sconce)
    home.scenario("Доброе утро", (chandelier, "on_off.on", True), (chandelier, "range.brightness", 60))
    home.scenario(
        "Спокойной ночи",
        *((light, "on_off.on", False) for light in (chandelier, torchere, sconce, hall)),
    )
    home.scenario("Кино", (torchere, "range.brightness", 20), (torchere, "on_off.on", True))
    home.scenario("Мы в отпуске", (hall, "on_off.on", True), active=False)
