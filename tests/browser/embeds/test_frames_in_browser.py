"""A frame in somebody else's page: silent, as high as its content, no trap for the wheel, with and without script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from accessibility import violations
from hostile import PAYLOADS, poisoned
from playwright.sync_api import Browser
from screenshots import screenshot

from refgraph import embed
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.answers import Answer
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.model.vocabulary import Entity
from refgraph.search import questions
from refgraph.web import notebook

Open = Callable[..., Any]
Subjects = dict[str, tuple[Answer | Entity, dict[str, Any]]]
NAMES = (
    "longest", "disputed", "part", "answer", "entity", "path to label", "answer to label", "figure alone",
    "place to name", "in the dark", "as the reader likes",
)  # fmt: skip
KINDS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "dark": {"color_scheme": "dark"},
    "forced-colours": {"forced_colors": "active"},
    "smallest": {"viewport": {"width": 320, "height": 480}},
}
ADDRESS = "http://pages.example/neck.html"
HIGH = "document.documentElement.getBoundingClientRect().height"
OPEN_ALL = "document.querySelectorAll('details').forEach(d => { d.open = true })"
HOST = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A course</title>
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"></head>
<body style="margin:0 auto;max-width:760px"><main><h1>A course</h1>{}<p>after</p><div style="height:3000px"></div>
</main>"""


@pytest.fixture(scope="module")
def subjects(toy: KnowledgeGraph, answers: dict[str, Answer]) -> Subjects:
    """What a frame can be made of, each with how it is shown."""
    whole = questions.origins(toy, Finding("headache"))
    muscle = toy.entity("upper-trapezius")
    return {
        "longest": (answers["longest"], {}),
        "disputed": (answers["disputed"], {}),
        "part": (answers["longest"], {"steps": "2"}),
        "answer": (whole, {"whole": True}),
        "entity": (muscle, {}),
        "path to label": (answers["longest"], {"labels": "numbers"}),
        "answer to label": (whole, {"whole": True, "labels": "numbers"}),
        "figure alone": (whole, {"whole": True, "labels": "off"}),
        "place to name": (muscle, {"labels": "numbers"}),
        "in the dark": (answers["disputed"], {"theme": "dark"}),
        "as the reader likes": (answers["disputed"], {"theme": "auto"}),
    }


@pytest.fixture(scope="module")
def answers(toy: KnowledgeGraph) -> dict[str, Answer]:
    headache = questions.origins(toy, Finding("headache"))
    neck = questions.origins(toy, Finding("neck-pain"))
    longest = max(headache.paths, key=lambda path: len(path.steps))
    contested = next(path for path in neck.paths if path.verdict.contested)
    return {"longest": replace(headache, paths=(longest,)), "disputed": replace(neck, paths=(contested,))}


def shown_in_host(
    browser: Browser, made: embed.Frame, html: str = HOST, served: str = ADDRESS, **options: Any
) -> tuple[Any, list[str]]:
    """Open a course page and the frame in it, each from an origin of its own; nothing is sent anywhere."""
    pages = {"http://course.example/host.html": html.format(made.snippet), served: made.page}
    page = browser.new_context(viewport={"width": 900, "height": 700}, **options).new_page()
    said: list[str] = []

    def answer_request(route: Any) -> None:
        address = route.request.url.partition("#")[0]
        if address not in pages:
            said.append(address)
            route.abort()
        else:
            route.fulfill(body=pages[address], content_type="text/html; charset=utf-8")

    page.route("**/*", answer_request)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("http://course.example/host.html")
    # A frame that is read lazily may still be on its way when the page around it says that it has loaded.
    page.frames[1].wait_for_selector("h1, figure", state="attached")
    page.frames[1].wait_for_load_state("load")
    if "allow-scripts" in made.snippet and options.get("java_script_enabled", True):
        page.wait_for_function("h => document.querySelector('iframe').height != h", arg=str(made.height))
    else:
        page.wait_for_timeout(250)
    return page, said


@pytest.mark.parametrize(
    ("name", "kind"),
    [(name, kind) for name in NAMES for kind in (KINDS if name in ("longest", "answer", "entity") else ["desktop"])],
)
def test_silent_accessible_and_in_its_box(
    toy: KnowledgeGraph, subjects: Subjects, opened: Open, name: str, kind: str
) -> None:
    subject, how = subjects[name]
    seen = opened(embed.iframe(toy, subject, **how).page.replace("about:srcdoc#", "#"), **KINDS[kind])
    seen.page.evaluate(OPEN_ALL)
    assert violations(seen.page, look=kind) == []
    assert seen.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert (seen.requests, seen.complaints) == ([], [])


@pytest.mark.parametrize("name", NAMES)
def test_the_fixed_height_is_enough_and_not_much_more(
    toy: KnowledgeGraph, subjects: Subjects, opened: Open, name: str
) -> None:
    subject, how = subjects[name]
    made = {
        width: embed.iframe(toy, subject, address="neck.html", width=width, **how)
        for width in (320, 390, 560, 720, 1000)
    }
    assert len({frame.page for frame in made.values()}) == 1
    page = opened(made[320].page, viewport={"width": 320, "height": 400}, java_script_enabled=False).page
    for width, frame in made.items():
        page.set_viewport_size({"width": width, "height": 400})
        high = page.evaluate(HIGH)
        assert high <= frame.height <= 1.2 * high, width


@pytest.mark.parametrize("address", [ADDRESS, ""])
@pytest.mark.parametrize("sandbox", ["allow-scripts allow-popups", "allow-popups", ""])
def test_in_a_sandbox_with_and_without_script(
    toy: KnowledgeGraph, answers: dict[str, Answer], browser: Browser, sandbox: str, address: str
) -> None:
    made = embed.iframe(toy, answers["longest"], address=address, width=760)
    ours = 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'
    assert ours in made.snippet
    changed = replace(made, snippet=made.snippet.replace(ours, f'sandbox="{sandbox}"'))
    page, said = shown_in_host(browser, changed)
    frame, scripted = page.frames[1], "allow-scripts" in sandbox
    high = frame.evaluate(HIGH)
    set_to = int(page.evaluate("document.querySelector('iframe').height"))
    assert set_to == (-int(-high // 1) if scripted else made.height)
    assert high <= set_to
    page.mouse.move(450, 400)
    page.mouse.wheel(0, 500)
    page.wait_for_timeout(200)
    assert page.evaluate("scrollY") == 500
    page.evaluate("scrollTo(0, 0)")
    frame.locator("svg.chain a").last.click()
    page.wait_for_timeout(200)
    last = len(answers["longest"].paths[0].steps)
    assert frame.locator(f"#step-{last}").is_visible()
    assert page.url.endswith("host.html")
    assert len(page.frames) == 2
    if scripted:
        assert int(page.evaluate("document.querySelector('iframe').height")) > set_to
    # Without `allow-scripts` the browser says, rightly, that it did not run ours; nothing else may be said.
    assert [line for line in said if "'allow-scripts' permission is not set" not in line] == []
    page.context.close()


def test_a_host_without_any_script(toy: KnowledgeGraph, answers: dict[str, Answer], browser: Browser) -> None:
    made = embed.iframe(toy, answers["longest"], address=ADDRESS, width=760)
    page, said = shown_in_host(browser, made, java_script_enabled=False)
    assert page.evaluate("document.querySelector('iframe').clientHeight") == made.height
    assert page.frames[1].evaluate(HIGH) <= made.height
    assert page.get_by_role("link", name="headache").first.get_attribute("href") == ADDRESS
    assert said == []
    page.context.close()


def test_the_host_takes_no_orders_from_others(
    toy: KnowledgeGraph, answers: dict[str, Answer], browser: Browser
) -> None:
    page, _ = shown_in_host(browser, embed.iframe(toy, answers["longest"], address=ADDRESS))
    before = page.evaluate("document.querySelector('iframe').height")
    size = 'refgraph: "embed/v1", event: "size"'
    for data in (f"{{{size}, height: 5}}", "null", '"x"', f'{{{size}, height: "9e9"}}', f"{{{size}}}"):
        page.evaluate(f"postMessage({data}, '*')")
    page.wait_for_timeout(60)
    assert page.evaluate("document.querySelector('iframe').height") == before
    page.context.close()


# ---------------------------------------------------------------- the contract embed/v1


LISTENING = """<script>addEventListener("message", (event) => (globalThis.heard ??= []).push(event.data));</script>"""
PAPER = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(21, 24, 29)"


def test_the_size_is_told_in_two_messages(toy: KnowledgeGraph, answers: dict[str, Answer], browser: Browser) -> None:
    made = embed.iframe(toy, answers["longest"], address=ADDRESS)
    page, _ = shown_in_host(browser, made, HOST.replace("<h1>", f"{LISTENING}<h1>"))
    heard, high = page.evaluate("heard"), page.frames[1].evaluate(f"Math.ceil({HIGH})")
    assert {"refgraph": "embed/v1", "event": "size", "height": high} in heard
    assert {"subject": "lti.frameResize", "height": high} in heard
    before = len(heard)
    page.evaluate(
        "document.querySelector('iframe').contentWindow.postMessage({refgraph: 'embed/v1', ask: 'size'}, '*')"
    )
    page.wait_for_function("n => heard.length > n", arg=before)
    page.context.close()


@pytest.mark.parametrize("reader", ["light", "dark"])
@pytest.mark.parametrize(("theme", "paper"), [("light", LIGHT), ("dark", DARK), ("auto", None)])
def test_the_theme_is_that_of_the_course_not_of_the_reader(
    toy: KnowledgeGraph, answers: dict[str, Answer], opened: Open, theme: str, paper: str | None, reader: str
) -> None:
    made = embed.iframe(toy, answers["longest"], address="neck.html", theme=theme)
    for scripted in (True, False):
        page = opened(made.page, color_scheme=reader, java_script_enabled=scripted).page
        assert page.evaluate(PAPER) == (paper or {"light": LIGHT, "dark": DARK}[reader])


@pytest.mark.parametrize("mark", ["?", "#"])
def test_theme_and_title_are_taken_from_the_address(
    toy: KnowledgeGraph, answers: dict[str, Answer], browser: Browser, mark: str
) -> None:
    address = f"{ADDRESS}{mark}theme=dark&title=Week+3:+%3Cb%3Enecks"
    made = embed.iframe(toy, answers["longest"], address=address)
    page, said = shown_in_host(browser, made, served=address if mark == "?" else ADDRESS)
    frame = page.frames[1]
    assert frame.evaluate(PAPER) == DARK
    assert frame.locator("h1").inner_text() == "Week 3: <b>necks"
    assert frame.title() == "Week 3: <b>necks"
    assert said == []
    page.context.close()


def test_the_host_may_change_theme_and_title_and_nobody_else(
    toy: KnowledgeGraph, answers: dict[str, Answer], browser: Browser
) -> None:
    page, _ = shown_in_host(browser, embed.iframe(toy, answers["longest"], address=ADDRESS))
    frame = page.frames[1]
    send = "document.querySelector('iframe').contentWindow.postMessage({refgraph: 'embed/v1', set, to}, '*')"
    ask = f"([set, to]) => {send}"
    page.evaluate(ask, ["theme", "dark"])
    page.evaluate(ask, ["title", "Mine"])
    frame.wait_for_function("document.title === 'Mine'")
    assert frame.evaluate(PAPER) == DARK
    for odd in ("blue", "toString", None, {"a": 1}):
        page.evaluate(ask, ["theme", odd])
    frame.evaluate("postMessage({refgraph: 'embed/v1', set: 'title', to: 'Yours'}, '*')")
    page.wait_for_timeout(60)
    assert frame.evaluate(PAPER) == DARK
    assert frame.title() == "Mine"
    page.context.close()


def test_a_page_says_what_language_and_contract_it_has(
    toy: KnowledgeGraph, answers: dict[str, Answer], opened: Open
) -> None:
    page = opened(embed.iframe(toy, answers["longest"], address="neck.html").page).page
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dataset.contract]") == [
        "en", "embed/v1",
    ]  # fmt: skip


def test_the_host_page_stays_accessible(toy: KnowledgeGraph, answers: dict[str, Answer], browser: Browser) -> None:
    page, _ = shown_in_host(browser, embed.iframe(toy, answers["longest"], address=ADDRESS))
    assert violations(page, "document.querySelector('figure')") == []
    assert page.get_by_title("The path from").count() == 1
    page.context.close()


def test_no_payload_runs(mini: Dataset, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context()
    page, said = context.new_page(), list[str]()
    page.on("request", lambda request: said.extend([] if request.url.startswith(("file:", "data:")) else [request.url]))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    for n, payload in enumerate(PAYLOADS):
        kg = build(poisoned(mini, payload))
        found = questions.origins(kg, Finding("headache"))
        frame = embed.iframe(kg, found, note=payload, credit=payload).snippet
        picture = embed.svg(kg, found, note=payload, credit=payload)
        shown = notebook.bundle(kg, found)["text/html"] + notebook.bundle(kg, kg.entity("headache"))["text/html"]
        (tmp_path / f"{n}.html").write_text(HOST.replace("{}", frame + picture + shown), encoding="utf-8")
        (tmp_path / f"{n}.svg").write_text(picture, encoding="utf-8")
        # A picture opened by itself is parsed as XML; that it is well formed, `test_embed` says of every payload.
        for name in [f"{n}.html"] + [f"{n}.svg"] * (n % 6 == 5):
            page.goto((tmp_path / name).as_uri())
            assert name.endswith("svg") or len(page.frames) == 2
            for part in page.frames:
                assert part.evaluate("globalThis.ran") is None, payload
                links = part.evaluate("[...(document.links || [])].map(a => a.protocol)")
                assert set(links) <= {"http:", "https:", "file:", "about:"}, payload
    assert said == []
    context.close()


@pytest.mark.parametrize("kind", ["desktop", "dark"])
def test_the_notebook_form_is_accessible(
    toy: KnowledgeGraph, answers: dict[str, Answer], opened: Open, kind: str
) -> None:
    parts = [notebook.bundle(toy, thing)["text/html"] for thing in (answers["longest"], toy.entity("headache"))]
    html = f"<!DOCTYPE html><html lang=en><title>x</title><main><h1>x</h1>{''.join(parts)}</main>"
    seen = opened(html, java_script_enabled=True, **KINDS[kind])
    assert violations(seen.page) == []
    assert seen.page.evaluate("[...document.images].every(i => i.naturalWidth > 300)")
    assert seen.complaints == []


def test_png_and_browser_draw_the_same(toy: KnowledgeGraph, answers: dict[str, Answer], opened: Open) -> None:
    """The share of dark pixels in each of 24 cells; the browser is given the very face that resvg uses."""
    pytest.importorskip("resvg_py")
    from base64 import b64encode

    from refgraph.drawing.typeface import faces

    picture = embed.svg(toy, answers["longest"])
    png = b64encode(embed.png(toy, answers["longest"], scale=1)).decode()
    with faces() as files:
        regular, bold = (b64encode(file.read_bytes()).decode() for file in files)
    rules = "".join(
        f"@font-face{{font-family:F;font-weight:{weight};src:url(data:font/ttf;base64,{data})}}"
        for weight, data in ((400, regular), (700, bold))
    )
    html = (
        f"""<!DOCTYPE html><title>x</title><style>body{{margin:0}}{rules}svg text{{font-family:F}}</style>{picture}"""
    )
    page = opened(html, viewport={"width": 800, "height": 1200}).page
    page.evaluate("document.fonts.ready.then(() => 1)")
    shot = b64encode(screenshot(page.locator("body > svg"))).decode()
    ink = """async (urls) => Promise.all(urls.map(async (data) => {
      const image = new Image(); image.src = 'data:image/png;base64,' + data; await image.decode();
      const canvas = document.createElement('canvas'); canvas.width = image.width; canvas.height = image.height;
      const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);
      const cells = new Array(24).fill(0), p = context.getImageData(0, 0, image.width, image.height).data;
      for (let y = 0; y < image.height; y++) for (let x = 0; x < image.width; x++)
        if (p[4 * (y * image.width + x)] < 140)
          cells[Math.floor(6 * y / image.height) * 4 + Math.floor(4 * x / image.width)] += 1;
      return cells.map(n => n / (image.width * image.height / 24));
    }))"""
    ours, theirs = page.evaluate(ink, [png, shot])
    assert max(ours) > 0.02
    assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < 0.016
