"""The explorer as a browser shows it: silent, accessible, whole without script, and walked with a keyboard alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from accessibility import violations
from hostile import PAYLOADS, poisoned
from screenshots import screenshot
from serving import one_of_each

from browser.explorer.conftest import NAMES, Visit
from browser.network.conftest import steady
from refgraph.errors import NoPageError
from refgraph.graph.graph import KnowledgeGraph, build
from refgraph.model.dataset import Dataset
from refgraph.model.statements import Finding
from refgraph.report.words.wording import in_words
from refgraph.search import questions
from refgraph.web.explorer import Explorer, File

Go = Callable[..., Visit]
Tab = Callable[[str], Visit]
TANGLED = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  const here = [...document.links].filter(a => a.hash && a.pathname === location.pathname);
  const lost = here.filter(a => !ids.includes(a.hash.slice(1)));
  return ids.filter((id, n) => ids.indexOf(id) !== n).concat(lost.map(a => a.href));
}"""
ENDS = ("subject", "predicate", "object")
# Without their scripts these have more or less in them; of the others axe would read the same text again.
CHANGED_BY_SCRIPT = ("start", "symptom", "paths", "path", "choose", "names", "interactive")
MOVING = """[...document.querySelectorAll('*')].filter(e => {
  const style = getComputedStyle(e);
  return style.scrollBehavior === 'smooth' || parseFloat(style.transitionDuration)
    || parseFloat(style.animationDuration);
}).map(e => e.tagName)"""
UNFOLD = "document.querySelectorAll('details').forEach(d => { d.open = true })"
OUT_OF_BOX = """() => {
  const bad = [], wide = document.documentElement.clientWidth + 0.5;
  for (const e of document.querySelectorAll('body *')) {
    if (e.closest('svg') || e.matches('.far, .skip')) continue;
    const box = e.getBoundingClientRect();
    if (box.right > wide || box.left < -0.5) bad.push(e.tagName + ' ' + e.className);
  }
  for (const svg of document.querySelectorAll('svg.chain')) {
    for (const text of svg.querySelectorAll('text')) {
      const frame = text.parentNode.querySelector(':scope > rect.box') || svg;
      const t = text.getBoundingClientRect(), room = frame.getBoundingClientRect();
      if (t.left < room.left || t.right > room.right + 0.5) bad.push(text.textContent);
    }
  }
  return bad.concat(document.documentElement.scrollWidth > wide ? ['the page'] : []);
}"""


# ---------------------------------------------------------------- every kind of page, in every way to look at it


@pytest.mark.parametrize("kind", ["desktop", "phone", "dark", "script-off"])
@pytest.mark.parametrize("name", NAMES)
def test_page(live: str, pages: dict[str, str], tab: Tab, name: str, kind: str) -> None:
    """Silent, fenced in, in its box, the same when loaded again, and without a fault that axe knows."""
    seen = tab(kind)
    seen.strange.clear()
    seen.complaints.clear()
    answer = seen.page.goto(live + pages[name])
    assert answer.status == 200
    assert "unsafe" not in answer.headers["content-security-policy"]
    if kind == "desktop":
        first = settled(seen.page, name)
        seen.page.reload()
        assert settled(seen.page, name) == first
    assert seen.page.evaluate(OUT_OF_BOX) == []
    seen.page.evaluate(UNFOLD)
    assert seen.page.evaluate(OUT_OF_BOX) == []
    looked_at = seen.page
    if kind == "script-off":
        looked_at = tab("script-taken-out").page
        looked_at.goto(live + pages[name])
        looked_at.evaluate(UNFOLD)
    if kind != "script-off" or name in CHANGED_BY_SCRIPT:
        assert violations(looked_at, look=kind) == []
    seen.clean()


def settled(page: Any, name: str) -> Any:
    """A picture of a page; of the network, which a script draws, the one that does not change any more."""
    return steady(page) if name == "interactive" else screenshot(page)


@pytest.mark.parametrize(
    "kind",
    [
        *("forced-colours", "smallest", "print", "right-to-left"),
        *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("still", "zoomed")),
    ],
)
def test_other_ways_to_look(live: str, pages: dict[str, str], tab: Tab, kind: str) -> None:
    seen = tab(kind)
    for name, address in pages.items():
        seen.page.goto(live + address)
        if kind == "right-to-left":
            seen.page.evaluate("document.documentElement.dir = 'rtl'")
        assert seen.page.evaluate(OUT_OF_BOX) == [], name
        assert seen.page.locator("h1").count() == 1
        assert seen.page.get_by_text("Information, not a diagnosis.").first.is_visible(), name
    seen.clean()


def test_nothing_moves_for_who_wants_it_still(live: str, pages: dict[str, str], tab: Tab) -> None:
    page = tab("still").page
    for address in pages.values():
        page.goto(live + address)
        assert page.evaluate(MOVING) == []


@pytest.mark.parametrize("kind", ["desktop", "script-off"])
def test_an_origin_that_is_pointed_at_shows_its_way_and_its_box_opens_what_is_cited(
    live: str, visit: Go, kind: str
) -> None:
    page = visit(live + "symptom/headache", kind).page
    way, cited = page.locator(".trail.o1 .route-line").first, page.locator("#cited-1")
    assert not way.is_visible()
    page.locator("#origin-1 h3").hover()
    assert way.is_visible()
    assert not cited.is_visible()
    page.locator('.tree a[href="#cited-1"]').click()
    assert cited.is_visible()


@pytest.mark.parametrize("symptom", ["headache", "neck-pain"])
def test_the_page_of_a_symptom_prints_on_two_sheets(live: str, visit: Go, symptom: str) -> None:
    pypdf = pytest.importorskip("pypdf")
    page = visit(f"{live}symptom/{symptom}").page
    assert len(pypdf.PdfReader(BytesIO(page.pdf(format="A4"))).pages) <= 2


def test_every_stop_and_every_step_of_a_path_is_heard(
    live: str, toy: KnowledgeGraph, pages: dict[str, str], tab: Tab
) -> None:
    page = tab("desktop").page
    page.goto(live + pages["path"])
    heard = page.locator("main").aria_snapshot()
    told = json.loads(Explorer(toy).file(f"{pages['path']}.json").body)["paths"][0]["steps"]
    for number, step in enumerate(told, 1):
        subject, verb, obj = in_words(toy, *(_finding(step[end]) if end != "predicate" else step[end] for end in ENDS))
        sources = {claim["source"] for claim in step["claims"]}
        said = re.search(
            rf"Step {number}: {re.escape(subject)} ?{re.escape(verb)} ?{re.escape(obj)} ?((?:\[\d+\])+)", heard
        )
        assert said, (number, heard)
        assert said[1].count("[") == len(sources)
        assert re.search(rf'link "[^"]*{re.escape(obj)}', heard, re.IGNORECASE), obj


def _finding(record: dict[str, str | None]) -> Finding:
    return Finding(record["entity"] or "", record["state"], record["side"])


def test_trouble_is_accessible_too(live: str, visit: Go) -> None:
    seen = visit(live)
    seen.page.goto(live + "entity/piriform")
    assert seen.page.get_by_role("link", name="piriformis").count() == 1
    assert violations(seen.page) == []
    # The browser itself notes the status of a page that is not there.
    assert all("404" in said for said in seen.complaints)


def test_every_page_of_a_frozen_site_under_a_sub_path(frozen: str, pages: dict[str, str], visit: Go) -> None:
    seen = visit(frozen)
    # Two paths are set side by side by a script there.
    for name, address in ((name, address) for name, address in pages.items() if name != "compare"):
        answer = seen.page.goto(f"{frozen}{address or 'index'}.html")
        assert answer.status == 200, name
        assert "hidden" not in (seen.page.locator("main").get_attribute("class") or "")
    seen.clean()


def test_print_unfolds_and_drops_what_only_a_screen_needs(live: str, pages: dict[str, str], visit: Go) -> None:
    page = visit(live + pages["path"]).page
    last = page.locator(".steps details").last.locator(".passages p").first
    assert not last.is_visible()
    page.emulate_media(media="print")
    assert last.is_visible()
    assert not page.locator(".top").is_visible()


# ---------------------------------------------------------------- by keyboard alone


def tab_to(page: Any, wanted: str, most: int = 120) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(most):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent || '').trim()"
        )
        if name.startswith(wanted):
            outline = "getComputedStyle(document.activeElement)"
            assert page.evaluate(f"{outline}.outlineStyle !== 'none' || document.activeElement.closest('svg') !== null")
            return
    raise AssertionError(f"no way to {wanted!r} by keyboard")


def test_from_where_it_hurts_to_the_network(live: str, toy: KnowledgeGraph, visit: Go) -> None:
    seen = visit(live)
    page = seen.page
    # A path whose first step is told by an article with an address, so that there is a passage to open.
    told = questions.origins(toy, Finding("headache")).paths
    rank = next(path.rank for path in told if toy.source(path.steps[0].edge.claims[0].source).url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    tab_to(page, "head: ")
    page.keyboard.press("Enter")
    # Several things are felt in the head of the toy graph, or one; both lead on.
    if "#at-head" in page.url:
        tab_to(page, "headache")
        page.keyboard.press("Enter")
    page.wait_for_url("**/symptom/headache")
    tab_to(page, "All paths")
    page.keyboard.press("Enter")
    page.wait_for_url("**/paths/headache")
    tab_to(page, f"Path {rank}:")
    page.keyboard.press("Enter")
    page.wait_for_url("**/path/**")
    tab_to(page, "Step 1:")
    page.keyboard.press("Enter")
    tab_to(page, "read the passage")
    assert ":~:text=" in page.evaluate("document.activeElement.href")
    assert seen.strange == []
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.startswith(live))
    assert len(seen.strange) == 1
    page.go_back()
    page.locator("main").focus()
    tab_to(page, "The network around")
    page.keyboard.press("Enter")
    page.wait_for_url("**/network/*")
    tab_to(page, "Move around in it")
    page.keyboard.press("Enter")
    page.wait_for_url("**/network/*/interactive")
    page.wait_for_selector("#status:not(:empty)")
    before = page.text_content("#status")
    tab_to(page, "Wider")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert page.text_content("#status") != before


# ---------------------------------------------------------------- what the script adds


@pytest.mark.parametrize("where", ["live", "frozen"])
def test_search_while_typing(where: str, request: pytest.FixtureRequest, visit: Go) -> None:
    base = request.getfixturevalue(where)
    seen = visit(base + ("evidence.html" if where == "frozen" else "evidence"))
    page = seen.page
    page.locator("#find").focus()
    page.keyboard.type("headaches")
    page.wait_for_selector("#hits a")
    assert "found" in page.text_content("#found")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/symptom/headache*")
    assert page.locator("h1").inner_text() == "Headache: where may it come from?"
    seen.clean()


def test_a_search_without_a_server(frozen: str, visit: Go) -> None:
    page = visit(frozen + "index.html").page
    page.locator("#find").fill("trapez")
    page.locator(".find button").click()
    page.wait_for_url("**/names.html?q=trapez")
    assert page.locator("[data-names]:visible").count() == 1
    assert page.text_content("#count") == "1 name found"


def test_enter_on_a_name_opens_its_page(live: str, frozen: str, visit: Go) -> None:
    for base, end in ((live, ""), (frozen, ".html")):
        page = visit(f"{base}index.html").page
        for typed, address in (
            ("headaches", "symptom/headache"),
            ("my tight piriformis", "entity/piriformis"),
            ("pain in my neck when I sit", "symptom/neck-pain"),
            ("tight piriformus", "entity/piriformis"),
        ):
            page.goto(f"{base}index.html" if end else base)
            page.locator("#find").fill(typed)
            page.wait_for_timeout(300)
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/{address}{end}")


def test_touching_a_place_opens_what_is_felt_there(live: str, visit: Go) -> None:
    page = visit(live, "phone").page
    targets = page.locator(".map a")
    sizes = targets.evaluate_all(
        "all => all.flatMap(a => [...a.querySelectorAll('.reach')]).map(e => e.getBoundingClientRect())"
        ".map(r => Math.min(r.width, r.height))"
    )
    assert min(sizes) >= 24
    page.locator('.map a[data-place="head"] .reach').first.tap()
    assert page.locator("#at-head").is_visible()
    assert page.locator("#at-head a", has_text="headache").first.is_visible()
    page.locator("#at-head .close").tap()
    assert not page.locator("#at-head").is_visible()


def test_pointing_at_a_step_lights_its_places(live: str, pages: dict[str, str], visit: Go) -> None:
    page = visit(live + pages["path"]).page
    lit = page.locator(".stop[data-lights]:not([data-lights=''])").first
    lit.hover()
    assert page.locator(".figure use.on").count() > 0
    page.mouse.move(0, 0)
    assert page.locator(".figure use.on").count() == 0


def test_a_search_without_script(live: str, visit: Go) -> None:
    page = visit(live, "script-off").page
    page.locator("#find").fill("trapez")
    page.locator(".find button").click()
    page.wait_for_url("**/names?q=trapez")
    assert page.locator(".names li").count() == 1


FILTERS = [
    {"steps": "2"},
    {"evidence": "quoted-expert"},
    {"strict": "on"},
    {"one-source": "on"},
    {"category": "muscle"},
    {"source": "toy-neck"},
    {"side": "left"},
    {"category": "muscle", "one-source": "on", "steps": "4"},
]


@pytest.mark.parametrize("symptom", ["headache", "neck-pain"])
def test_filters_of_a_frozen_page_agree_with_the_server(live: str, frozen: str, visit: Go, symptom: str) -> None:
    served, page = visit(live, "script-off").page, visit(f"{frozen}paths/{symptom}.html").page
    # The server names the side that was asked for in the address; the claims of a path are the same.
    listed = """[...document.querySelectorAll('.row')].filter(line => !line.closest('[hidden]'))
      .map(line => line.querySelector('a').href.replace('.html', '').split('/').pop()).sort()"""
    for filters in FILTERS:
        served.goto(f"{live}paths/{symptom}?" + "&".join(f"{name}={value}" for name, value in filters.items()))
        page.evaluate("document.querySelector('.filter').reset()")
        for name, value in filters.items():
            found = page.evaluate(
                """([name, value]) => {
                  for (const e of document.querySelectorAll(`.filter [name="${name}"]`)) {
                    if (e.type === 'checkbox') { if (e.value === value) { e.checked = true; return true; } }
                    else { e.value = value; return e.value === value; }
                  }
                  return false;
                }""",
                [name, value],
            )
            if not found:
                break
        else:
            page.evaluate("document.querySelector('.filter').dispatchEvent(new Event('input'))")
            assert page.evaluate(listed) == served.evaluate(listed), filters


def test_the_form_narrows_without_script(live: str, visit: Go) -> None:
    page = visit(live + "paths/headache", "script-off").page
    whole = page.locator(".row").count()
    page.locator(".filter summary").click()
    page.locator("select[name=steps]").select_option("2")
    page.locator(".filter button").click()
    page.wait_for_url("**/paths/headache?*")
    assert 0 < page.locator(".row").count() < whole
    assert page.locator("select[name=steps]").input_value() == "2"


def test_the_link_is_copied(live: str, pages: dict[str, str], visit: Go) -> None:
    page = visit(live + pages["path"]).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    page.wait_for_selector("text=Copied")
    assert page.evaluate("navigator.clipboard.readText()") == live + pages["path"]


def test_two_routes_are_chosen_on_a_server_without_script(live: str, visit: Go) -> None:
    page = visit(live + "compare/headache", "script-off").page
    page.locator("select[name=one]").select_option(index=2)
    page.locator("select[name=other]").select_option(index=1)
    page.locator(".pair button").click()
    page.wait_for_url("**/compare/*/*/*/*/*/*")
    assert page.locator(".two .walk").count() == 2


def test_two_routes_are_chosen_on_a_frozen_site(frozen: str, live: str, visit: Go) -> None:
    seen = visit(frozen + "compare/headache.html")
    page = seen.page
    routes = page.locator("select[name=one] option").evaluate_all("all => all.map(one => one.value)")
    page.locator("select[name=one]").select_option(index=2)
    page.locator("select[name=other]").select_option(index=1)
    page.locator(".pair button").click()
    page.wait_for_selector(".two .walk")
    # The same is told as where a server sets them side by side.
    whole = visit(f"{live}compare/{routes[2]}/{routes[1]}").page
    said = "all => all.map(one => one.textContent.replace(/\\s+|\\[\\d+\\]/g, ' ').trim())"
    assert page.locator(".two .said").evaluate_all(said) == whole.locator(".two .said").evaluate_all(said)
    assert page.locator(".shared").inner_text().split(":")[0] == whole.locator(".shared").inner_text().split(":")[0]
    assert page.evaluate(TANGLED) == []
    page.evaluate(UNFOLD)
    assert violations(page) + page.evaluate(OUT_OF_BOX) == []
    # Whatever leads to a pair leads to this page with both in its fragment.
    page.goto(f"{frozen}compare/headache.html#one={routes[0]}&other={routes[1]}")
    page.wait_for_selector(".two .walk")
    assert page.locator("select[name=other]").input_value() == routes[1]
    seen.clean()


# ---------------------------------------------------------------- nothing runs

LOOK_FOR_LIFE = """() => [...document.querySelectorAll('iframe')].map((frame, number) => {
  const { contentWindow: tab, contentDocument: page } = frame, found = [];
  page.querySelectorAll('details').forEach(d => { d.open = true });
  for (const e of page.querySelectorAll('a, button, input, summary, [tabindex], [autofocus]')) e.focus();
  if (tab.ran !== undefined || globalThis.ran !== undefined) found.push('it ran');
  if (tab.location.href !== frame.src) found.push('it went to ' + tab.location.href);
  if (page.querySelectorAll('h1').length !== 1) found.push('it is no page');
  if (![...page.links].every(a => /^(https?|data):/.test(a.href))) found.push('a link that runs');
  const live = [...page.querySelectorAll('*')].find(e => [...e.attributes].some(a => a.name.startsWith('on')));
  if (live) found.push(live.outerHTML.slice(0, 200));
  return [number, found];
}).filter(([, found]) => found.length)"""
SEARCH = """async () => {
  const frames = [...document.querySelectorAll('iframe')].map(frame => frame.contentDocument);
  for (const page of frames) {
    const input = page.getElementById('find');
    input.focus();
    input.value = 'headache';
    input.dispatchEvent(new Event('input'));
  }
  const left = () => frames.filter(page => {
    page.getElementById('find').dispatchEvent(new Event('input'));
    return !page.querySelector('#hits a');
  });
  for (let n = 0; n < 100 && left().length; n++) await new Promise(done => setTimeout(done, 50));
  return left().length;
}"""


def test_no_payload_runs(mini: Dataset, browser: Any) -> None:
    """Every text of the data holds a payload; many pages load at once, each in a frame of one page of the same origin.

    They have the policy of the server, save for who may frame them.
    """
    explorers = [Explorer(build(poisoned(mini, payload)), pictures=()) for payload in PAYLOADS]
    context = browser.new_context()
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))

    def answer(route: Any) -> None:
        number, _, address = route.request.url.removeprefix("http://atlas.test/").partition("/")
        if number == "frames":
            frames = "".join(f'<iframe src="{link}"></iframe>' for link in links)
            route.fulfill(status=200, body=f"<!doctype html><title>frames</title>{frames}", content_type="text/html")
            return
        try:
            file: File = explorers[int(number)].file(address)
        except (NoPageError, ValueError):
            complaints.append(f"asked for {route.request.url}")
            route.abort()
            return
        policy = {"Content-Security-Policy": file.policy.replace("; frame-ancestors 'none'", "")} if file.policy else {}
        route.fulfill(status=200, body=file.body, headers={"Content-Type": file.media, **policy})

    context.route("**/*", answer)
    kinds = [one_of_each(explorer) for explorer in explorers]
    for kind in sorted(kinds[0].keys() - {"interactive"}):
        # What the pages make of each payload is looked at as text in `test_explorer`, too.
        every = 2 if kind == "path" else 8
        links = [f"http://atlas.test/{n}/{found[kind]}" for n, found in enumerate(kinds) if n % every == 0]
        page.goto(f"http://atlas.test/frames/{kind}", wait_until="load")
        assert page.evaluate(LOOK_FOR_LIFE) == [], kind
        if kind == "":
            # What the script of the page writes from the index is text, too.
            assert page.evaluate(SEARCH) == 0
            assert page.evaluate(LOOK_FOR_LIFE) == []
    context.close()
    assert complaints == []
