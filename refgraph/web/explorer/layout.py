"""The frame around every page of the explorer: templates, styles, scripts, navigation, and a policy for just those."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from refgraph.drawing.route import RouteDrawer
from refgraph.drawing.svg import Paint
from refgraph.language.voice import voice
from refgraph.report.words.languages import NAMES
from refgraph.web import assets
from refgraph.web.answer_page import STYLE
from refgraph.web.assets import PageAssets
from refgraph.web.explorer import addresses
from refgraph.web.explorer.page import Template

HTML_SUFFIX = ".html"
_FOLDER = "templates/explorer"
# What all pages have; where they are files, `reading` reads what is typed, as a server does.
_STYLE, _SCRIPT, _READING = "frame", "search", "reading"


class Layout:
    """How pages are written: for a server, or frozen to files.

    Args:
        paint: how things look.
        frozen: whether pages are files: links then end in `.html`, and each page states its own policy.
        navigation: (words, address) from left to right.
        forms: whether the other forms of a page stand beside it.
        lang: of pages whose address asks for none.
    """

    def __init__(
        self,
        paint: Paint,
        frozen: bool,
        navigation: Sequence[tuple[str, str]],
        *,
        forms: bool = True,
        lang: str = "en",
    ) -> None:
        self.paint, self.frozen, self.navigation, self.forms, self.lang = paint, frozen, navigation, forms, lang
        self._assets: dict[Template, PageAssets] = {}

    @property
    def suffix(self) -> str:
        """What a page's address ends in."""
        return HTML_SUFFIX if self.frozen else ""

    def render(
        self,
        address: str,
        template: Template,
        words: Mapping[str, Any],
        drawer: RouteDrawer | None = None,
        *,
        read: bool = False,
        card: Mapping[str, str] | None = None,
        lang: str = "",
        also: bool = False,
    ) -> str:
        """Write a page.

        Args:
            address: where the page stands; links are relative to it.
            template: what it is written with.
            words: what the template asks for.
            drawer: that drew what the page shows, for the definitions its drawings share.
            read: whether its JSON stands beside it in any case.
            card: what other sites show where its address is pasted.
            lang: that its links ask for; empty for that of the explorer.
            also: whether it can be read in the other languages.
        """
        drawn, page = drawer or RouteDrawer(self.paint), self.assets(template)
        asked = self._asking(lang)

        def beside(there: str) -> str:
            return addresses.relative(address, there)

        shared = {
            "address": address,
            "to": self.links(address, lang),
            "beside": beside,
            "here": "",
            "tab": False,
            "quote_is_link": False,
            "frozen": self.frozen,
            "forms": self.forms,
            "data": self.forms or read,
            "suffix": self.suffix,
            "lang": voice().lang,
            "asked_lang": lang if asked else "",
            "question": f"?{asked}" if asked else "",
            "languages": self._languages(address) if also and not self.frozen else (),
            "link_card": card,
            "policy": page.policy() if self.frozen else None,
            "style": page.style,
            "script": page.scripts[0],
            "navigation": self.navigation,
            "mark": drawn.mark,
            "icon": drawn.icon,
            "kind": self.paint.name,
            "definitions": drawn.definitions,
        }
        return assets.render(f"explorer/{template.name}.html", {**words, **shared})

    def links(self, address: str, lang: str = "") -> Callable[[str], str]:
        """Return how a page links to others, in the language that is asked for.

        Args:
            address: where the page stands.
            lang: that its links ask for; empty for that of the explorer.
        """
        asked = self._asking(lang)
        return lambda there: addresses.asking(addresses.relative(address, there, self.suffix), asked)

    def _asking(self, lang: str) -> str:
        return f"lang={lang}" if lang and lang != self.lang else ""

    def _languages(self, address: str) -> list[tuple[str, str, str]]:
        """Code and name of each language but that in use, with the address of the page in it."""
        here = addresses.relative(address, address)
        return [
            (code, name, addresses.asking(here, "" if code == self.lang else f"lang={code}"))
            for code, name in NAMES.items()
            if code != voice().lang
        ]

    def assets(self, template: Template) -> PageAssets:
        """Return style, script and policy of the pages of a template."""
        found = self._assets.get(template)
        if found is None:
            sheets = [f"{_FOLDER}/styles/{name}.css" for name in (_STYLE, *template.styles)]
            # Each script once, in this order: those after the first use what it declares.
            listed = dict.fromkeys((_SCRIPT, *[_READING] * self.frozen, *template.scripts))
            scripts = [f"{_FOLDER}/scripts/{name}.js" for name in listed]
            style = assets.style(STYLE, *template.shared, *sheets, colours=assets.category_colours(self.paint))
            found = PageAssets(style, (assets.script(*scripts),), own_origin=True)
            self._assets[template] = found
        return found
