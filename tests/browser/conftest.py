"""What the tests in the browser share: one Chromium for all that look at whole pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from devtools import Tab


@pytest.fixture(scope="session")
def tab() -> Iterator[Tab]:
    """A tab in a browser that starts with the first test that asks for it."""
    from devtools import start_browser

    with start_browser() as tab:
        yield tab
