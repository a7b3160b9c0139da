"""Every field of the card, typed by keys: written, read back, shown, taken back and cleared.

Forms and tables say themselves what they hold, so a new field is covered without a word here. Only what cannot be any
text or day, or cannot stand beside another field, is told apart.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import attrgetter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from models import events, members, organizations, timeline, villages
from models.database import Database
from models.events import EventValues
from models.organizations import OrganizationValues
from models.tables import Base, EventKind, Member
from models.villages import VillageValues
from tests.ui.members_book import TODAY, card_shown, fill
from tests.ui.typed import emptied, fill_in, is_line, nowhere, register, saved_without, seen
from tests.user import in_front, press, save
from ui.fields import FormDialog
from ui.members import event_words
from ui.members.card import MemberCard
from ui.members.entries import EntryList
from ui.members.event_form import EventForm
from ui.members.form import MemberForm

SPECIAL = {
    "born_on": "12051960",
    "admitted_on": "03021985",
    "official_on": "03021986",
    "admission_decided_on": "03021985",
    "admission_ceremony_on": "19021985",
    "decision_on": "05012020",  # it comes before what follows from it
    "citizen_id": "011060123456",
    "card_number": "011060123456",
    "old_identity_number": "040123456",
    "old_card_number": "11.012345",
    "full_name": "Lò Văn Ảnh",
    "former": "Lò Văn Ánh",
    "name": "Lò Văn Ảnh",
    "year": "2026",
    "points": "87,5",
}
"""What is typed where not any text or day will do, by the name of the field."""
LEVELS = frozenset({"cell_rating", "cell_rated_on", "committee_rating", "committee_rated_on", "cause"})
LISTS = (
    ("history.posts", "committee_post", frozenset[str]()),
    ("history.homes", "former_residence", frozenset[str]()),
    ("history.names", "former_name", frozenset[str]()),
    ("records.commendations", "commendation", frozenset[str]()),
    ("records.badges", "badge", frozenset[str]()),
    ("records.disciplines", "discipline", frozenset[str]()),
    ("records.courses", "course", frozenset[str]()),
    ("records.cards", "card_issue", frozenset[str]()),
    ("ratings.list", "rating", frozenset({"state"})),
    ("ratings.list", "rating", LEVELS),
)
"""The lists of the card, the table each writes, and the fields of its form that cannot stand beside the others."""
NOT_ON_THE_CARD = {
    *("stay", "event"),  # follow the events
    "post",  # the present one is in the form of the card; for past ones see test_members_posts
    *("assignment", "attendance", "task_person", "different_people"),  # have places of their own
}
"""Tables of a member that no list of the card writes."""
NOT_TYPED = {
    *("name_fold", "name_sort", "initials"),  # made of the name
    *("event_id", "dismissal_id", "reorganization_id"),  # what brought a record about, or follows from it
    "external_id",  # the superior's own key
}


@pytest.fixture
def card(qtbot, db) -> MemberCard:
    ids = fill(db)
    with db.write("Đảng ủy bộ phận, bản") as session:
        organizations.add(session, OrganizationValues("Đảng ủy bộ phận cơ quan"))
        for name in ("Bản Tin Tốc", "Bản Nà Sáy"):
            village = villages.add(session, VillageValues(name))
        session.get_one(Member, ids["Lò Văn Ánh"]).village_id = village - 1
    shown = card_shown(qtbot, db, 700)
    shown.show_member(ids["Lò Văn Ánh"], TODAY)
    in_front(qtbot, shown)
    return shown


def again(card: MemberCard) -> None:
    card._lookup.read(card._db, TODAY)
    card.show_member(card.member_id, TODAY)


def pressed(qtbot, card: MemberCard, button: QWidget) -> FormDialog:
    """Press a button of a list by the keyboard, of its menu the last line, and return the form it opens."""
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    if isinstance(menu := QApplication.activePopupWidget(), QMenu):
        press(menu, Qt.Key.Key_Up)
        press(menu, Qt.Key.Key_Return)
    (form,) = (one for one in card.findChildren(FormDialog) if one.isVisible())
    in_front(qtbot, form)
    return form


def shown_list(card: MemberCard, path: str) -> EntryList:
    """Turn to the tab of a list."""
    page, _dot, _name = path.partition(".")
    card.tabs.setCurrentWidget(getattr(card, page))
    again(card)
    return attrgetter(path)(card)


def words(page: QWidget) -> str:
    """Return everything that a page of the card says."""
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def new(entries: EntryList, known: set[int]) -> int:
    """Return the key of the entry that was not there before."""
    return max(set(entries.pencils) - known)


def test_every_list_of_the_card_and_every_table_of_a_member_is_tried(card) -> None:
    assert {attrgetter(path)(card) for path, _table, _left in LISTS} == set(card.findChildren(EntryList))
    of_a_member = {
        table.name
        for table in Base.metadata.sorted_tables
        if "member_id" in table.columns and not table.columns["member_id"].nullable
    }
    assert {table for _path, table, _left in LISTS} == of_a_member - NOT_ON_THE_CARD


@pytest.mark.parametrize(("path", "table", "left"), LISTS)
def test_what_is_typed_into_a_list_of_the_card_is_written_shown_and_taken_back(
    qtbot, db, card, path: str, table: str, left: frozenset[str]
) -> None:
    entries = shown_list(card, path)
    before, known = register(db), set(entries.pencils)
    form = pressed(qtbot, card, entries.add)
    typed = fill_in(form, SPECIAL, left)
    assert "" not in typed.values()
    save(qtbot, form)
    full = register(db)
    assert nowhere(before, full, table) <= NOT_TYPED | left
    again(card)
    said = words(entries)
    assert [text for name, text in typed.items() if is_line(form, name) and text not in said] == []
    form = pressed(qtbot, card, entries.pencils[new(entries, known)])
    assert seen(form, left) == typed
    form.reject()
    assert db.undo()
    assert register(db) == before
    db.redo()
    assert register(db) == full


@pytest.mark.parametrize(("path", "table", "left"), LISTS)
def test_each_field_of_a_list_of_the_card_is_cleared_or_said_to_be_needed(
    qtbot, db, card, path: str, table: str, left: frozenset[str]
) -> None:
    entries = shown_list(card, path)
    known = set(entries.pencils)
    form = pressed(qtbot, card, entries.add)
    typed = fill_in(form, SPECIAL, left)
    save(qtbot, form)
    full = register(db)
    for name in typed:
        again(card)
        form = pressed(qtbot, card, entries.pencils[new(entries, known)])
        if not form.fields[name].widget.isEnabled():
            form.reject()
            continue
        if (wanted := saved_without(form, name, left)) is None:
            assert register(db) == full, name
            continue
        again(card)
        form = pressed(qtbot, card, entries.pencils[new(entries, known)])
        assert seen(form, left) == wanted, name
        form.reject()
        assert db.undo()
        assert register(db) == full, name


def card_form(qtbot, db: Database, card: MemberCard) -> MemberForm:
    form = MemberForm(db, card, member_id=card.member_id)
    form.open()
    in_front(qtbot, form)
    return form


ASKED_WHEN_CHANGED = frozenset({"position_on", "lives_since"})
"""Days that belong to a change, not to the card: they are empty once it is written."""


def test_every_field_of_a_member_is_written_shown_and_taken_back(qtbot, db, card) -> None:
    before = register(db)
    form = card_form(qtbot, db, card)
    typed = fill_in(form, SPECIAL)
    assert {name for name, text in typed.items() if not text} <= {"lives_since", "position_on"}
    save(qtbot, form)
    full = register(db)
    assert nowhere(before, full, "member") <= NOT_TYPED
    again(card)
    card.tabs.setCurrentWidget(card.profile)
    for eye in set(card.profile.eyes.values()):
        eye.click()
    assert card.profile.lacking.isHidden()
    said = words(card)
    own = {name: text for name, text in typed.items() if name not in ASKED_WHEN_CHANGED}
    assert [name for name, text in own.items() if is_line(form, name) and text not in said] == []
    form = card_form(qtbot, db, card)
    assert seen(form, ASKED_WHEN_CHANGED) == own
    form.reject()
    assert db.undo()
    assert register(db) == before
    db.redo()
    assert register(db) == full


def test_every_field_of_a_member_but_the_name_may_be_cleared(qtbot, db, card) -> None:
    form = card_form(qtbot, db, card)
    fill_in(form, SPECIAL)
    save(qtbot, form)
    full = register(db)
    form = card_form(qtbot, db, card)
    for name in form.fields.keys() - ASKED_WHEN_CHANGED - {"full_name"}:
        emptied(form, name)
    wanted = seen(form, ASKED_WHEN_CHANGED)
    save(qtbot, form)
    (member,) = (row for row in register(db)["member"].values() if row["id"] == card.member_id)
    named = NOT_TYPED | {"id", "full_name"}
    assert {column: value for column, value in member.items() if value is not None and column not in named} == {}
    form = card_form(qtbot, db, card)
    assert seen(form, ASKED_WHEN_CHANGED) == wanted
    form.reject()
    assert db.undo()
    assert register(db) == full


STRUCK_OFF = EventValues(EventKind.STRUCK_OFF, date(2020, 3, 1))
GONE = EventValues(EventKind.TRANSFER_OUT, date(2020, 3, 1))
BEFORE = {
    EventKind.READMISSION: STRUCK_OFF,
    EventKind.TRANSFER_IN: GONE,
    EventKind.TEMP_IN: GONE,
    EventKind.RESTORED: EventValues(EventKind.EXPELLED, date(2020, 3, 1)),
    **{
        end: EventValues(start, date(2020, 3, 1))
        for start, duty in timeline.STARTS.items()
        for end, ended in timeline.ENDS.items()
        if ended is duty
    },
}
"""What has to have happened before, by the kind of event."""
WHO = {EventKind.RECOGNITION: "Lường Thị Ban", EventKind.TEMP_IN_END: "Trần Văn An"}
CHOSEN = frozenset({"kind"})
"""What the form is opened with."""
DAYS = {
    EventKind.ADMISSION: {"on": "01102012", "decision_on": "01102012", "ceremony_on": "10102012"},
    EventKind.RECOGNITION: {"on": "03021996", "decision_on": "20021996"},
}
"""What is typed where the days of all the others will not do."""


@pytest.fixture
def happening(qtbot, db, card) -> Callable[[EventKind], Callable[[], EventForm]]:
    """Return how to prepare a kind of event; what that returns opens the form, for the event once it is written."""

    def prepare(kind: EventKind) -> Callable[[], EventForm]:
        with db.write("Trước đó") as session:
            who = WHO.get(kind, "Lò Văn Ánh")
            (member_id,) = (row.id for row in members.search(session, on=TODAY) if row.full_name == who)
            if kind in BEFORE:
                events.record(session, member_id, BEFORE[kind])
            known = {row.id for row in events.history(session, member_id)}
        card.show_member(member_id, TODAY)
        card.tabs.setCurrentWidget(card.history)

        def opened() -> EventForm:
            with db.read() as session:
                written = [row.id for row in events.history(session, member_id) if row.id not in known]
            form = EventForm(db, member_id, card, kind=kind, event_id=written[0] if written else None)
            form.open()
            in_front(qtbot, form)
            return form

        return opened

    return prepare


@pytest.mark.parametrize("kind", EventKind)
def test_every_field_of_an_event_is_written_shown_and_taken_back(qtbot, db, card, happening, kind: EventKind) -> None:
    opened = happening(kind)
    before, form = register(db), opened()
    typed = fill_in(form, SPECIAL | DAYS.get(kind, {}), CHOSEN)
    asked = event_words.fields_of(kind)
    assert typed.keys() == {"on", *asked}
    assert "" not in typed.values()
    save(qtbot, form)
    full = register(db)
    (row,) = (row for key, row in full["event"].items() if key not in before["event"])
    assert {name for name in asked if row[name] is None} == set()
    again(card)
    said = words(card.history)
    assert [name for name, text in typed.items() if is_line(form, name) and text not in said] == []
    chosen = {name for name in typed if not is_line(form, name)} - {"standing", "duty"}  # the tags have words of theirs
    assert [name for name in chosen if typed[name] not in said] == []
    form = opened()
    assert seen(form, CHOSEN) == typed
    form.reject()
    assert db.undo()
    assert register(db) == before
    db.redo()
    assert register(db) == full


@pytest.mark.parametrize("kind", EventKind)
def test_each_field_of_an_event_is_cleared_or_said_to_be_needed(qtbot, db, happening, kind: EventKind) -> None:
    opened = happening(kind)
    form = opened()
    typed = fill_in(form, SPECIAL | DAYS.get(kind, {}), CHOSEN)
    save(qtbot, form)
    full = register(db)
    for name in typed:
        if (wanted := saved_without(opened(), name, CHOSEN)) is None:
            assert register(db) == full, name
            continue
        form = opened()
        assert seen(form, CHOSEN) == wanted, name
        form.reject()
        assert db.undo()
        assert register(db) == full, name
