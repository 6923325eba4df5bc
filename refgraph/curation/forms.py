"""The written form of each record, checked by pydantic; used by `load` alone.

A file holds text alone. The forms say which keys a record has and turn text into numbers and truth values by rules
stricter than Python's own (`1_000`, `１２` and `12.0` are no paragraph numbers). Where a record of the model is
written as it is held, its form is made from the model, so that a new field needs no second mention.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import MISSING, fields
from dataclasses import Field as DataField
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    create_model,
    model_validator,
)

from refgraph.model.statements import REVIEWED, VERDICTS, AsWritten, Claim, Measure, Source
from refgraph.model.vocabulary import (
    COUNTERS,
    ENDS,
    URGENCIES,
    Category,
    EvidenceKind,
    Family,
    Flag,
    Grade,
    Predicate,
    State,
)

MAX_TEXT = 2000
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# A text over several lines takes in what stands below it and is indented further.


def text(value: Any) -> str:
    """Accept text, in one line and without invisible controls."""
    if not isinstance(value, str):
        raise ValueError("must be text" if value is not None else "must not be empty")
    line = " ".join(value.split())
    if not line:
        raise ValueError("must not be empty")
    if len(line) > MAX_TEXT:
        raise ValueError(f"must not be longer than {MAX_TEXT} characters")
    # Soft hyphens and joiners are harmless; controls and bidirectional overrides hide what is written.
    if not line.isprintable() and any(
        unicodedata.category(letter) in ("Cc", "Cs") or letter in BIDI for letter in line
    ):
        raise ValueError("holds an invisible control character")
    return line


def whole(value: Any) -> int:
    """Accept a whole number from 0 in ASCII digits, written in its one form: `7`, not `07`."""
    plain = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 9
    if not plain or (value[0] == "0" and value != "0"):
        raise ValueError(f"must be a whole number, not {_shown(value)}")
    return int(value)


def counting(value: Any) -> int:
    """Accept a whole number from 1."""
    number = whole(value)
    if number < 1:
        raise ValueError("counts from 1")
    return number


def truth(value: Any) -> bool:
    """Accept true or false."""
    if value not in ("true", "false"):
        raise ValueError(f"must be true or false, not {_shown(value)}")
    return bool(value == "true")


def date(value: Any) -> str | None:
    """Accept a year, a month or a day: 2020, 2020-05, 2020-05-13."""
    if value is None:
        return None
    parts = str(value).split("-")
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) <= 4]
    lengths = [len(part) for part in parts]
    if len(numbers) != len(parts) or lengths != [4, 2, 2][: len(parts)] or numbers[0] < 1:
        raise ValueError(f"must be a date like 2020-05-13, 2020-05 or 2020, not {_shown(value)}")
    if len(parts) > 1 and not 1 <= numbers[1] <= 12:
        raise ValueError(f"there is no month {parts[1]}")
    if len(parts) > 2 and not 1 <= numbers[2] <= calendar.monthrange(numbers[0], numbers[1])[1]:
        raise ValueError(f"there is no such day as {'-'.join(parts)}")
    return "-".join(parts)


def digest(value: Any) -> str | None:
    """Accept a sha256 in 64 lower-case hex digits."""
    if value is None:
        return None
    if not (isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")):
        raise ValueError("must be 64 lower-case hex digits, as sha256sum prints them")
    return value


def colour(value: Any) -> str:
    """Accept a colour as pages, pictures and diagrams write it: `#6b6b6b`."""
    if not (isinstance(value, str) and _COLOUR.fullmatch(value)):
        raise ValueError(f"must be a colour like #6b6b6b, not {_shown(value)}")
    return value


def some(value: Any) -> Any:
    """Accept a list; a key that is left empty is an empty one."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise ValueError("must be a list: [one, another]")
    return value


def table(value: Any) -> Any:
    """Accept a mapping; a key that is left empty is an empty one."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ValueError("must be a mapping: {key: value}")
    return value


def optional(value: Any) -> str | None:
    """Accept text or nothing."""
    return None if value is None else text(value)


def several(value: Any) -> Any:
    """Accept a list of two things or more."""
    if not isinstance(value, list) or len(value) < 2:
        raise ValueError("must be a list of two findings or more")
    return value


def counted(value: Any) -> int | None:
    """Accept a whole number from 1, or nothing."""
    return None if value is None else counting(value)


Text: TypeAlias = Annotated[str, BeforeValidator(text)]
Optional: TypeAlias = Annotated[str | None, BeforeValidator(optional)]
Blank: TypeAlias = Annotated[str, BeforeValidator(lambda value: optional(value) or "")]
Whole: TypeAlias = Annotated[int, BeforeValidator(whole)]
Counting: TypeAlias = Annotated[int, BeforeValidator(counting)]
Truth: TypeAlias = Annotated[bool, BeforeValidator(truth)]
Texts: TypeAlias = Annotated[tuple[Text, ...], BeforeValidator(some)]
Numbers: TypeAlias = Annotated[tuple[Counting, ...], BeforeValidator(some)]
Reasons: TypeAlias = Annotated[dict[str, Text], BeforeValidator(table)]
Costs: TypeAlias = Annotated[dict[str, Whole], BeforeValidator(table)]

WRITTEN: dict[str, Any] = {
    "str": Text,
    "str | None": Optional,
    "int": Whole,
    "bool": Truth,
    "tuple[str, ...]": Texts,
    "tuple[int, ...]": Numbers,
    "Mapping[str, str]": Reasons,
    "Mapping[str, int]": Costs,
}
SPECIAL: dict[str, Any] = {
    "colour": Annotated[str, BeforeValidator(colour)],
    "urgency": Literal[URGENCIES] | None,
    "warns": Literal[ENDS] | None,
    "counter": Annotated[tuple[Literal[COUNTERS], ...], BeforeValidator(some)],  # type: ignore[valid-type]
    "date": Annotated[str | None, BeforeValidator(date)],
    "sha256": Annotated[str | None, BeforeValidator(digest)],
}
# Fields that a file calls otherwise than the model does.
WRITTEN_AS: dict[tuple[type, str], str] = {(State, "categories"): "on"}


class Form(BaseModel):
    """A record as it is written: no key that is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FindingForm(Form):
    """`{entity: …, state: …, side: …}`; `unspecified` where the source does not name the thing."""

    entity: Text
    state: Optional = None
    side: Optional = None
    unspecified: Truth = False


class CombinationForm(Form):
    """`{all: [finding, …], side: …}`: several findings together."""

    all: Annotated[tuple[FindingForm, ...], BeforeValidator(several)]
    side: Optional = None


def _which(value: Any) -> str:
    return "<all>" if isinstance(value, CombinationForm) or (isinstance(value, dict) and "all" in value) else "<one>"


EndForm: TypeAlias = Annotated[
    Annotated[FindingForm, Tag("<one>")] | Annotated[CombinationForm, Tag("<all>")], Discriminator(_which)
]


class LocatorForm(Form):
    """`{section: abstract, paragraph: 11, context: [9]}`, or `{term: …}` of an ontology."""

    paragraph: Annotated[int | None, BeforeValidator(counted)] = None
    section: Optional = None
    context: Numbers = ()
    term: Optional = None

    @model_validator(mode="after")
    def _is_a_place(self) -> LocatorForm:
        if self.paragraph is None and self.term is None:
            raise ValueError("needs a paragraph of the text, or the term of an ontology")
        return self


class ReviewForm(Form):
    """`{by: …, date: …, subject: right, …}`: what a second reader found of each field."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Literal[VERDICTS]]  # type: ignore[valid-type]

    by: Text
    date: Annotated[str, BeforeValidator(date)]

    @model_validator(mode="after")
    def _is_of_fields(self) -> ReviewForm:
        for field in self.__pydantic_extra__ or {}:
            if field not in REVIEWED:
                raise ValueError(f"{field!r} is not judged; these are: {', '.join(REVIEWED)}")
        return self


class SynonymsForm(Form):
    """`{lay: […], clinical: […], abbreviation: […]}`."""

    lay: Texts = ()
    clinical: Texts = ()
    abbreviation: Texts = ()


class EntityForm(Form):
    """One entry of `entities/<category>.yaml`."""

    label: Text
    definition: Text
    synonyms: SynonymsForm = SynonymsForm()
    plural: Truth = False
    plain: Text = ""
    distinct_from: Reasons = {}
    opposite: Reasons = {}


class LocalForm(EntityForm):
    """One entry of `names` in a source's file: a name that this source alone uses."""

    category: Text
    broader: Text


def written(record: type, without: Sequence[str] = ("key",), **parts: Any) -> type[Form]:
    """Make the form of a record that is written as the model holds it.

    Args:
        record: of the model.
        without: fields that are not written; a key stands outside its record.
        parts: what is written in another form than the model holds it, by name; it must be there unless a default
            stands with it.

    Example:
        >>> list(written(State).model_fields)
        ['description', 'words', 'entity', 'compatible', 'negates', 'opposite', 'on', 'felt', 'never', 'plain']
    """
    made: dict[str, Any] = {}
    for part in fields(record):
        if part.name in parts:
            made[part.name] = _form(parts[part.name])
        elif part.name not in without:
            kind = SPECIAL.get(part.name, WRITTEN[str(part.type)])
            made[WRITTEN_AS.get((record, part.name), part.name)] = (kind, _default(part))
    made |= {name: _form(kind) for name, kind in parts.items() if name not in made}
    return create_model(f"{record.__name__}Form", __base__=Form, **made)


def _form(given: Any) -> tuple[Any, Any]:
    return given if isinstance(given, tuple) else (given, ...)


def _default(part: DataField[Any]) -> Any:
    if part.default_factory is not MISSING:
        return Field(default_factory=part.default_factory)
    return ... if part.default is MISSING else part.default


FlagForm = written(Flag)
EvidenceForm = written(EvidenceKind)
GradeForm = written(Grade)


class RankingForm(Form):
    """`ranking.yaml`."""

    hop: Whole
    joined: Whole
    evidence: Annotated[dict[str, EvidenceForm], BeforeValidator(table)]  # type: ignore[valid-type]
    modality: Costs
    status: Costs
    flags: Annotated[dict[str, FlagForm], BeforeValidator(table)]  # type: ignore[valid-type]
    outweighs: Whole = 1
    grades: Annotated[dict[str, GradeForm], BeforeValidator(table)] = {}  # type: ignore[valid-type]
    generic: Texts = ()
    varied: Texts = ()
    neurovascular: Texts = ()


# One item of `claims`.
ClaimForm = written(
    Claim,
    without=("source", "paragraph", "section", "context", "term", "unspecified"),
    id=Counting,
    subject=EndForm,
    object=EndForm,
    locator=LocatorForm,
    anchor=(Blank, ""),
    measure=(written(Measure, without=()) | None, None),
    as_written=(written(AsWritten, without=()) | None, None),
    review=(ReviewForm | None, None),
)

FORMS: dict[str, type[Form]] = {
    "category": written(Category),
    "state": written(State),
    "family": written(Family),
    "predicate": written(Predicate),
    "ranking": RankingForm,
    "source": written(Source),
    "entity": EntityForm,
    "name": LocalForm,
    "claim": ClaimForm,
}
NESTED: dict[str, tuple[type[Form], ...]] = {
    "claim": (FindingForm, CombinationForm, LocatorForm, written(Measure, without=()), written(AsWritten, without=())),
    "entity": (SynonymsForm,),
    "name": (SynonymsForm,),
    "ranking": (EvidenceForm, FlagForm, GradeForm),
}


# How pydantic names the two forms of an end in the place of an error; nobody wrote that.
_TAGS = ("<one>", "<all>")


def check(kind: str, value: Any) -> tuple[Form | None, list[dict[str, Any]]]:
    """Check one record: the record, or what is wrong with it in pydantic's words.

    Example:
        >>> check("source", {"title": "Hips", "date": "2020-02-30"})[1][0]["msg"]
        'Value error, there is no such day as 2020-02-30'
    """
    try:
        return FORMS[kind].model_validate(value), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        return None, [{**item, "loc": tuple(part for part in item["loc"] if part not in _TAGS)} for item in found]


def keys(kind: str) -> tuple[str, ...]:
    """Name every key that a record or a part of it may have."""
    forms = (FORMS[kind], *NESTED.get(kind, ()))
    return tuple(name for form in forms for name in form.model_fields)


def _shown(value: Any) -> str:
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a mapping"
    shown = "nothing" if value is None else repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
