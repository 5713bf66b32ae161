"""How the bot receives updates: by asking, or by webhook."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram.call import Call
from bot.sandbox.telegram.errors import conflict
from bot.sandbox.telegram.registry import method
from bot.sandbox.telegram.telegram import Telegram


@method("getUpdates")
async def get_updates(telegram: Telegram, call: Call) -> list[dict[str, Any]]:
    if telegram.webhook.hook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    _allow(telegram, call)
    return await telegram.polling.poll(call.integer("offset"), call.integer("limit"), call.integer("timeout"))


@method("setWebhook")
async def set_webhook(telegram: Telegram, call: Call) -> bool:
    """An empty url removes the webhook."""
    if not call.text("url"):
        return await _remove_webhook(telegram, call)
    _allow(telegram, call)
    if call.flag("drop_pending_updates"):
        telegram.updates.clear()
    telegram.webhook.set(call.text("url"), call.text("secret_token"), call.integer("max_connections"))
    telegram.polling.interrupt(conflict("terminated by setWebhook request"))
    return True


@method("deleteWebhook")
async def delete_webhook(telegram: Telegram, call: Call) -> bool:
    return await _remove_webhook(telegram, call)


async def _remove_webhook(telegram: Telegram, call: Call) -> bool:
    await telegram.webhook.remove()
    if call.flag("drop_pending_updates"):
        telegram.updates.clear()
    return True


@method("getWebhookInfo")
async def get_webhook_info(telegram: Telegram, call: Call) -> dict[str, Any]:
    hook = telegram.webhook.hook
    info: dict[str, Any] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(telegram.updates),
        "allowed_updates": sorted(telegram.updates.allowed),
    }
    if hook:
        info["max_connections"] = hook.connections
    if telegram.webhook.last_error:
        moment, why = telegram.webhook.last_error
        info |= {"last_error_date": int(moment), "last_error_message": why}
    return info


def _allow(telegram: Telegram, call: Call) -> None:
    """A list that is missing leaves the last one as it was."""
    kinds = call.list("allowed_updates")
    if kinds is not None:
        telegram.updates.allow(kinds)
