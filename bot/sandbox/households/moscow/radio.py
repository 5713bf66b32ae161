"""What Yandex tells of some devices and home.json has no kind for, as Yandex spells it."""

from __future__ import annotations

ZIGBEE = "YANDEX_IO"
SIGNAL = {
    "type": "devices.capabilities.zigbee_node",
    "retrievable": True,
    "reportable": True,
    "parameters": {"type": "router"},
    "state": {"value": {"signal_quality": {"status": "good", "lqi": 148, "rssi": -61}, "is_active": True}},
}
STREAM = {
    "type": "devices.capabilities.video_stream",
    "retrievable": False,
    "reportable": False,
    "parameters": {"protocols": ["hls"]},
    "state": None,
}
