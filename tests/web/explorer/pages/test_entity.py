"""The page of an entity."""

from __future__ import annotations

import pytest

from refgraph.errors import NoPageError
from refgraph.web.explorer import Explorer


def test_a_name_that_is_nearly_right_is_offered(explorer: Explorer) -> None:
    with pytest.raises(NoPageError) as caught:
        explorer.file("entity/piriform")
    assert ("piriformis", "entity/piriformis") in caught.value.near
    assert 'href="entity/piriformis"' in explorer.error_page(404, "x", caught.value.near).body.decode()
