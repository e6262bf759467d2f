"""integrations/prometheus: rules and a dashboard, which ask for metrics that there are."""

import json
import re

import pytest

from support.scrape import promtool
from support.server import CHECKOUT

FOLDER = CHECKOUT / "integrations" / "prometheus"
STRINGS = re.compile(r'"[^"]*"')
GENERAL = {"up": set()}  # that Prometheus makes itself
# Of every series, by the scrape; of a distribution, by its form.
LABELS = {"job", "instance", "le"}


def table():
    rows = re.findall(r'^METRIC\(\w+, "(\w+)", (\w+), "([\w,]*)"', (CHECKOUT / "api" / "metrics.def").read_text(), re.MULTILINE)
    known = dict(GENERAL)
    for name, kind, labels in rows:
        for ending in ("_bucket", "_sum", "_count") if kind == "HISTOGRAM" else ("",):
            known[name + ending] = set(labels.split(",")) - {""}
    return known


def expressions():
    rules = re.findall(r"expr: (?:>\n)?((?:.|\n)+?)\n +(?:for|labels):", (FOLDER / "rules.yml").read_text())
    dashboard = json.loads((FOLDER / "dashboard.json").read_text())
    return rules + [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])]


def test_rules():
    checked = promtool("check", "rules", FOLDER / "rules.yml")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    tested = promtool("test", "rules", FOLDER / "rules_test.yml")
    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_every_rule_is_tested_and_told():
    alerts = set(re.findall(r"alert: (\w+)", (FOLDER / "rules.yml").read_text()))
    tests = re.findall(r"alertname: (\w+)", (FOLDER / "rules_test.yml").read_text())
    assert {name for name in alerts if tests.count(name) == 2} == alerts, "once when it is to be still, once when it is not"
    assert set(re.findall(r"^\| `(Tessera\w+)`", (CHECKOUT / "docs" / "observability.md").read_text(), re.MULTILINE)) == alerts


def test_what_is_asked_for_is_there():
    known, asked = table(), expressions()
    assert len(asked) > 40
    for expression in asked:
        bare = STRINGS.sub("", expression)
        names = set(re.findall(r"\b(?:tessera|process)_\w+|\bup\b", bare))
        assert names and names <= set(known), expression
        labels = {label for group in re.findall(r"(?:\{|by \()([^})]*)", bare) for label in re.findall(r"\w+", group)}
        assert labels <= LABELS.union(*(known[name] for name in names)), expression


def test_the_dashboards_expressions_are_valid(tmp_path):
    """As recording rules, which promtool checks."""
    variables = {"$job": "tessera", "$instance": ".*", "$__rate_interval": "5m"}
    lines = ["groups:", "  - name: dashboard", "    rules:"]
    for number, expression in enumerate(expressions()):
        for name, value in variables.items():
            expression = expression.replace(name, value)
        lines += [f"      - record: panel:{number}", f"        expr: {json.dumps(expression)}"]
    file = tmp_path / "rules.yml"
    file.write_text("\n".join(lines) + "\n")
    checked = promtool("check", "rules", file)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_panels_lie_side_by_side():
    panels = json.loads((FOLDER / "dashboard.json").read_text())["panels"]
    places = [panel["gridPos"] for panel in panels]
    assert len({panel["id"] for panel in panels}) == len(panels)
    cells = [(x, y) for place in places for x in range(place["x"], place["x"] + place["w"]) for y in range(place["y"], place["y"] + place["h"])]
    assert len(cells) == len(set(cells)) and max(x for x, _ in cells) == 23


@pytest.mark.parametrize("name", ["dashboard.json"])
def test_nothing_of_a_machine_is_in_it(name):
    assert not re.search(r"https?://|/(home|root|tmp)/", (FOLDER / name).read_text())
