"""The oEmbed endpoint: a consumer names the address of a page, and is told how to frame it (https://oembed.com, 2.2).

It is one address for all pages, and knows those of this explorer alone: a page with a frame, or its page for a frame
with what that was asked. Files have a document beside each page in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

from refgraph.errors import NoPageError, NoSuchFormError, RefusedError, UsageError
from refgraph.language.voice import msgid, tr
from refgraph.web.embeds.frame import CONTRACT
from refgraph.web.embeds.oembed import Limits
from refgraph.web.explorer import frames
from refgraph.web.explorer.cards import Card, CardMaker
from refgraph.web.explorer.page import Query

_LARGEST = 100_000
_NOT_HERE = msgid("The address is none of a page here that can be framed: a symptom, an entity or a path.")


def document(cards: CardMaker, query: Query, find: Callable[[str], Card | None]) -> str:
    """Write the oEmbed document of a page.

    Args:
        cards: with the address of this explorer.
        query: what the consumer asks.
        find: returns the card of the page at an address of this explorer.

    Raises:
        NoPageError: the address is none of a page here that has a frame.
        RefusedError: no address is given, a limit is no number, or the frame is asked what it does not know.
        NoSuchFormError: another form than JSON is asked for.
    """
    form = _one(query, "format") or "json"
    if form != "json":
        raise NoSuchFormError(tr("oEmbed documents are written here as JSON, not as {form}.", form=form[:20]))
    limits = Limits(_limit(query, "maxwidth"), _limit(query, "maxheight"))
    place, question = _place(_one(query, "url"), cards.base)
    card = find(place)
    if card is None or card.subject is None:
        raise NoPageError(tr(_NOT_HERE))
    try:
        asked = frames.presentation_of(parse_qs(question, keep_blank_values=True))
        return cards.oembed(card, question, limits, **asked)
    except UsageError as error:
        raise RefusedError(str(error)) from error


def _place(url: str, base: str) -> tuple[str, str]:
    """Part the address of a page, or of its page for a frame, into where it stands here and what a frame is asked.

    Example:
        >>> _place("http://localhost:8765/embed/v1/symptom/headache?theme=dark", "http://localhost:8765/")
        ('symptom/headache', 'theme=dark')
    """
    if not url:
        raise RefusedError(tr("Say which page: {example}", example=f"?url={base}symptom/headache"))
    theirs, ours = urlsplit(url), urlsplit(base)
    path = unquote(theirs.path)
    if theirs[:2] != ours[:2] or not path.startswith(ours.path):
        raise NoPageError(tr(_NOT_HERE))
    place = path.removeprefix(ours.path).removesuffix(".html").rstrip("/")
    framed = place.removeprefix(f"{CONTRACT}/")
    # What a page itself is asked, other than its language, changes what it tells; its frame would tell something else.
    if framed == place and set(parse_qs(theirs.query, keep_blank_values=True)) - {"lang"}:
        raise NoPageError(tr("A page that was asked something has no frame; give the address of the page alone."))
    return framed, theirs.query


def _limit(query: Query, name: str) -> int | None:
    said = _one(query, name)
    if not said:
        return None
    if not (said.isascii() and said.isdecimal()) or not 0 < int(said) < _LARGEST:
        raise RefusedError(tr("{name} is a number of pixels, not {said}.", name=name, said=said[:20]))
    return int(said)


def _one(query: Query, name: str) -> str:
    return next(iter(query.get(name, ())), "")
