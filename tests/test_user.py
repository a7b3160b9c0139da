from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.user import compose_text, packet_type, type_text, unikey_at_once, unikey_type

NAMES = ("Nguyễn Thị Đào", "LÒ VĂN ÁNH", "Mùa A Chư", "Quàng Văn Hặc", "uỷ/ủy 1965", "đường ướt")


@pytest.mark.parametrize("name", NAMES)
def test_typed_letters_arrive_in_the_field(qtbot: QtBot, name: str) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    type_text(field, name)
    assert field.text() == name


@pytest.mark.parametrize("name", NAMES)
def test_unikey_ends_with_the_same_text_by_way_of_backspaces(qtbot: QtBot, name: str) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    seen: list[str] = []
    field.textChanged.connect(seen.append)
    unikey_type(field, name)
    assert field.text() == name
    assert any(len(later) < len(earlier) for earlier, later in pairwise(seen))


def test_unikey_replays_a_word_from_the_changed_vowel(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    seen: list[str] = []
    field.textChanged.connect(seen.append)
    unikey_type(field, "đấu")
    assert seen == ["d", "", "đ", "đa", "đ", "đâ", "đâu", "đâ", "đ", "đấ", "đấu"]


@pytest.mark.parametrize("type_as", [unikey_at_once, packet_type, compose_text])
@pytest.mark.parametrize("name", NAMES)
def test_every_way_of_typing_ends_with_the_same_text(qtbot: QtBot, name: str, type_as: Callable[..., None]) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    type_as(field, name)
    assert field.text() == name
