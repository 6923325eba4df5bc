"""The explorer as a browser shows it: silent, accessible, whole without script, and walked with a keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hostile import PAYLOADS, poisoned

from explorer_pages.conftest import Visit
from refgraph import addresses, paths
from refgraph.explorer import Explorer, File, NoPageError
from refgraph.graph import KnowledgeGraph, build
from refgraph.model import Dataset, Finding

Go = Callable[..., Visit]
RUN_AXE = """async () => {
  const found = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  });
  return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160)).join(' | '));
}"""
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


# ---------------------------------------------------------------- every kind of page


@pytest.mark.parametrize("kind", ["desktop", "phone", "dark"])
def test_silent_accessible_and_in_its_box(live: str, pages: dict[str, str], visit: Go, axe: str, kind: str) -> None:
    seen, found = visit(live, kind), {}
    for name, address in pages.items():
        seen.page.goto(live + address)
        seen.page.evaluate(UNFOLD)
        seen.page.evaluate(axe)
        found[name] = seen.page.evaluate(RUN_AXE) + seen.page.evaluate(OUT_OF_BOX)
    assert {name: bad for name, bad in found.items() if bad} == {}
    seen.clean()


@pytest.mark.parametrize("kind", ["script-off", "zoomed", "smallest", "forced-colours", "still"])
def test_other_ways_to_look(live: str, pages: dict[str, str], visit: Go, kind: str) -> None:
    seen = visit(live, kind)
    for name, address in pages.items():
        seen.page.goto(live + address)
        assert seen.page.evaluate(OUT_OF_BOX) == [], name
        assert seen.page.locator("h1").count() == 1
        assert seen.page.get_by_text("Information, not a diagnosis.").first.is_visible()
    seen.clean()


def test_trouble_is_accessible_too(live: str, visit: Go, axe: str) -> None:
    seen = visit(live)
    seen.page.goto(live + "entity/piriform")
    assert seen.page.get_by_role("link", name="piriformis").count() == 1
    seen.page.evaluate(axe)
    assert seen.page.evaluate(RUN_AXE) == []
    # The browser itself notes the status of a page that is not there.
    assert all("404" in said for said in seen.complaints)


def test_every_page_of_a_frozen_site_under_a_sub_path(frozen: str, pages: dict[str, str], visit: Go) -> None:
    seen = visit(frozen)
    for name, address in {**pages, "network": "network"}.items():
        answer = seen.page.goto(f"{frozen}{address or 'index'}.html")
        assert answer.status == 200, name
        assert "hidden" not in (seen.page.locator("main").get_attribute("class") or "")
    seen.clean()


def test_two_loads_look_the_same(live: str, pages: dict[str, str], visit: Go) -> None:
    for name in ("start", "path"):
        one, other = (visit(live + pages[name]).page.screenshot(full_page=True) for _ in range(2))
        assert one == other, name


def test_print_unfolds_and_drops_what_only_a_screen_needs(live: str, pages: dict[str, str], visit: Go) -> None:
    page = visit(live + pages["path"]).page
    last = page.locator(".steps details").last.locator(".passages p").first
    assert not last.is_visible()
    page.emulate_media(media="print")
    assert last.is_visible()
    assert not page.locator(".top").is_visible()


def test_from_right_to_left_nothing_leaves_its_box(live: str, pages: dict[str, str], visit: Go) -> None:
    seen = visit(live, "phone")
    for name in ("start", "symptom", "names"):
        seen.page.goto(live + pages[name])
        seen.page.evaluate("document.documentElement.dir = 'rtl'")
        assert seen.page.evaluate(OUT_OF_BOX) == [], name


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
    # A route whose first step is told by an article with an address, so that there is a passage to open.
    told = paths.origins(toy, Finding("headache")).paths
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
    tab_to(page, f"Route {rank}:")
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
    tab_to(page, "Widen: the network")
    page.keyboard.press("Enter")
    page.wait_for_url("**/network#focus=**")
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
    assert page.locator("h1").inner_text() == "Where may headache come from?"
    seen.clean()


def test_a_search_without_a_server(frozen: str, visit: Go) -> None:
    page = visit(frozen + "index.html").page
    page.locator("#find").fill("trapez")
    page.locator(".find button").click()
    page.wait_for_url("**/names.html?q=trapez")
    assert page.locator("[data-names]:visible").count() == 1
    assert page.text_content("#count") == "1 name found"


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
    served, page = visit(live, "script-off").page, visit(f"{frozen}symptom/{symptom}.html").page
    # The server names the side that was asked for in the address; the claims of a route are the same.
    listed = """[...document.querySelectorAll('.row')].filter(line => !line.closest('[hidden]'))
      .map(line => line.querySelector('a').href.replace('.html', '').split('/').pop()).sort()"""
    for filters in FILTERS:
        served.goto(f"{live}symptom/{symptom}?" + "&".join(f"{name}={value}" for name, value in filters.items()))
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
    page = visit(live + "symptom/headache", "script-off").page
    whole = page.locator(".row").count()
    page.locator(".filter summary").click()
    page.locator("select[name=steps]").select_option("2")
    page.locator(".filter button").click()
    page.wait_for_url("**/symptom/headache?*")
    assert 0 < page.locator(".row").count() < whole
    assert page.locator("select[name=steps]").input_value() == "2"


def test_the_link_is_copied(live: str, pages: dict[str, str], visit: Go) -> None:
    page = visit(live + pages["path"]).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    page.wait_for_selector("text=Copied")
    assert page.evaluate("navigator.clipboard.readText()") == live + pages["path"]


# ---------------------------------------------------------------- nothing runs


def test_no_payload_runs(mini: Dataset, browser: Any) -> None:
    """Every text of the data holds a payload; the pages are handed to the browser with the headers of the server."""
    context = browser.new_context()
    page, complaints, current = context.new_page(), [], {}
    page.on("console", lambda said: complaints.append(said.text))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))

    def answer(route: Any) -> None:
        address = route.request.url.removeprefix("http://atlas.test/")
        try:
            file: File = current["explorer"].file(address)
        except NoPageError:
            complaints.append(f"asked for {route.request.url}")
            route.abort()
            return
        policy = {"Content-Security-Policy": file.policy} if file.policy else {}
        route.fulfill(status=200, body=file.body, headers={"Content-Type": file.media, **policy})

    context.route("**/*", answer)
    for number, payload in enumerate(PAYLOADS):
        kg = build(poisoned(mini, payload))
        current["explorer"] = Explorer(kg)
        path = addresses.path(paths.origins(kg, Finding("headache")).paths[-1])
        # What the other pages make of each payload is looked at as text in `test_explorer`.
        others = ("", "symptom/headache", "source/toy-hip", "disputes", "evidence") if number % 5 == 0 else ()
        for address in (path, *others):
            page.goto("http://atlas.test/" + address, wait_until="load")
            page.evaluate(UNFOLD)
            assert page.evaluate("globalThis.ran") is None, (address, payload)
            assert page.evaluate("[...document.links].every(a => /^(https?|data):/.test(a.href))"), (address, payload)
        if others:
            # What the script of the page writes from the index is text, too.
            page.locator("#find").fill("headache")
            page.wait_for_selector("#hits a", state="attached")
            assert page.evaluate("globalThis.ran") is None, payload
    context.close()
    assert complaints == []
