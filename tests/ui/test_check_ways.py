"""The rules of *Kiểm tra số liệu* that a screen mends, not a field of the card: Enter on the finding, and only keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from models import checks
from tests.models.builders import name
from tests.ui.check_cases import CASES, OF_THE_FILE, Case
from tests.ui.test_check_repairs import _open, _page, book, window  # noqa: F401
from tests.ui.test_check_typed import TYPED as IN_FIELDS
from tests.ui.test_overview_typed import Keys
from tests.user import opened
from ui.members.merge_form import MergeForm

_MOST = 40
"""Keys that the longest of these repairs may take."""

TYPED: dict[str, Callable[[Keys], None]] = {}


def _typed(*rules: str) -> Callable[[Callable[[Keys], None]], Callable[[Keys], None]]:
    def keep(act: Callable[[Keys], None]) -> Callable[[Keys], None]:
        TYPED.update(dict.fromkeys(rules, act))
        return act

    return keep


@_typed("no-kind")
def _kind(keys: Keys) -> None:
    keys.press("F2")
    keys.to("Loại hình")
    keys.press("Down")
    keys.press("Ctrl+Return")


@_typed("village-alone")
def _village(keys: Keys) -> None:
    keys.press("F2")
    keys.to("Chi bộ")
    keys.type("Nà Sáy")
    keys.press("Ctrl+Return")


@_typed("small-cells")
def _small(keys: Keys) -> None:
    keys.press("Ctrl+2")
    keys.type("lvab")
    keys.press("Ctrl+E")
    keys.to("Chi bộ mới")
    keys.type("Trạm")
    keys.press("Ctrl+Return")


@_typed("unrecorded")
def _unrecorded(keys: Keys) -> None:
    keys.type("+")


@_typed("minutes")
def _minutes(keys: Keys) -> None:
    keys.press("Down")
    keys.type("+")


@_typed("no-roll")
def _no_roll(keys: Keys) -> None:
    keys.press("Ctrl+Return")


@_typed("no-score")
def _score(keys: Keys) -> None:
    keys.press("Ctrl+Return")  # what the program can tell by itself
    keys.type("=" * 20)


@_typed("other-month")
def _other_month(keys: Keys) -> None:
    keys.press("F2", "Ctrl+A")
    keys.type("3/11/2026")
    keys.press("Ctrl+Return")


@_typed("roster")
def _roster(keys: Keys) -> None:
    keys.press("F9")


@_typed("one-officer")
def _one_officer(keys: Keys) -> None:
    keys.press("F2")
    keys.to("Thư ký")
    keys.type(name(2))
    keys.press("Ctrl+Return")


@_typed("candidate_is_member")
def _candidate(keys: Keys) -> None:
    keys.to("Xóa", "Shift+Tab")
    keys.press("Space")
    keys.to("Xóa khỏi nguồn")
    keys.press("Space")


@_typed("since")
def _since(keys: Keys) -> None:
    keys.press("Ctrl+7", "Ctrl+Return", "Ctrl+Return", "Ctrl+A")
    keys.type("1/5/2000")
    keys.press("Ctrl+Return")


def test_two_records_are_told_apart_by_keys(window, book, db, qtbot: QtBot) -> None:  # noqa: F811
    with db.write("Ghi hai lần") as session:
        next(case for case in CASES if case.key == "doubles").spoil(session, book)
    page = _open(window, qtbot, "doubles")
    keys = Keys(qtbot, window)
    keys.press("Home")
    keys.to("Hai người khác nhau", "Shift+Tab")
    keys.press("Space", "Tab")  # into the question, where “Không” is first
    keys.to("Hai người khác nhau")
    keys.press("Space")
    qtbot.waitUntil(lambda: not page.names.rows, timeout=3000)


def test_the_main_key_shows_two_records_side_by_side(window, book, db, qtbot: QtBot) -> None:  # noqa: F811
    with db.write("Ghi hai lần") as session:
        next(case for case in CASES if case.key == "doubles").spoil(session, book)
    page = _open(window, qtbot, "doubles")
    page.name_table.selectRow(0)
    assert page.detail.text().endswith(" Ctrl+Enter: gộp hai lý lịch.")
    Keys(qtbot, window).press("Ctrl+Return")
    assert opened(qtbot, MergeForm).windowTitle() == "Gộp hai lý lịch của một người"


@pytest.mark.parametrize("case", [case for case in CASES if case.key in TYPED], ids=lambda case: case.key)
def test_a_finding_is_mended_where_enter_leads(window, book, db, qtbot: QtBot, case: Case) -> None:  # noqa: F811
    with db.write("Có điều sai") as session:
        case.spoil(session, book)
    _open(window, qtbot, case.key)
    keys = Keys(qtbot, window)
    keys.press("Home", "Return")
    TYPED[case.key](keys)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    keys.press("Ctrl+7")
    page = _page(window, qtbot)
    qtbot.waitUntil(lambda: not page.names.rows, timeout=3000)
    assert keys.count <= _MOST


def test_every_rule_has_its_way() -> None:
    assert {rule.key for rule in checks.RULES} == {*TYPED, *IN_FIELDS, *OF_THE_FILE, "doubles"}
