"""``/living/device/reset``: a factory reset as a task to ask after (reference, section 5, 11 and 12)."""

from __future__ import annotations

import uuid

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.operation import Call, Operation
from bot.sandbox.aliyun.reset_tasks import ANSWERED_AFTER, FAILED, GIVEN_UP_AFTER, SUCCESS, TIMEOUT, ResetTask
from bot.sandbox.world import Thing


def reset(call: Call) -> str:
    """The id of the task. An offline thing is asked too, in vain. Raises RefusalError 2066."""
    thing, cloud = call.owned_thing(), call.cloud
    id_ = uuid.uuid4().hex
    cloud.tasks[id_] = ResetTask(thing.id)
    now = cloud.world.clock.now()
    cloud.agenda.add(now + ANSWERED_AFTER, lambda _: _answer(call, thing, id_))
    cloud.agenda.add(now + GIVEN_UP_AFTER, lambda _: _give_up(call, id_))
    return id_


def _answer(call: Call, thing: Thing, id_: str) -> None:
    """The thing resets itself, or says that it cannot (its vendor data's ``reset``); offline it is silent."""
    if not thing.online:
        return
    state: str = thing.vendor.get("reset", SUCCESS)
    call.cloud.tasks[id_].state = state
    if state != FAILED:
        call.cloud.forget(thing)


def _give_up(call: Call, id_: str) -> None:
    task = call.cloud.tasks[id_]
    if task.state == "RUNNING":
        task.state = TIMEOUT


def task_state(call: Call) -> str:
    """Raises RefusalError 460 for an unknown task, also for somebody else's."""
    task = call.cloud.tasks.get(call.text("taskId"))
    if task is None or all(thing.id != task.thing for thing in call.user.things()):
        raise RefusalError(460, "taskId")
    return task.state


OPERATIONS = (
    Operation("/living/device/reset", ("1.0.0",), reset),
    Operation("/living/device/reset/task/state/get", ("1.0.0",), task_state),
)
