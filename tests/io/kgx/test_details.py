"""What a row tells besides its edge: circumstances, and how often; never is a denial."""

from __future__ import annotations

import pytest

from refgraph.io.kgx.details import detail

NEVER = frozenset({"excluded", "hp:0040285"})


@pytest.mark.parametrize(
    ("frequency", "value", "never"),
    [
        (("", "", "", "", ""), None, False),
        (("HP:0040281", "", "", "", ""), "HP:0040281", False),
        (("HP:0040285", "", "", "", ""), "HP:0040285", True),
        (("Excluded", "", "", "", ""), "Excluded", True),
        (("0/10", "", "", "", ""), "0/10", True),
        (("10/10", "", "", "", ""), "10/10", False),
        (("0.0%", "", "", "", ""), "0.0%", True),
        (("0.5 %", "", "", "", ""), "0.5 %", False),
        (("", "0", "7", "", ""), "0", True),
        (("", "", "", "0.00", ""), "0.00%", True),
        (("", "", "", "", "0.1"), "0.1", False),
        (
            ("http://purl.obolibrary.org/obo/HP_0040285", "", "", "", ""),
            "http://purl.obolibrary.org/obo/HP_0040285",
            True,
        ),
        (("HP_0040285", "", "", "", ""), "HP_0040285", True),
        (("Excluded (0%)", "", "", "", ""), "Excluded (0%)", True),
        (("0 of 12", "", "", "", ""), "0 of 12", True),
        (("0,0%", "", "", "", ""), "0,0%", True),
        (("0%-0%", "", "", "", ""), "0%-0%", True),
        (("0-5%", "", "", "", ""), "0-5%", False),
        (("", "-0", "", "", ""), "-0", True),
        (("", "", "", "", "0e0"), "0e0", True),
        (("obo:HP_0040285", "", "", "", ""), "obo:HP_0040285", True),
        (("0/7|HP:0040285", "", "", "", ""), "0/7|HP:0040285", True),
        (("['Excluded']", "", "", "", ""), "Excluded", True),
        (("٠/١٠", "", "", "", ""), "٠/١٠", True),
        (("0%-1%", "", "", "", ""), "0%-1%", False),
        (("0.5", "", "", "", ""), "0.5", False),
        (("<0.01", "", "", "", ""), "<0.01", False),
    ],
)
def test_how_often(frequency: tuple[str, ...], value: str | None, never: bool) -> None:
    found = detail(NEVER, "", *frequency)
    assert (found.told.get("measure", {}).get("value"), found.never) == (value, never)
    assert not found.qualified


def test_circumstances_are_told() -> None:
    found = detail(NEVER, "sex: female", *[""] * 5)
    assert (dict(found.told), found.qualified) == ({"condition": "sex: female"}, True)


@pytest.mark.parametrize(
    "frequency",
    [
        ("never seen so far", "", "", "", ""),
        ("not in these", "", "", "", ""),
        ("", "0", "0", "", ""),
        ("0/0", "", "", "", ""),
        # Begins with none, and says more; says none and some.
        ("0 (0%)", "", "", "", ""),
        ("0 in 10", "", "", "", ""),
        ("0/10 patients", "", "", "", ""),
        ("n=0", "", "", "", ""),
        ("~0%", "", "", "", ""),
        ("0:10", "", "", "", ""),
        ("HP:0040285|HP:0040281", "", "", "", ""),
        ("HP:0040281|0", "", "", "", ""),
        ("", "0|3", "10", "", ""),
        ("unlikely", "", "", "", ""),
    ],
)
def test_what_may_be_never_is_told_and_not_sure(frequency: tuple[str, ...]) -> None:
    found = detail(NEVER, "", *frequency)
    assert (found.never, found.qualified) == (False, True)
