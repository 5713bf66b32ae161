"""Counters and timings for Prometheus. Names begin with ``housemate_``; labels never hold an id or a name.

``result`` is ``ok`` or a ``Problem``; ``operation`` is the vendor's operation, ``devices.actions`` or
``/thing/properties/set``.
"""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

UPDATES = Counter(
    "housemate_updates",
    "Updates from Telegram: done, passed (seen before, or nothing for us), or failed.",
    ("kind", "result"),
)
UPDATE_SECONDS = Histogram(
    "housemate_update_seconds",
    "From an update's arrival to its answer's delivery, waiting for Telegram's limits included.",
    ("kind",),
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60),
)
UPDATES_UNDER_WAY = Gauge("housemate_updates_under_way", "Updates that are being dealt with now.")
UPDATES_TURNED_AWAY = Counter(
    "housemate_updates_turned_away",
    "Deliveries that were answered with 503 for Telegram to repeat: no room, or the end is near.",
    ("reason",),
)
SENTENCES = Counter(
    "housemate_sentences",
    "What sentences were taken for: act, ask, ignored, not_understood, ...",
    ("request",),
)
UNDERSTANDING_SECONDS = Histogram(
    "housemate_understanding_seconds",
    "How long a sentence took to be understood.",
    buckets=(0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1),
)
TELEGRAM_CALLS = Counter(
    "housemate_telegram_calls",
    "Calls to Telegram by method, every attempt of its own; busy is a 429.",
    ("operation", "result"),
)
PACING_SECONDS = Histogram(
    "housemate_pacing_seconds",
    "How long messages and edits were held back to keep Telegram's limits.",
    buckets=(0.001, 0.1, 0.5, 1, 2, 5, 10, 30, 60),
)
CLOUD_CALLS = Counter(
    "housemate_cloud_calls",
    "Calls to vendors' clouds, every attempt of its own.",
    ("cloud", "operation", "result"),
)
CLOUD_SECONDS = Histogram(
    "housemate_cloud_seconds",
    "How long a vendor's cloud took to answer, or to fail to.",
    ("cloud", "operation"),
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 20),
)
CLOUD_WITHHELD = Counter(
    "housemate_cloud_withheld",
    "Calls that were not sent: the vendor wants quiet, gives no answers, or the day's budget is spent.",
    ("cloud", "reason"),
)
JOBS = Counter(
    "housemate_jobs",
    "Jobs that were carried out, put off to their next time, or given up.",
    ("kind", "result"),
)
JOB_SECONDS_LATE = Histogram(
    "housemate_job_seconds_late",
    "How long after it was due a job was taken.",
    ("kind",),
    buckets=(1, 5, 15, 60, 300, 600, 3600, 86400),
)
SAMPLES = Counter(
    "housemate_samples",
    "Values that were noted down for devices whose cloud keeps no history.",
)
