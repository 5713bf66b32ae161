"""What the things of the demo home are called, as people of each language would call them.

They are names like a vendor's, not sentences: whoever takes the demo home finds them in any language.
"""

from __future__ import annotations

from collections.abc import Mapping

ELSEWHERE = "en"

NAMES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "demo-living": "Living room",
        "demo-kitchen": "Kitchen",
        "demo-bedroom": "Bedroom",
        "demo-hall": "Hall",
        "demo-chandelier": "Chandelier",
        "demo-floor-lamp": "Floor lamp",
        "demo-tv": "TV",
        "demo-curtain": "Curtains",
        "demo-kitchen-lamp": "Kitchen lamp",
        "demo-kettle": "Kettle",
        "demo-night-light": "Night light",
        "demo-conditioner": "Air conditioner",
        "demo-climate": "Thermometer",
        "demo-lock": "Front door",
        "demo-lights-out": "Good night",
    },
    "ru": {
        "demo-living": "Гостиная",
        "demo-kitchen": "Кухня",
        "demo-bedroom": "Спальня",
        "demo-hall": "Прихожая",
        "demo-chandelier": "Люстра",
        "demo-floor-lamp": "Торшер",
        "demo-tv": "Телевизор",
        "demo-curtain": "Шторы",
        "demo-kitchen-lamp": "Лампа",
        "demo-kettle": "Чайник",
        "demo-night-light": "Ночник",
        "demo-conditioner": "Кондиционер",
        "demo-climate": "Термометр",
        "demo-lock": "Входная дверь",
        "demo-lights-out": "Спокойной ночи",
    },
    "zh": {
        "demo-living": "客厅",
        "demo-kitchen": "厨房",
        "demo-bedroom": "卧室",
        "demo-hall": "门厅",
        "demo-chandelier": "吊灯",
        "demo-floor-lamp": "落地灯",
        "demo-tv": "电视",
        "demo-curtain": "窗帘",
        "demo-kitchen-lamp": "厨房灯",
        "demo-kettle": "电水壶",
        "demo-night-light": "小夜灯",
        "demo-conditioner": "空调",
        "demo-climate": "温湿度计",
        "demo-lock": "入户门",
        "demo-lights-out": "晚安",
    },
}


def names_in(language: str) -> Mapping[str, str]:
    """The names in a language such as ``ru`` or ``zh-hans``; in English where there are none."""
    return NAMES.get(language.partition("-")[0].lower(), NAMES[ELSEWHERE])
