"""What Yandex sends, as far as we rely on it.

Tolerant on purpose: unknown fields are ignored, whatever looks like an enum is a plain string, and the
lists of things stay raw so that one strange device cannot spoil the home (``readable`` sorts them).
Personal and vendor-internal fields (``external_id``, ``quasar_info``) are not even parsed.
Pages: platform-user-info, platform-device-info, platform-capabilities.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

NAME = "yandex"

Model = TypeVar("Model", bound=BaseModel)

# Null is an empty list: members come and go between versions of the API.
Texts = Annotated[tuple[str, ...], BeforeValidator(lambda value: value or ())]
Raw = Annotated[tuple[Any, ...], BeforeValidator(lambda value: value or ())]


class Wire(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class State(Wire):
    instance: str | None = None
    value: Any = None


class Capability(Wire):
    """A capability or a property; ``parameters`` differ by type and are looked at one by one."""

    type: str
    retrievable: bool = True
    parameters: dict[str, Any] | None = None
    state: State | None = None
    last_updated: float | None = None

    def parameter(self, name: str) -> Any:
        return (self.parameters or {}).get(name)

    @property
    def instance(self) -> str | None:
        told = self.parameter("instance")
        return told if isinstance(told, str) else self.state.instance if self.state else None


class Named(Wire):
    id: str
    name: str
    aliases: Texts = ()
    household_id: str | None = None


class Room(Named):
    devices: Texts = ()


class Group(Named):
    devices: Texts = ()
    capabilities: Raw = ()


class Device(Named):
    """``state`` is told by ``GET /devices/{id}`` only."""

    type: str = ""
    room: str | None = None
    state: str | None = None
    capabilities: Raw = ()
    properties: Raw = ()


class Scenario(Wire):
    id: str
    name: str
    is_active: bool = True


class Answer(Wire):
    """What every answer has in common."""

    status: str
    message: str | None = None
    code: str | None = None


class UserInfo(Answer):
    households: Raw = ()
    rooms: Raw = ()
    groups: Raw = ()
    devices: Raw
    scenarios: Raw = ()


class DeviceInfo(Answer, Device):
    pass


class GroupInfo(Answer, Named):
    """``GET /groups/{id}``: the members are described, not merely named by their ids."""

    devices: Raw = ()
    capabilities: Raw = ()


class ActionResult(Wire):
    status: str
    error_code: str | None = None
    error_message: str | None = None


class ResultState(Wire):
    instance: str
    action_result: ActionResult | None = None


class CapabilityResult(Wire):
    type: str
    state: ResultState


class DeviceResult(Wire):
    """The results of one device; some vendors answer for the device as a whole."""

    id: str
    capabilities: tuple[CapabilityResult, ...] = ()
    action_result: ActionResult | None = None
    error_code: str | None = None
    error_message: str | None = None


class ActionAnswer(Answer):
    devices: tuple[DeviceResult, ...] = ()


def readable(model: type[Model], raw: Iterable[Any]) -> tuple[list[Model], list[str]]:
    """The entries that are what ``model`` says, and what the others call themselves."""
    good: list[Model] = []
    strange: list[str] = []
    for entry in raw:
        try:
            good.append(model.model_validate(entry))
        except ValidationError:
            strange.append(_calls_itself(entry))
    return good, strange


def _calls_itself(entry: Any) -> str:
    if isinstance(entry, dict):
        for key in ("name", "type", "id"):
            if isinstance(entry.get(key), str):
                return str(entry[key])
    return "?"
