"""A rule card from one office to another: what was written is read, anything else is refused in a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports import rule_file
from models import rules
from models.database import Database
from models.errors import KnownError
from tests.models.builders import card


@pytest.fixture
def written(db: Database, tmp_path: Path) -> Path:
    with db.write("Quy định") as session:
        card(session, date(2026, 7, 1), target=92.5, large_from=30, due_day=8, notice_days=None)
    with db.read() as session:
        return rule_file.write(rules.book(session).on(date(2026, 7, 1)), tmp_path / "quy-dinh.json")


def test_a_card_comes_back_as_it_was(db: Database, written: Path) -> None:
    day, values = rule_file.read(written)
    with db.read() as session:
        kept = rules.book(session).on(date(2026, 7, 1))
    assert day == date(2026, 7, 1)
    assert values == rules.values_of(kept)
    assert (values.get("large_from"), values.get("due_day"), values.get("notice_days")) == (30, 8, None)


def _changed(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def changed(text: str) -> str:
        whole = json.loads(text)
        change(whole)
        return json.dumps(whole)

    return changed


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda _text: "", "không phải là tệp quy định"),
        (lambda _text: "[1, 2]", "không phải là tệp quy định"),
        (lambda _text: '{"kind": "khác", "version": 1}', "không phải là tệp quy định"),
        (lambda text: text[:-40], "không phải là tệp quy định"),
        (lambda text: text + " " * 200_000, "quá lớn"),
        (_changed(lambda whole: whole.update(version=2)), "phiên bản"),
        (_changed(lambda whole: whole.update(effective_from="hôm nay")), "bị sửa hoặc hỏng"),
        (_changed(lambda whole: whole.pop("values")), "bị sửa hoặc hỏng"),
        (_changed(lambda whole: whole["values"].update(due_day="10")), "bị sửa hoặc hỏng"),
        (_changed(lambda whole: whole["values"].update(due_day=True)), "bị sửa hoặc hỏng"),
        (_changed(lambda whole: whole["values"].update(minutes_regular=None)), "bị sửa hoặc hỏng"),
        (_changed(lambda whole: whole["values"].update(excluded=["ai đó"])), "bị sửa hoặc hỏng"),
        (_changed(lambda whole: whole["values"].update(target=190)), "0 đến 100"),
    ],
)
def test_any_other_file_is_refused_in_a_sentence(written: Path, spoil: Callable[[str], str], words: str) -> None:
    written.write_text(spoil(written.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(KnownError, match=words):
        rule_file.read(written)


def test_a_file_that_is_no_text_or_is_gone_is_refused(written: Path) -> None:
    written.write_bytes(b"PK\x03\x04\xff\xfe\x00")
    with pytest.raises(KnownError, match="không phải là tệp quy định"):
        rule_file.read(written)
    written.unlink()
    with pytest.raises(KnownError, match="Không đọc được tệp"):
        rule_file.read(written)
