"""The living room."""

from __future__ import annotations

from bot.sandbox.households.capabilities import (
    brightness,
    celsius,
    color,
    mode,
    on_off,
    sensor,
    span,
    toggle,
    white,
)
from bot.sandbox.households.yandex_home import YandexHome


def living_room(home: YandexHome) -> tuple[str, str]:
    """Answers the torchère and the sconce."""
    room = home.room("Гостиная", "зал", "living room", "客厅")
    lights = _lights(home, room)
    _air_conditioner(home, room)
    _television(home, room)
    home.thing(
        room,
        "Яндекс Станция",
        "smart_speaker.yandex.station",
        skill="Q",
        quasar={"device_id": "FF98F02910A1", "platform": "yandexstation_2", "device_color": "black"},
    )
    _cleaners(home, room)
    home.thing(
        room,
        "Вентилятор",
        "ventilation.fan",
        on_off(False, stateless=True),
        toggle("oscillation", False),
        hidden=["toggle.oscillation"],
        info={"manufacturer": "Yandex", "model": "YNDX-0006"},
    )
    return lights


def _lights(home: YandexHome, room: str) -> tuple[str, str]:
    home.thing(
        room,
        "Люстра в гостиной",
        "light.ceiling",
        on_off(False),
        brightness(100),
        white(4500, 2500, 4800),
        aliases=["客厅灯"],
    )
    torchere = home.thing(
        room,
        "Торшер",
        "light.lamp",
        on_off(True),
        brightness(90),
        color("temperature_k", 2700, model="rgb", kelvin=(1700, 6500)),
        aliases=["floor lamp"],
        delay=0.3,
    )
    sconce = home.thing(room, "Бра", "light.lamp", on_off(False), brightness(60))
    home.thing(
        room,
        "Лента за телевизором",
        "light.strip",
        on_off(False),
        brightness(50),
        color(
            "scene",
            "movie",
            model="hsv",
            scenes={"movie": "Кино", "party": "Вечеринка", "lava_lamp": "Лава лампа", "ocean": None},
        ),
    )
    return torchere, sconce


def _air_conditioner(home: YandexHome, room: str) -> None:
    programmes = {"auto": "Авто", "cool": "Охлаждение", "heat": "Нагрев", "dry": None, "fan_only": None}
    home.thing(
        room,
        "Кондиционер",
        "thermostat.ac",
        on_off(True),
        celsius(23, 16, 30),
        mode("thermostat", "cool", programmes),
        mode("fan_speed", "low", {"auto": "Авто", "low": "Низкая", "medium": "Средняя", "high": "Высокая"}),
        mode("swing", "stationary", {"stationary": None, "vertical": None, "horizontal": None}),
        aliases=["空调", "air conditioner", "кондей"],
        delay=0.4,
    )


def _television(home: YandexHome, room: str) -> None:
    home.thing(
        room,
        "Телевизор",
        "media_device.tv",
        on_off(True),
        span("volume", 14, (0, 100), relative_only=True, unit=""),
        span("channel", 5),
        toggle("mute", False),
        mode("input_source", "one", {"one": "HDMI 1", "two": "HDMI 2", "three": "Эфир"}),
        aliases=["TV", "телек", "电视"],
        hidden=["range.volume", "range.channel"],
        needs_on=["range.volume", "range.channel", "toggle.mute", "mode.input_source"],
    )


def _cleaners(home: YandexHome, room: str) -> None:
    home.thing(
        room,
        "Пылесос",
        "vacuum_cleaner",
        on_off(False),
        toggle("pause", False),
        mode("cleanup_mode", "mixed_cleaning", {"dry_cleaning": "Сухая уборка", "mixed_cleaning": None}),
        mode("work_speed", "normal", {"quiet": "Тихий", "normal": "Нормальный", "turbo": "Турбо"}),
        sensor("battery_level", 100, "percent"),
        aliases=["vacuum", "扫地机器人"],
        needs_on=["toggle.pause"],
    )
    home.thing(
        room,
        "Очиститель воздуха",
        "purifier",
        on_off(True),
        mode("fan_speed", "auto", {"auto": None, "quiet": None, "high": None}),
        toggle("ionization", True),
        toggle("backlight", False),
        toggle("controls_locked", False),
        sensor("pm2.5_density", 8, "mcg_m3"),
        sensor("tvoc", 110, "mcg_m3"),
    )
