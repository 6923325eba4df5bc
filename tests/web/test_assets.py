"""What every page is made with: templates that escape, small styles and scripts, and policies that allow just those."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

import refgraph.web
from refgraph.drawing.svg import Svg
from refgraph.web import assets
from refgraph.web.assets import NOTHING_ALLOWED, PageAssets

WEB = Path(refgraph.web.__file__).parent
TEMPLATES = WEB / "templates"


# ---------------------------------------------------------------- policies


def test_a_page_without_script_may_run_none() -> None:
    policy = PageAssets(Svg("p{color:red}"), fonts=True).policy()
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.endswith("img-src data:; font-src data:; base-uri 'none'; form-action 'none'")


def test_every_script_is_allowed_by_its_hash() -> None:
    page = PageAssets(Svg(""), (Svg("a()"), Svg("b()")))
    allowed = " ".join(f"'{assets.digest(script)}'" for script in page.scripts)
    assert f"; script-src {allowed}; " in page.policy()


def test_a_page_of_the_explorer_may_ask_its_own_origin_and_is_framed_by_nobody() -> None:
    policy = PageAssets(Svg(""), own_origin=True).policy(served=True)
    assert "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'" in policy
    assert "frame-ancestors" not in PageAssets(Svg(""), own_origin=True).policy()
    assert "sandbox" in NOTHING_ALLOWED


def test_no_policy_is_written_elsewhere() -> None:
    for file in WEB.rglob("*.py"):
        if file.name != "assets.py":
            assert "-src " not in file.read_text(encoding="utf-8"), file


# ---------------------------------------------------------------- styles, scripts, data


def test_styles_lose_comments_and_spaces_but_no_selector() -> None:
    made = assets.style(colours="/* x */ a :hover , b { color : red ; }\n c:focus{ top: 0 }")
    assert made == "a :hover,b{color:red;}c:focus{top:0}"


def test_scripts_lose_what_no_browser_needs() -> None:
    script = assets.script("templates/embed/frame.js", "network/layout.js")
    assert not re.search(r"^(?://|\s)|^$", script, re.MULTILINE)


@pytest.mark.parametrize("text", ["</script>", "a</STYLE >b"])
def test_nothing_may_end_the_element_that_holds_it(text: str) -> None:
    with pytest.raises(ValueError, match="end tag"):
        assets.library(text)
    made = assets.json_data([text, "\u2028&"])
    assert not set(made) & set("<>&\u2028")
    assert json.loads(made) == [text, "\u2028&"]


# ---------------------------------------------------------------- templates


def test_there_is_one_environment_and_it_escapes() -> None:
    made = assets.environment().from_string("{{ a }}{{ b }}").render(a="<b>\u202e", b=Svg("<i>"))
    assert made == "&lt;b&gt;<i>"
    users = [file.name for file in WEB.rglob("*.py") if "jinja2" in file.read_text(encoding="utf-8")]
    assert set(users) <= {"assets.py", "__init__.py"}


def test_each_macro_is_written_once_and_used() -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.html")}
    made = Counter(name for text in texts.values() for name in re.findall(r"{% macro (\w+)\(", text))
    assert max(made.values()) == 1
    whole = "\n".join(texts.values())
    for name in made:
        assert re.search(rf"(?<!macro )\b{name}\(", whole), name


def test_every_style_and_script_belongs_to_a_page() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in WEB.rglob("*.py"))
    for file in (*TEMPLATES.rglob("*.css"), *TEMPLATES.rglob("*.js"), *(WEB / "network").glob("*.js")):
        # Those of the explorer are declared by name, which the tests of its pages hold; that for Sphinx goes as it is.
        if file.parent.parent.name != "explorer" and file.parent.name != "sphinx":
            assert f'"{file.relative_to(WEB).as_posix()}"' in code, file
