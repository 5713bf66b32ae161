"""What a thing is: its hardware, its secret, and the model of its product (reference, section 5, 1 and 7)."""

from __future__ import annotations

import hashlib
from typing import Any

from bot.sandbox.aliyun.envelope import RefusalError
from bot.sandbox.aliyun.operation import Call, Operation, milliseconds
from bot.sandbox.aliyun.things import model_of, status_of

SPELLINGS = ("productKey", "ProductKey")


def info(call: Call) -> dict[str, Any]:
    """With ``deviceSecret``, as the real answer has it; it opens nothing."""
    thing = call.thing()
    binding, digest = thing.vendor["binding"], hashlib.sha256(thing.id.encode()).hexdigest()
    since = milliseconds(min(thing.reported.values(), default=0))
    return {
        "iotId": thing.id,
        "name": binding["deviceName"],
        "productKey": binding["productKey"],
        "thingType": binding["thingType"],
        "status": status_of(thing),
        "statusLast": status_of(thing),
        "firmwareVersion": "1.4.2",
        "mac": ":".join(["02", *(digest[place : place + 2] for place in range(0, 10, 2))]),
        "netAddress": "192.0.2.17",
        "sn": digest[10:22].upper(),
        "sdkVersion": "3.0.1",
        "activeTime": since,
        "gmtCreate": since,
        "gmtModified": since,
        "rbacTenantId": digest[22:54].upper(),
        "deviceSecret": digest[-32:],
    }


def model_of_product(call: Call) -> Any:
    """Some products are found by ``productKey`` only, others by ``ProductKey`` only.

    The wrong capital is refused with 460 where the parameter is not seen at all, with 2000 where it is seen
    but the product is not found; so is any unknown product. ``deviceName`` must be of that product.
    """
    spelling = next((name for name in SPELLINGS if name in call.params), SPELLINGS[0])
    product_key, name = call.text(spelling), call.params.get("deviceName")
    for thing in call.user.things():
        binding = thing.vendor["binding"]
        if binding["productKey"] == product_key and name in (None, binding["deviceName"]):
            if thing.vendor["spelling"] == spelling:
                return model_of(thing)
            raise RefusalError(2000 if spelling == SPELLINGS[0] else 460, "productKey")
    raise RefusalError(2000, "productKey")


OPERATIONS = (
    Operation("/thing/info/get", ("1.0.0", "1.0.2"), info),
    Operation("/thing/tsl/getByProducyKey", ("1.0.0", "1.0.2"), model_of_product),
)
