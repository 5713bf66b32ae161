"""What Prometheus is told: names that can be found, labels that cannot grow without end."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

from bot import metrics

BOUNDED_LABELS = {"cloud", "kind", "operation", "reason", "request", "result"}


def test_every_metric_is_ours_described_and_labelled_with_bounded_words_only() -> None:
    measured = [thing for thing in vars(metrics).values() if isinstance(thing, Counter | Gauge | Histogram)]
    assert len(measured) >= 2
    for metric in measured:
        (described,) = metric.describe()
        assert described.name.startswith("housemate_")
        assert described.documentation.endswith(".")
        assert set(metric._labelnames) <= BOUNDED_LABELS
