"""What the tests of the verbs share: a session that writes into the data file of the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from models.database import Database


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """Give a session on an empty data file; what the test writes is one step."""
    with db.write("Thử") as session:
        yield session
