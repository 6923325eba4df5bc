"""SCORM packages in a run-time that was not written here: begun, answered, left, taken up again, reported."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Frame, Page
from scorm_run_time import run_time

from refgraph.graph.graph import KnowledgeGraph
from refgraph.model.statements import Finding
from refgraph.search import questions
from refgraph.web.embeds import scorm
from refgraph.web.embeds.learning.quiz import made
from refgraph.web.embeds.presentation import Presentation

LMS = "http://lms.example"
APIS = {"1.2": ("API", "Scorm12API"), "2004": ("API_1484_11", "Scorm2004API")}
HOST = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A system</title>
<link rel="icon" href="data:,"></head><body><script>%s</script><script>
window.%s = new %s({autocommit: false, logLevel: 5, selfReportSessionTime: true});
const kept = %s;
if (kept) window.%s.loadFromJSON(kept, "");
</script><iframe id="sco" title="A course" src="index.html" style="width:900px;height:700px"></iframe></body></html>"""


@dataclass
class System:
    """A learning management system: it serves the files of a package, and keeps what its run-time was told."""

    page: Page
    version: str
    files: dict[str, bytes]
    kept: dict[str, Any] | None = None
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def begin(self) -> Frame:
        """Open the package, as it was left."""
        name, kind = APIS[self.version]
        kept = json.dumps(self.kept)
        host = HOST % (run_time()[0].replace("</script", "<\\/script"), name, kind, kept, name)
        pages = {f"{LMS}/host.html": host.encode(), **{f"{LMS}/{key}": held for key, held in self.files.items()}}

        def answered(route: Any) -> None:
            address = route.request.url.partition("#")[0]
            if address in pages:
                route.fulfill(body=pages[address], content_type="text/html; charset=utf-8")
            else:
                self.asked.append(address)
                route.abort()

        self.page.unroute_all()
        self.page.route("**/*", answered)
        self.page.goto(f"{LMS}/host.html")
        frame = self.page.frames[1]
        frame.wait_for_selector("#quiz")
        return frame

    def leave(self) -> dict[str, Any]:
        """Take the package away as a system does, and keep what was told."""
        self.page.evaluate("document.querySelector('#sco').src = 'about:blank'")
        self.page.wait_for_timeout(200)
        self.kept = json.loads(self.page.evaluate(f"JSON.stringify(window.{APIS[self.version][0]}.cmi.toJSON())"))
        return dict(self.kept or {})

    def get(self, name: str) -> str:
        """What the run-time holds now."""
        api, call = APIS[self.version][0], "LMSGetValue" if self.version == "1.2" else "GetValue"
        return str(self.page.evaluate(f"window.{api}.{call}('{name}')"))


@pytest.fixture(params=["1.2", "2004"])
def system(request: pytest.FixtureRequest, browser: Browser, real: KnowledgeGraph) -> Iterator[System]:
    script, why = run_time()
    if not script:
        pytest.skip(why)
    answer = questions.origins(real, Finding("neck-pain"))
    held = ZipFile(BytesIO(scorm(real, answer, questions=4, scorm=request.param)))
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    opened = System(context.new_page(), request.param, {name: held.read(name) for name in held.namelist()})
    opened.page.on("console", lambda told: opened.said.append(told.text))
    opened.page.on("pageerror", lambda error: opened.said.append(str(error)))
    yield opened
    context.close()


@pytest.fixture
def right(real: KnowledgeGraph) -> list[list[int]]:
    """The right answers, each as places among what is shown."""
    answer = questions.origins(real, Finding("neck-pain"))
    asked = made(real, answer, Presentation(), 1, 4).questions
    return [[[choice.key for choice in one.choices].index(key) for key in one.answer] for one in asked]


PLACE_OF = "n => [...document.querySelectorAll('.question:not([hidden]) .order>li')].findIndex(i => i.dataset.at == n)"


def answer_one(frame: Frame, right: list[int]) -> None:
    """Answer the question that is shown, rightly."""
    shown = frame.locator(".question:visible")
    if shown.get_attribute("data-kind") == "order":
        for place in range(len(right)):
            while frame.evaluate(PLACE_OF, place) > place:
                shown.locator(f'li[data-at="{place}"] .up').click()
    else:
        shown.locator("input").nth(right[0]).check()
    shown.locator(".check").click()


def answer_wrongly(frame: Frame, right: list[int]) -> None:
    """Answer the question that is shown, and not rightly: an order is wrong as it is shown first."""
    shown = frame.locator(".question:visible")
    if shown.get_attribute("data-kind") != "order":
        shown.locator("input").nth(0 if right[0] else 1).check()
    shown.locator(".check").click()


def test_it_is_begun_left_taken_up_again_and_reports(system: System, right: list[list[int]]) -> None:
    old = system.version == "1.2"
    status = "cmi.core.lesson_status" if old else "cmi.completion_status"
    score = "cmi.core.score.raw" if old else "cmi.score.raw"
    frame = system.begin()
    assert system.get(status) == "incomplete"
    answer_one(frame, right[0])
    frame.click("#next")
    answer_one(frame, right[1])
    assert (system.get(status), system.get(score)) == ("incomplete", "50")
    state = system.get("cmi.suspend_data")
    assert 0 < len(state) < 4000
    left = system.leave()
    assert (left["core"] if old else left)["exit"] in ("suspend", "")

    frame = system.begin()
    assert frame.locator("#progress").inner_text().startswith("Question 2 of 4 · 2 of 2 right")
    assert frame.locator(".question:visible .verdict-line").inner_text() == "✓ That is right."
    assert system.get("cmi.suspend_data") == state
    frame.click("#next")
    answer_wrongly(frame, right[2])
    frame.click("#next")
    answer_one(frame, right[3])
    assert (system.get(status), system.get(score)) == ("completed", "75")
    if not old:
        assert system.get("cmi.score.scaled") == "0.75"
    assert int(system.get("cmi.interactions._count")) >= 2
    frame.click("#next")
    assert frame.locator("#points").inner_text() == "3 of 4 right."
    system.leave()
    assert (system.asked, system.said) == ([], [])
    assert system.begin().locator("#points").inner_text() == "3 of 4 right."


# A run-time that only keeps what it is told, for where scorm-again cannot be had.
DOUBLE = """(name => {
  const kept = {}, calls = [];
  const say = (call, ...given) => { calls.push([call, ...given]); return "true"; };
  const old = name === "API" ? "LMS" : "";
  window.calls = calls;
  window[name] = {
    [`${old}Initialize`]: (...given) => say("begin", ...given),
    [old ? "LMSFinish" : "Terminate"]: (...given) => say("end", ...given),
    [`${old}Commit`]: (...given) => say("commit", ...given),
    [`${old}GetValue`]: key => kept[key] || "",
    [`${old}SetValue`]: (key, value) => { kept[key] = value; return say("set", key, value); },
  };
})"""
SPENT = {"1.2": r"\d{4}:\d\d:\d\d", "2004": r"PT\d+H\d+M\d+S"}


@pytest.mark.parametrize("version", list(APIS))
def test_calls_come_in_the_order_that_the_standard_wants(
    version: str, browser: Browser, real: KnowledgeGraph, right: list[list[int]]
) -> None:
    answer = questions.origins(real, Finding("neck-pain"))
    page = ZipFile(BytesIO(scorm(real, answer, questions=4, scorm=version))).read("index.html").decode()
    host = f"<!DOCTYPE html><title>s</title><script>{DOUBLE}('{APIS[version][0]}')</script><iframe src=quiz></iframe>"
    opened = browser.new_page()

    def served(route: Any) -> None:
        route.fulfill(body=page if route.request.url.endswith("quiz") else host, content_type="text/html")

    opened.route("**/*", served)
    opened.goto(f"{LMS}/host.html")
    frame = opened.frames[1]
    frame.wait_for_selector("#quiz")
    answer_one(frame, right[0])
    opened.evaluate("document.querySelector('iframe').src = 'about:blank'")
    opened.wait_for_function("calls.at(-1)[0] === 'end'")
    calls = opened.evaluate("calls")
    kinds = [call[0] for call in calls]
    assert (kinds[0], kinds.count("begin"), kinds.count("end")) == ("begin", 1, 1)
    assert kinds[-2:] == ["commit", "end"]
    told = {key: value for kind, *rest in calls if kind == "set" for key, value in [rest]}
    assert all(isinstance(value, str) for value in told.values())
    core = "cmi.core." if version == "1.2" else "cmi."
    assert re.fullmatch(SPENT[version], told[f"{core}session_time"])
    assert told[f"{core}exit"] == "suspend"
    assert told["cmi.interactions.0.result"] == "correct"
    assert 0 < len(told["cmi.suspend_data"]) < 600
    opened.close()


def test_what_was_answered_in_another_quiz_is_not_taken_up(system: System, right: list[list[int]]) -> None:
    frame = system.begin()
    answer_one(frame, right[0])
    state = system.get("cmi.suspend_data")
    system.leave()
    system.files["index.html"] = re.sub(rb'data-key="[0-9a-f]{8}"', b'data-key="00000000"', system.files["index.html"])
    frame = system.begin()
    assert frame.locator("#progress").inner_text() == "Question 1 of 4"
    assert system.get("cmi.suspend_data") == state
