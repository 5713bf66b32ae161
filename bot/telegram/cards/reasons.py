"""Why something did not work: a sentence that names the device or the cloud and says what to do."""

from __future__ import annotations

from collections.abc import Iterable

from bot.home.account import WhichAccount
from bot.home.capability import Capability, Choice, Limits, Mode
from bot.home.effect import Effect
from bot.home.fit import Misfit, Reason
from bot.home.house import Device
from bot.home.problem import OF_THE_CLOUD, Problem
from bot.home.shown import Trouble
from bot.home.signing_in import AccountLine
from bot.i18n import Html
from bot.telegram.card import tidy
from bot.telegram.cards.view import View
from bot.telegram.cards.words import choice_name, label

NAMES_LIMIT = 12


def problem_text(problem: Problem, view: View, vendor_says: str | None = None) -> Html:
    """The sentence of a problem; a problem without a name is told in the vendor's own words."""
    if problem is Problem.UNKNOWN and vendor_says:
        return view.language.html("problem.in_their_words", words=tidy(vendor_says, 200))
    return view.language.html(f"problem.{problem}")


def effect_problem(effect: Effect, view: View) -> Html:
    """Why an effect did not come about; trouble with a whole cloud names the cloud."""
    problem = effect.problem or Problem.UNKNOWN
    text = problem_text(problem, view, effect.vendor_says)
    if effect.cloud is None or problem not in OF_THE_CLOUD:
        return text
    return view.language.html("problem.of_cloud", cloud=cloud_name(effect.cloud, view), problem=text)


def cloud_name(cloud: str, view: View) -> str:
    """What a cloud is called; of one that has no name here, its id."""
    return view.language.find(f"cloud.{cloud}") or tidy(cloud)


def account_name(account: AccountLine | WhichAccount, view: View) -> str:
    """The cloud, and what of the user's account it is where that is not all."""
    cloud = cloud_name(account.cloud, view)
    if not account.part:
        return cloud
    return view.language.say("accounts.part", cloud=cloud, part=tidy(account.part, 30))


def trouble_lines(troubles: Iterable[Trouble], view: View, about: str | None = None) -> list[str]:
    """One line for each part of the home that could not be reached; ``about`` needs no naming."""
    return [_trouble_line(trouble, view, about) for trouble in troubles]


def _trouble_line(trouble: Trouble, view: View, about: str | None) -> str:
    problem = problem_text(trouble.problem, view)
    if trouble.device is None:
        return view.language.html("trouble.cloud", cloud=cloud_name(trouble.cloud, view), problem=problem)
    if trouble.device == about:
        return view.language.html("trouble.this", problem=problem)
    return view.language.html("trouble.device", name=view.name(trouble.device), problem=problem)


def reason_text(device_id: str, reason: Reason, view: View) -> Html:
    """Why a device cannot do what was asked, and what it could do instead."""
    name = view.name(device_id)
    match reason:
        case Reason(Misfit.OUT_OF_RANGE, Limits() as limits):
            ends = {"min": limits.min, "max": limits.max}
            return view.language.html("misfit.out_of_range", name=name, **ends)
        case Reason(Misfit.TOO_LONG, int() as length):
            return view.language.count_html("misfit.too_long", length, name=name)
        case Reason(code=code, allowed=(_, *_) as allowed):
            names = _allowed_names(device_id, allowed, view)
            return view.language.html(f"misfit.{code}.allowed", name=name, allowed=names)
        case _:
            return view.language.html(f"misfit.{reason.code}", name=name)


def _allowed_names(device_id: str, allowed: tuple[Choice | str, ...], view: View) -> str:
    """Choices and capabilities by the names that the card shows, not by the vendor's."""
    device = view.house.device(device_id)
    known = {name: c for c in device.capabilities for name in (c.name, c.instance) if name} if device else {}
    names = dict.fromkeys(_allowed_name(one, device, known, view) for one in allowed)
    return view.language.list(list(names)[:NAMES_LIMIT])


def _allowed_name(one: Choice | str, device: Device | None, known: dict[str, Capability], view: View) -> str:
    if isinstance(one, Choice):
        return choice_name(one, _instance_of(one, device), view.language)
    return label(known[one], known[one].instance, view.language) if one in known else tidy(one)


def _instance_of(choice: Choice, device: Device | None) -> str:
    """Which mode a choice belongs to, since a value may be called differently in another."""
    capabilities = device.capabilities if device else ()
    return next((c.instance for c in capabilities if isinstance(c, Mode) and choice in c.choices), "scene")
