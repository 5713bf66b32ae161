"""Counters and timings for Prometheus. Names begin with ``housemate_``; labels never hold an id or a name.

``result`` is ``ok`` or a ``Problem``; ``operation`` is the vendor's operation, ``devices.actions`` or
``/thing/properties/set``.
"""

from __future__ import annotations

from prometheus_client import Counter, Histogram

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
