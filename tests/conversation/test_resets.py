"""A factory reset in the sandbox: asked about, started, and followed to its end by the next process."""

from __future__ import annotations

import pytest

from tests.person import Neighbourhood, until
from tests.running import bot_process, sandbox_alone

pytestmark = pytest.mark.process

RESETS = "/living/device/reset"
LOOKS = "/living/device/reset/task/state/get"


def calls(world: Neighbourhood, path: str) -> int:
    return sum(call["path"] == path for call in world.calls("aliyun"))


def test_a_reset_that_was_interrupted_is_followed_to_its_end() -> None:
    with sandbox_alone("hangzhou") as sandbox:
        world, environment = sandbox.world, sandbox.environment
        owner = world.person("hangzhou")
        with bot_process(environment) as bot:
            asked = owner.says("把客厅灯恢复出厂设置")
            owner.presses(asked, data=asked.buttons[0]["callback_data"])
            running = owner.sees_change(asked, lambda m: "⏳" in m.text)
            until(lambda: calls(world, LOOKS) > 0)
            bot.kill()
        assert calls(world, RESETS) == 1
        world.post("/api/clock", {"advance": 90})
        with bot_process(environment):
            owner.sees(lambda m: m.id == running.id and "✅" in m.text)
        assert calls(world, RESETS) == 1


def test_only_owners_reset(world: Neighbourhood) -> None:
    before = calls(world, RESETS)
    assert not world.person("hangzhou", "member").says("把客厅灯恢复出厂设置").buttons
    assert calls(world, RESETS) == before
