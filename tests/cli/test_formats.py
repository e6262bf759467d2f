"""The formats that pipelines read, held against the schemas that are published for them (support/data/published)."""

import csv
import json
import re
import subprocess
import xml.etree.ElementTree

import jsonschema
import pytest

from support.server import CHECKOUT

PUBLISHED = CHECKOUT / "tests" / "support" / "data" / "published"
SARIF = jsonschema.Draft4Validator(json.loads((PUBLISHED / "sarif-2.1.0-rtm.5.json").read_text("utf-8")))

OLD = {"type": "object", "properties": {"id": {"type": "integer"}, "email": {"type": "string"}}, "required": ["id"]}
NEW = {"type": "object", "properties": {"id": {"type": "integer"}, "phone": {"type": "string"}}, "required": ["id"]}


@pytest.fixture
def files(tessera):
    tessera.write("base/a.json", OLD)
    tessera.write("base/b.json", OLD)
    tessera.write("work/a.json", NEW)
    tessera.write("work/b.json", OLD)
    tessera.write("work/c, 50%:\n<&>.json", NEW)
    tessera.write("work/d.json", "{")
    tessera.write("base/c, 50%:\n<&>.json", OLD)
    return tessera


def run(files, name, **settings):
    return files("check", ".", "--against", "../base", "-o", name, folder=files.folder / "work", status=1, **settings).out


def test_github_escapes_everything(files):
    lines = run(files, "github").splitlines()
    assert lines[0] == "::error file=a.json,line=3,col=3,title=property_removed ./a.json::Property 'email' was removed. Breaks backward, full."
    assert lines[1].startswith("::error file=c%2C 50%25%3A%0A<&>.json,line=3,col=3,title=property_removed ./c%2C 50%25%3A%0A<&>.json::Property")
    assert re.fullmatch(r"::error file=d\.json::line 1, column \d+: not JSON", lines[2])
    assert len(lines) == 3


def test_github_tells_nine_and_counts_the_rest(files):
    for number in range(12):
        files.write(f"base/n{number}.json", OLD)
        files.write(f"work/n{number}.json", NEW)
    lines = run(files, "github").splitlines()
    assert len(lines) == 10 and lines[-1] == "::error::6 more findings are in the log"


def test_github_actions_get_annotations_summary_and_outputs(files):
    outputs, summary = files.folder / "outputs", files.folder / "summary.md"
    outputs.write_text("before=1\n")
    done = files("check", "a.json", "--against", "../base", folder=files.folder / "work", status=1, GITHUB_ACTIONS="true",
                 GITHUB_OUTPUT=str(outputs), GITHUB_STEP_SUMMARY=str(summary))
    assert done.out.startswith("Against folder ../base\n") and "\n::error file=a.json," in done.out
    assert outputs.read_text() == "before=1\nverdict=breaking\nbreaking=1\nwarnings=0\nproposal_url=\n"
    assert summary.read_text().startswith("<!-- tessera-check -->\n**tessera check: breaking** against folder ../base\n\n1 file(s)")


def check_sarif(log):
    """The published schema, and what SARIF 2.1.0 (sections 3.13 to 3.39) requires besides."""
    SARIF.validate(log)
    assert log["version"] == "2.1.0" and log["$schema"].startswith("https://")
    for run_ in log["runs"]:
        driver = run_["tool"]["driver"]
        assert driver["name"] and run_["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
        assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
        for rule in driver["rules"]:
            assert rule["shortDescription"]["text"] and rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
        for result in run_["results"]:
            assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["level"] in ("none", "note", "warning", "error") and result["message"]["text"]
            for location in result["locations"]:
                physical = location["physicalLocation"]
                assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", physical["artifactLocation"]["uri"])
                if "region" in physical:
                    assert physical["region"]["startLine"] >= 1 and physical["region"]["startColumn"] >= 1
            for suppression in result.get("suppressions", []):
                assert suppression["kind"] in ("inSource", "external") and suppression["status"] in ("accepted", "underReview", "rejected")


def test_sarif(files):
    log = json.loads(run(files, "sarif"))
    check_sarif(log)
    results = log["runs"][0]["results"]
    assert [(r["ruleId"], r["level"]) for r in results][:2] == [("property_removed", "error"), ("property_added", "note")]
    assert results[0]["partialFingerprints"]["tesseraChange/v1"] == json.loads(run(files, "json"))["files"][0]["changes"][0]["fingerprint"]
    assert results[-1]["ruleId"] == "could_not_tell"


def check_junit(text, tmp_path):
    """The published schema, without what readers have learnt since: where a case is, and totals and reasons of what was skipped."""
    suites = xml.etree.ElementTree.fromstring(text)
    suites.attrib.pop("skipped")
    for case in suites.iter("testcase"):
        case.attrib.pop("file")
        case.attrib.pop("line", None)
    for skipped in suites.iter("skipped"):
        skipped.attrib.pop("message")
    report = tmp_path / "report.xml"
    report.write_bytes(xml.etree.ElementTree.tostring(suites))
    subprocess.run(["xmllint", "--nonet", "--noout", "--schema", str(PUBLISHED / "jenkins-junit.xsd"), str(report)], check=True, capture_output=True)


def test_reports_of_all_commands_keep_to_the_published_schemas(files, tmp_path):
    change = json.loads(run(files, "json"))["files"][0]["changes"][0]["fingerprint"]
    files.write("work/tessera.yaml", f"waivers: [{{change: {change}, reason: told, by: dana, until: 2999-01-01}}]\n")
    for words, status in ((("check", ".", "--against", "../base"), 1), (("lint", "."), 2), (("diff", "../base/a.json", "a.json"), 1)):
        folder = files.folder / "work"
        check_sarif(json.loads(files(*words, "-o", "sarif", folder=folder, status=status).out))
        check_junit(files(*words, "-o", "junit", folder=folder, status=status).out, tmp_path)


def test_lines_and_rows(files):
    lines = [json.loads(line) for line in run(files, "ndjson").splitlines()]
    assert [(line["file"], line["type"], line["severity"]) for line in lines] == [
        ("./a.json", "property_removed", "error"), ("./a.json", "property_added", "note"),
        ("./c, 50%:\n<&>.json", "property_removed", "error"), ("./c, 50%:\n<&>.json", "property_added", "note"),
        ("./d.json", "could_not_tell", "error")]
    rows = list(csv.DictReader(run(files, "csv").splitlines(keepends=True)))
    assert [(row["file"], row["type"]) for row in rows] == [
        ("./a.json", "property_removed"), ("./a.json", "property_added"), ("./b.json", ""),
        ("./c, 50%:\n<&>.json", "property_removed"), ("./c, 50%:\n<&>.json", "property_added"), ("./d.json", "")]
    assert not files("check", "b.json", "--against", "../base", "-o", "csv", "--no-header", folder=files.folder / "work").out.startswith("file,")


def test_html_is_one_page_by_itself(files):
    page = run(files, "html")
    assert page.startswith("<!DOCTYPE html>") and page.endswith("</html>\n")
    assert not re.search(r"<script|<link|<img|https?:|@import|url\(", page)
    assert "<code>./c, 50%:&#10;&lt;&amp;&gt;.json</code>" in page


def test_junit(files, tmp_path):
    text = run(files, "junit")
    check_junit(text, tmp_path)
    suites = xml.etree.ElementTree.fromstring(text)
    assert suites.tag == "testsuites"
    assert {name: suites.get(name) for name in ("tests", "failures", "errors", "skipped")} == {"tests": "7", "failures": "2", "errors": "1", "skipped": "0"}
    cases = suites.findall("testsuite/testcase")
    assert len(cases) == 7 and all(case.get("classname") and case.get("name") and float(case.get("time")) >= 0 for case in cases)
    assert [failure.get("type") for failure in suites.iter("failure")] == ["property_removed"] * 2
    assert len(list(suites.iter("error"))) == 1
    for suite in suites:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
    assert suites[2].get("name") == "./c, 50%:\n<&>.json"


def test_gitlab(files):
    issues = json.loads(run(files, "gitlab"))
    for issue in issues:
        assert issue["description"] and issue["check_name"].startswith("tessera/") and issue["fingerprint"]
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1 and not issue["location"]["path"].startswith("./")
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 5
    assert files("check", "b.json", "--against", "../base", "-o", "gitlab", folder=files.folder / "work").out == "[]\n"


def test_markdown_is_marked_and_bounded(files):
    text = run(files, "markdown")
    assert text.startswith("<!-- tessera-check -->\n")
    assert "<code>./c, 50%:&#10;&lt;&amp;&gt;.json</code>" in text
    for number in range(400):
        files.write(f"base/n{number}.json", OLD)
        files.write(f"work/n{number}.json", NEW)
    text = run(files, "markdown")
    assert len(text) <= 60000 and text.endswith("…and more: the log has all of it.\n")


def test_azure(files):
    assert run(files, "azure").splitlines()[0] == (
        "##vso[task.logissue type=error;sourcepath=a.json;linenumber=3;columnnumber=3;code=property_removed]Property 'email' was removed")


def test_several_formats_in_one_run(files):
    done = files("check", ".", "--against", "../base", "-o", "github", "-o", "sarif=../t.sarif", "-o", "junit=../t.xml", "-o", "json=../t.json",
                 folder=files.folder / "work", status=1)
    assert done.out.startswith("::error")
    check_sarif(json.loads((files.folder / "t.sarif").read_text()))
    xml.etree.ElementTree.parse(files.folder / "t.xml")
    assert json.loads((files.folder / "t.json").read_text())["format"] == 1
    files("check", "b.json", "--against", "../base", "-o", "json=/nowhere/x", folder=files.folder / "work", status=2)


def test_waived_findings_are_skipped_and_suppressed(files):
    change = json.loads(run(files, "json"))["files"][0]["changes"][0]
    files.write("work/tessera.yaml", f"waivers:\n  - {{change: {change['fingerprint']}, reason: told, by: dana, until: 2999-01-01}}\n")
    report = json.loads(files("check", "./a.json", "--against", "../base", "-o", "sarif", folder=files.folder / "work").out)
    assert report["runs"][0]["results"][0]["suppressions"][0]["justification"] == "told"
    suites = xml.etree.ElementTree.fromstring(files("check", "./a.json", "--against", "../base", "-o", "junit", folder=files.folder / "work").out)
    assert suites.get("skipped") == "1" and suites.get("failures") == "0"
