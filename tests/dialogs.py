"""Every dialog of the program, opened on the sample commune: to be looked at (tests.shots) and to be tested.

A new dialog belongs in DIALOGS; tests/ui/test_dialogs.py fails until it is there.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import ui
from models import (
    attendance,
    badges,
    closings,
    committee,
    meetings,
    members,
    merging,
    own_targets,
    rules,
    score_sheets,
    score_templates,
    training,
    vote_rules,
)
from models.dates import Period
from models.pipeline import Stage
from models.tables import Duty, Mark, TrashKind
from models.transfers import TransferLine
from models.trash import ClosedHome
from tests.sample_book import MONTH, YEAR, Book, settle

INPUT = Path(__file__).parent / "data" / "input"
FORMS = Path(__file__).parent.parent / "resources" / "forms"
BASES = {"FormDialog", "EditListDialog", "PreviewDialog", "DecisionForm", "VillageDecisionForm", "DatedForm"}
"""Dialogs that are only the ground of others; nobody sees them themselves."""
BASES |= {"RecordForm", "PlainDisciplineForm", "OfferDialog", "UnsavedDialog"}
Opener = Callable[["Book"], Any]


def _paste(book: Book) -> None:
    screen = book.screen("members")
    QGuiApplication.clipboard().setText("Họ và tên\tDân tộc\tTrình độ\nLò Văn Ánh\tThái\t12/12\nSùng A Mới\tMông\t9/12")
    screen.grid.paste()


def _paste_ratings(book: Book) -> None:
    screen = book.screen("targets")
    screen.show_item({"ratings": book.cell.id})
    screen.ratings.table.setCurrentIndex(screen.ratings.table.rows_model.index(0, 1))
    QGuiApplication.clipboard().setText("Hoàn thành tốt nhiệm vụ\nHoàn thành xuất sắc nhiệm vụ")
    screen.ratings.paste()


def _marks(book: Book) -> Any:
    from ui.meetings.paste import MarksDialog

    roll = book.read(attendance.roll, book.meeting.id)
    marks = {line.member_id: Mark.EXCUSED for line in roll.lines[:3]}
    return MarksDialog(roll, marks, print, book.window)


def _left_out(book: Book) -> Any:
    from models.left_out import LeftOut
    from models.roll_duties import Unregistered
    from ui.meetings.left_out import LeftOutDialog

    roll = book.read(attendance.roll, book.meeting.id)
    since = LeftOut(Duty.TEMP_AWAY, roll.meeting.held_on)
    people = [Unregistered(line.member_id, line.shown_name, roll.meeting.cell_name, since) for line in roll.lines[:3]]
    return LeftOutDialog(book.window.db, roll, people, book.window)


def _merge(book: Book) -> Any:
    from ui.members.merge_form import MergeForm, Side

    first, second = (Side(row.id, book.read(merging.describe, row.id)) for row in book.people[:2])
    return MergeForm(book.window.db, first, second, book.window)


def _bulk(book: Book) -> Any:
    from ui.members.bulk import BulkForm

    return BulkForm(book.screen("members").grid, book.people, book.window)


def _criterion(book: Book) -> Any:
    from ui.data.criterion_form import CriterionForm

    return CriterionForm(book.read(score_templates.rows)[0].criteria[0], print, book.window)


def _cell_post(book: Book) -> Any:
    held = book.read(members.positions, Period.month(YEAR, MONTH).last)
    member_id = next(iter(held))
    row = next(row for row in book.read(committee.of, member_id) if row.in_cell)
    return book.made("members.posts:CellPostForm", member_id, row=row)


def _certificates(book: Book) -> Any:
    people = book.read(training.participants, [book.lesson.id])
    return book.made("pipeline.class_forms:CertificateForm", book.lesson.id, people)


def _imported(book: Book, name: str, page: str = "") -> Any:
    dialog = book.made("data.import_dialog:ImportDialog", book.window.jobs)
    dialog.open()
    if name:
        dialog.open_file(INPUT / name)
    if page:
        settle(book.window)
        getattr(dialog, page)()
    return dialog


def _waiting(book: Book) -> Any:
    from ui.widgets.waiting import Waiting

    return Waiting(book.window.jobs, print, "Đang nhập 450 đảng viên", book.window)


def _learning(book: Book) -> Any:
    return book.screen("reports").learned.open_file(FORMS / "bieu-03-doi-ngu-dang-vien.xlsx")


def _learning_more(book: Book, name: str) -> Any:
    dialog = _learning(book)
    settle(book.window)
    dialog.open_cell(dialog.sheet.value(), 12, 3)
    return getattr(dialog, name)()


def _replacing(book: Book) -> Any:
    """The places of a neighbour's template, each with a choice of ours."""
    from exports.learned import bound
    from exports.learned.fill import Form, Place
    from exports.learned.template import Binding, Template
    from exports.learned.xml.grid import Spot
    from exports.report import Needs
    from ui.reports.replacing import ReplacingDialog

    form = Form((FORMS / "bieu-03-doi-ngu-dang-vien.xlsx").read_bytes(), "biểu.xlsx")
    sheet = form.package.sheets[0].name
    rows = [
        Binding(Place(sheet, Spot(row, 2)), bound.INDICATOR, "members", cell=f"Bản Xa Xôi {row}")
        for row in range(8, 30)
    ]
    ours = book.screen("reports").learned.places()
    return ReplacingDialog(Template("Biểu", Needs.PERIOD, form).bind(*rows), ours, ours, book.window)


def _by_hand(book: Book) -> Any:
    screen = book.screen("reports")
    settle(book.window)
    sheet = screen.preview.pages[0].sheet
    return screen.by_hand.edit(sheet, 16, 4)


def _draft(book: Book) -> Any:
    screen = book.screen("reports")
    settle(book.window)
    return screen.preview.draft


def _days(book: Book) -> Any:
    from ui.ratings.days import DaysForm

    return DaysForm(book.cell.name, lambda _days: True, book.window)


def _gone(book: Book) -> Any:
    day, place = book.today, "Đảng ủy phường Mường Thanh"
    return [TransferLine(0, 0, name, 0, day, "07", place, day) for name in ("Lò Văn Ánh", "Vừ A Sử")]


def _due(book: Book) -> Any:
    return book.read(badges.due, book.wave, on=book.today)


def _paper(book: Book) -> None:
    book.screen("meetings").papers.open_calendar(YEAR, 12)


def _names(book: Book) -> None:
    """The list behind a figure, as the first card of Tổng quan opens it."""
    from ui.widgets.cards import StatCard

    book.screen("overview").findChildren(StatCard)[2].clicked.emit()


def _cell_history(book: Book) -> None:
    book.screen("cells").decisions.rolls.cell_year(book.cell.id, YEAR)


def _search(book: Book) -> Any:
    book.window.search.open("la")
    return book.window.search


def _help(book: Book) -> Any:
    from ui.help import HelpWindow

    shown = HelpWindow()
    shown.show_page("diem-danh")
    return shown


def _closed_home(book: Book) -> ClosedHome:
    return ClosedHome(book.cell.id, book.cell.name, book.today, None)


def made(path: str, *given: Callable[[Book], Any], **more: Any) -> Opener:
    """A dialog called with the data file, what it is about, and the window."""
    return lambda book: book.made(path, *(one(book) for one in given), **more)


def line(path: str, *given: Callable[[Book], Any]) -> Opener:
    """The form of a line of a dialog with a list."""
    return lambda book: book.line_of(path, *(one(book) for one in given))


def said(kind: str, *words: Any) -> Opener:
    """A message."""
    return lambda book: getattr(import_module("ui.messages"), kind)(book.window, *words)


CELL, CELL_NAME, BODY = (lambda b: b.cell.id), (lambda b: b.cell.name), (lambda b: b.body)
CELL_ROW, VILLAGE, VILLAGE_ID = (lambda b: b.cell), (lambda b: b.village), (lambda b: b.village.id)
ORGANIZATION, PERSON, CANDIDATE = (lambda b: b.organization.id), (lambda b: b.person), (lambda b: b.candidate)
LESSON, MEETING, DAY, NONE = (lambda b: b.lesson.id), (lambda b: b.meeting), (lambda b: b.today), (lambda _b: None)
NEXT_MEETING = lambda b: b.read(meetings.of_month, YEAR, 11, cell_id=b.cell.id)[0].id  # noqa: E731
SHEET = lambda b: b.read(score_sheets.read, b.meeting.id)  # noqa: E731
TEMPLATE = lambda b: b.read(score_templates.rows)[0]  # noqa: E731
CLOSING = lambda b: b.read(closings.history, YEAR, 9)[-1]  # noqa: E731
OWN_TARGET = lambda b: b.read(own_targets.rows, Period.year(YEAR))[0]  # noqa: E731
THIS_YEAR, THIS_MONTH, SEPTEMBER = (lambda _b: YEAR), (lambda _b: MONTH), (lambda _b: 9)

DIALOGS: dict[str, Opener] = {
    "AbsentDialog": made("overview.absent:AbsentDialog", THIS_YEAR, THIS_MONTH),
    "AssignmentForm": line("cells.people:PeopleDialog", VILLAGE),
    "BadgeForm": made("members.badge_form:BadgeForm", PERSON),
    "BodyRatingForm": line("ratings.bodies:BodyRatingsDialog", lambda _b: YEAR - 1, lambda _b: 0),
    "BodyRatingsDialog": made("ratings.bodies:BodyRatingsDialog", lambda _b: YEAR - 1, lambda _b: 0),
    "BodyRecordsDialog": made("cells.records:BodyRecordsDialog", BODY, CELL_NAME),
    "BulkForm": _bulk,
    "CandidateForm": made("pipeline.form:CandidateForm"),
    "CardIssueForm": made("members.record_forms:CardIssueForm", PERSON),
    "CellForm": made("cells.form:CellForm", CELL_ROW),
    "CellForm, new": made("cells.form:CellForm", NONE),
    "CellHistory": _cell_history,
    "CellPostForm": _cell_post,
    "CellPostForm, new": made("members.posts:CellPostForm", PERSON),
    "CertificateForm": _certificates,
    "ClassForm": made("pipeline.class_forms:ClassForm"),
    "CommendationForm": made("members.record_forms:CommendationForm", PERSON),
    "CourseForm": made("members.record_forms:CourseForm", PERSON),
    "CriterionForm": _criterion,
    "DaysForm": _days,
    "DisciplineForm": made("members.discipline_form:DisciplineForm", PERSON),
    "DissolveForm": made("cells.reshape:DissolveForm", CELL),
    "EditionsDialog": made("meetings.closing:EditionsDialog", THIS_YEAR, SEPTEMBER),
    "EndOrganizationForm": made("cells.rename:EndOrganizationForm", ORGANIZATION, lambda b: b.organization.name),
    "EndVillageForm": made("cells.village_decisions:EndVillageForm", VILLAGE_ID),
    "EnrolForm": made("pipeline.class_forms:EnrolForm", LESSON),
    "EventForm": made("members.event_form:EventForm", PERSON),
    "FirstMonthForm": made("data.first_month_form:FirstMonthForm"),
    "FormLabelsForm": made("data.form_labels:FormLabelsForm"),
    "HandForm": _by_hand,
    "HelpWindow": _help,
    "HolidayForm": made("data.holidays:HolidayForm", NONE),
    "HomeForm": made("members.homes:HomeForm", PERSON),
    "HomeOfferDialog": made("cells.home_offer:HomeOfferDialog", lambda b: b.window.jobs),
    "ImportDialog": partial(_imported, name=""),
    "ImportDialog, members": partial(_imported, name="DS_DANGVIEN.xlsx"),
    "ImportDialog, old letters": partial(_imported, name="danh_sach_dang_vien_cu.xlsx"),
    "ImportDialog, columns": partial(_imported, name="danh_sach_dang_vien_cu.xlsx", page="_show_columns"),
    "ImportDialog, roll": partial(_imported, name="so_diem_danh_2026.xlsx"),
    "KindForm": line("cells.kinds:KindsDialog", lambda _b: "cell_kind"),
    "KindsDialog": made("cells.kinds:KindsDialog", lambda _b: "cell_kind"),
    "LearningDialog": _learning,
    "LeaveForm": made("pipeline.steps:LeaveForm", CANDIDATE),
    "LeftOutDialog": _left_out,
    "ListBuilder": lambda book: book.screen("reports").own.make_new(),
    "MarksDialog": _marks,
    "NameForm": made("members.names:NameForm", PERSON),
    "MeetingDialog": made("meetings.form:MeetingDialog", CELL, THIS_YEAR, THIS_MONTH, MEETING),
    "MemberForm": made("members.form:MemberForm"),
    "MemberForm, of a member": lambda b: b.made("members.form:MemberForm", member_id=b.person),
    "MembershipRuleForm": made("data.membership_rules:MembershipRuleForm", NONE),
    "MergeForm": _merge,
    "MergeForm, of cells": made("cells.reshape:MergeForm", CELL),
    "MergeOrganizationsForm": made("cells.superiors:MergeOrganizationsForm", ORGANIZATION),
    "MergeVillagesForm": made("cells.village_decisions:MergeVillagesForm", VILLAGE_ID),
    "MonthDecisionForm": made("meetings.score_form:MonthDecisionForm", THIS_YEAR, THIS_MONTH),
    "NamesDialog": _names,
    "NarrowingDialog": partial(_learning_more, name="narrow"),
    "NotHeldDialog": made("meetings.form:NotHeldDialog", MEETING),
    "OfficeForm": made("data.setting_forms:OfficeForm"),
    "OfficialDatesDialog": made("data.official:OfficialDatesDialog", lambda b: b.window.jobs),
    "OrganizationForm": made("cells.organization_form:OrganizationForm", lambda b: b.organization),
    "OwnNumberForm": line("targets.own_numbers:OwnNumbersDialog", OWN_TARGET),
    "OwnNumbersDialog": made("targets.own_numbers:OwnNumbersDialog", OWN_TARGET),
    "OwnTargetForm": line("targets.own:OwnTargetsDialog", THIS_YEAR),
    "OwnTargetsDialog": made("targets.own:OwnTargetsDialog", THIS_YEAR),
    "PaperDialog": _paper,
    "PaperForm": line("meetings.paper_register:PaperRegister"),
    "PaperRegister": made("meetings.paper_register:PaperRegister"),
    "PasteDialog": _paste,
    "PeopleDialog": made("cells.people:PeopleDialog", VILLAGE),
    "PostForm": made("members.posts:PostForm", PERSON),
    "ProposalsDialog": partial(_learning_more, name="propose"),
    "ReplacingDialog": _replacing,
    "RatingForm": made("members.ratings:RatingForm", PERSON),
    "RatingRuleForm": made("data.rating_rules:RatingRuleForm", NONE),
    "RatingsDialog": _paste_ratings,
    "RemoveForm": made("removing:RemoveForm", lambda _b: TrashKind.MEETING, NEXT_MEETING, CELL_NAME),
    "RenameForm": made("cells.rename:RenameForm", BODY),
    "RenameVillageForm": made("cells.village_decisions:RenameVillageForm", VILLAGE_ID),
    "ReopenDialog": made("meetings.closing:ReopenDialog", CLOSING),
    "ReparentForm": made("cells.rename:ReparentForm", BODY),
    "ResidentsDialog": made("cells.residents:ResidentsDialog", VILLAGE, DAY),
    "RestoreForm": made("data.restore_form:RestoreForm", lambda _b: 1, lambda _b: "Khôi phục", _closed_home),
    "ResultForm": made("meetings.score_form:ResultForm", SHEET),
    "RuleForm": made("data.rule_form:RuleForm", lambda b: b.read(rules.book).on(b.today)),
    "SearchBox": _search,
    "SentDialog": lambda b: b.made("reports.sent:SentDialog", _draft(b), b.window.jobs),
    "SplitForm": made("cells.reshape:SplitForm", CELL),
    "SplitOrganizationForm": made("cells.superiors:SplitOrganizationForm", ORGANIZATION),
    "SplitVillageForm": made("cells.village_decisions:SplitVillageForm", VILLAGE_ID),
    "StepForm": made("pipeline.steps:StepForm", CANDIDATE, lambda _b: Stage.PROPOSED),
    "TargetForm": made("targets.form:TargetForm", THIS_YEAR, NONE),
    "TemplateForm": made("data.template_form:TemplateForm", TEMPLATE),
    "TermForm": line("cells.terms:TermsDialog", BODY, CELL_NAME),
    "TermsDialog": made("cells.terms:TermsDialog", BODY, CELL_NAME),
    "ToldApartDialog": made("data.told_apart:ToldApartDialog"),
    "VillageForm": made("cells.form:VillageForm", VILLAGE),
    "VoteRuleForm": made("data.vote_rules:VoteRuleForm", lambda b: b.read(vote_rules.on, b.today)),
    "Waiting": _waiting,
    "ArrivalForm": made("overview.arrived:ArrivalForm", _gone),
    "WaveForm": made("overview.wave:WaveForm", lambda b: b.wave, _due),
    "a question": said(
        "ask",
        "Xóa lớp “Lớp bồi dưỡng nhận thức về Đảng năm 2026”?",
        "11 người đã ghi danh cũng bỏ khỏi lớp. Ctrl+Z lấy lại được.",
        "Xóa lớp",
        print,
    ),
    "a word": said("tell", "Đã xuất 24 phiếu điểm danh vào thư mục sao-luu.", "Mỗi chi bộ một tệp."),
    "a bug": said("tell_bug", "chi tiết"),
}
"""What opens each dialog: named by its class, further states of one after a comma."""


def classes() -> set[str]:
    """The names of all dialogs of the program that somebody may see."""
    for found in pkgutil.walk_packages(ui.__path__, "ui."):
        import_module(found.name)
    return {kind.__name__ for kind in _under(QDialog) if kind.__module__.startswith("ui.")} - BASES


def opened(book: Book, name: str) -> QWidget:
    """Open one of DIALOGS and wait until it is drawn; the topmost box in view if a screen opened it."""
    before = set(_boxes())
    shown = DIALOGS[name](book)
    settle(book.window)
    if not isinstance(shown, QWidget):
        shown = next(box for box in reversed(_boxes()) if box not in before)
    elif not shown.isVisible():
        shown.open() if isinstance(shown, QDialog) else shown.show()
    settle(book.window)
    return shown


def shut(book: Book) -> None:
    """Close every box, the topmost first."""
    for box in reversed(_boxes()):
        box.done(0)
    settle(book.window)


def _boxes() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def _under(kind: type[QDialog]) -> set[type[QDialog]]:
    return {kind, *(lower for one in kind.__subclasses__() for lower in _under(one))}
