"""The commune that the reports are made of."""

from __future__ import annotations

import pytest

from models.database import Database
from tests.exports import commune


@pytest.fixture
def people(db: Database) -> dict[str, int]:
    """Fill the data file with a small commune; give the ids of its people by name."""
    with db.write("Mẫu") as session:
        return commune.fill(session)
