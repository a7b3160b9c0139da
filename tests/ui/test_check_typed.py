"""The rules of *Kiểm tra số liệu* that one field mends: mended by typing alone, without leaving the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from models import checks
from models.tables import Member
from tests.models.builders import name
from tests.ui.check_cases import CASES, Case
from tests.ui.test_check_repairs import _open, _page, book, window  # noqa: F401
from tests.ui.test_overview_typed import Keys
from ui.members.form import MemberForm


def _types(text: str) -> Callable[[Keys], None]:
    def act(keys: Keys) -> None:
        keys.press("Ctrl+A")
        keys.type(text)

    return act


def _chooses(text: str) -> Callable[[Keys], None]:
    return lambda keys: keys.type(text)


def _two_dates(keys: Keys) -> None:
    keys.type("1/5/2001")
    keys.press("Shift+Tab", "Ctrl+A")
    keys.type("1/5/2000")


def _two_people(keys: Keys) -> None:
    keys.type(name(0))
    keys.press("Tab")
    keys.type(name(2))


TYPED: dict[str, Callable[[Keys], None]] = {
    "born-after-admission": _types("1/5/1980"),
    "under-age": _types("1/5/1980"),
    "official-before-admission": _types("1/5/2001"),
    "official-too-early": _types("1/5/2001"),
    "citizen-id": _types("011080000001"),
    "old-identity-number": _types("040123456"),
    "phone": _types("0912345678"),
    "card-number": _types("011080000001"),
    "same-card": _types("011080000001"),
    "standing": _two_dates,
    "no-official-date": _types("10/11/2026"),
    "no-gender": _chooses("Nam"),
    "no-ethnic": _chooses("Kinh"),
    "no-birth": _types("1/5/1980"),
    "no-citizen-id": _types("011080000001"),
    "no-admission": _types("1/5/2000"),
    "no-introducers": _two_people,
    "future-dates": _types("1/5/2001"),
    "no-kind": lambda keys: keys.press("Down"),
    "village-alone": _chooses("Nà Sáy"),
    "other-month": _types("3/11/2026"),
    "one-officer": _chooses(name(2)),
}


@pytest.mark.parametrize("case", [case for case in CASES if case.key in TYPED], ids=lambda case: case.key)
def test_a_finding_is_mended_where_it_stands(window, book, db, qtbot: QtBot, case: Case) -> None:  # noqa: F811
    with db.write("Có điều sai") as session:
        case.spoil(session, book)
    page = _open(window, qtbot, case.key)
    keys = Keys(qtbot, window)
    keys.press("Ctrl+Return")
    TYPED[case.key](keys)
    keys.press("Ctrl+Return")
    qtbot.waitUntil(lambda: not page.names.rows, timeout=5000)
    _page(window, qtbot)
    assert window.shown.key == "data"


def test_every_rule_of_one_field_is_typed() -> None:
    assert {rule.key for rule in checks.RULES if rule.field} == set(TYPED)


@pytest.mark.parametrize("case", [case for case in CASES if case.key in TYPED], ids=lambda case: case.key)
def test_the_line_below_names_the_key_that_mends_on_the_spot(window, book, db, qtbot: QtBot, case: Case) -> None:  # noqa: F811
    with db.write("Có điều sai") as session:
        case.spoil(session, book)
    page = _open(window, qtbot, case.key)
    page.name_table.selectRow(0)
    assert page.edit_button.isVisible()
    assert page.detail.text().endswith(". Ctrl+Enter: sửa ngay tại đây.")


def test_the_button_with_nobody_chosen_begins_with_the_first(window, book, db, qtbot: QtBot) -> None:  # noqa: F811
    with db.write("Có điều sai") as session:
        session.get_one(Member, book.who[1]).gender = None
    page = _open(window, qtbot, "no-gender")
    page.name_table.selectionModel().clear()
    page.edit_button.click()
    (form,) = page.findChildren(MemberForm)
    assert form.member_id == book.who[1]
    form.reject()
