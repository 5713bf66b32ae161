"""What sort of device a thing is: by its category, by its product's name, or by what it can do."""

from __future__ import annotations

from bot.clouds.aliyun.standard import claims, plain
from bot.clouds.aliyun.tsl import ThingModel
from bot.clouds.aliyun.wire import Binding
from bot.home.capability import Key

# The first fragment found decides, so the narrow stand before the wide.
CATEGORIES = (
    ("aircondition", "thermostat.ac"),
    ("purifier", "purifier"),
    ("dehumidifier", "other"),
    ("humidifier", "humidifier"),
    ("curtain", "openable.curtain"),
    ("blind", "openable.curtain"),
    ("doorsensor", "sensor.open"),
    ("contactsensor", "sensor.open"),
    ("temphumidity", "sensor.climate"),
    ("temperaturehumidity", "sensor.climate"),
    ("motionsensor", "sensor.motion"),
    ("infrared", "sensor.motion"),
    ("watersensor", "sensor.water_leak"),
    ("waterleak", "sensor.water_leak"),
    ("smoke", "sensor.smoke"),
    ("gas", "sensor.gas"),
    ("lightsensor", "sensor.illumination"),
    ("sensor", "sensor"),
    ("smartdoor", "lock"),
    ("lock", "lock"),
    ("outlet", "socket"),
    ("socket", "socket"),
    ("plug", "socket"),
    ("switch", "switch"),
    ("lightstrip", "light.strip"),
    ("light", "light"),
    ("lamp", "light"),
    ("heater", "thermostat"),
    ("floorheating", "thermostat"),
    ("thermostat", "thermostat"),
    ("freshair", "ventilation"),
    ("ventilat", "ventilation"),
    ("fan", "ventilation.fan"),
    ("dishwasher", "dishwasher"),
    ("washing", "washing_machine"),
    ("sweep", "vacuum_cleaner"),
    ("vacuum", "vacuum_cleaner"),
    ("mower", "lawn_mower"),
    ("kettle", "cooking.kettle"),
    ("coffee", "cooking.coffee_maker"),
    ("cook", "cooking"),
    ("oven", "cooking"),
    ("camera", "camera"),
    ("television", "media_device.tv"),
    ("speaker", "speaker"),
    ("petfeeder", "pet_feeder"),
)
NAMES = (
    ("空调", "thermostat.ac"),
    ("净化", "purifier"),
    ("加湿", "humidifier"),
    ("窗帘", "openable.curtain"),
    ("门磁", "sensor.open"),
    ("门窗", "sensor.open"),
    ("温湿度", "sensor.climate"),
    ("人体", "sensor.motion"),
    ("水浸", "sensor.water_leak"),
    ("烟", "sensor.smoke"),
    ("燃气", "sensor.gas"),
    ("门锁", "lock"),
    ("插座", "socket"),
    ("灯带", "light.strip"),
    ("吸顶灯", "light.ceiling"),
    ("台灯", "light.lamp"),
    ("灯", "light"),
    ("开关", "switch"),
    ("暖", "thermostat"),
    ("温控", "thermostat"),
    ("热水器", "thermostat"),
    ("扇", "ventilation.fan"),
    ("新风", "ventilation"),
    ("洗衣", "washing_machine"),
    ("洗碗", "dishwasher"),
    ("扫地", "vacuum_cleaner"),
    ("割草", "lawn_mower"),
    ("水壶", "cooking.kettle"),
    ("咖啡", "cooking.coffee_maker"),
    ("饭煲", "cooking"),
    ("烤箱", "cooking"),
    ("摄像", "camera"),
    ("电视", "media_device.tv"),
    ("音箱", "speaker"),
    *CATEGORIES,
)
ABILITIES = (
    (Key("lock", "lock"), "lock"),
    (Key("range", "open"), "openable.curtain"),
    (Key("range", "brightness"), "light"),
    (Key("range", "temperature"), "thermostat"),
    (Key("sensor", "power"), "socket"),
    (Key("event", "open"), "sensor.open"),
    (Key("event", "motion"), "sensor.motion"),
    (Key("event", "water_leak"), "sensor.water_leak"),
    (Key("sensor", "temperature"), "sensor.climate"),
)


def device_type(binding: Binding, model: ThingModel) -> str:
    """A type of home.json. A product's name may say more than its category: a ceiling lamp is a light."""
    by_category = _found(CATEGORIES, binding.categoryKey)
    by_name = _found(NAMES, binding.categoryName) or _found(NAMES, binding.productName)
    if by_category and by_name and by_name.startswith(f"{by_category}."):
        return by_name
    return by_category or by_name or _by_ability(model)


def _found(fragments: tuple[tuple[str, str], ...], told: str | None) -> str | None:
    text = plain(told or "")
    return next((type_ for fragment, type_ in fragments if fragment in text), None)


def _by_ability(model: ThingModel) -> str:
    if any(plain(described.identifier) == "lightswitch" for described in model.properties):
        return "light"
    offered = {claim.key for claim in claims(model, "openable").values()}
    return next((type_ for key, type_ in ABILITIES if key in offered), "other")
