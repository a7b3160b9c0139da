"""The page *Kiểm tra số liệu*: every rule with what breaks it, by name; Enter goes where it is repaired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from models import checks, different_people
from models.cells import short_name
from models.checks import Finding, Rule, Severity
from models.database import Database
from models.progress import Progress
from models.text import fold, number, sort_key
from ui import messages, theme
from ui.data.official import OfficialDatesDialog
from ui.data.page import DataPage
from ui.data.told_apart import ToldApartDialog
from ui.data.undated import show_undated
from ui.fields import SearchField
from ui.jobs import Job
from ui.keys import key_sequence
from ui.screen import Screen
from ui.tables import Column, RowsModel
from ui.theme import State
from ui.widgets.buttons import push_button
from ui.widgets.cards import Card
from ui.widgets.flow import FlowRow
from ui.widgets.labels import label, set_state
from ui.widgets.progress import ProgressStrip
from ui.widgets.wrapped import WrappedTable

STATES = {Severity.ERROR: State.BAD, Severity.WARNING: State.WARN, Severity.UNKNOWN: State.IDLE}
DOUBLES = "doubles"
NO_SCORE = "no-score"
SINCE = "since"
OFFICIAL_RULES = ("standing", "no-official-date")
_CELL = 1
"""The column of the cell, empty where the findings are cells or villages themselves."""
REPORT = "kiem-tra-so-lieu"
BY_CELL = "kiem-tra-theo-chi-bo"


@dataclass(frozen=True)
class RuleLine:
    """A rule and what breaks it; a rule nothing breaks is shown too, so that the officer knows it was looked at."""

    rule: Rule
    findings: Sequence[Finding]

    @property
    def amount(self) -> int:
        """How many things it finds."""
        return sum(finding.amount for finding in self.findings)

    @property
    def state(self) -> State:
        """Its weight, or that all is well."""
        return STATES[self.rule.severity] if self.findings else State.GOOD


def look(db: Database, progress: Progress) -> list[RuleLine]:
    """Check everything (a job); errors first, what is in order last."""
    with db.read() as session:
        found = checks.run(session, db.clock().date(), progress=progress)
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in found:
        by_rule[finding.rule.key].append(finding)
    lines = [RuleLine(rule, by_rule[rule.key]) for rule in checks.RULES]
    order = list(Severity)
    return sorted(lines, key=lambda line: (not line.findings, order.index(line.rule.severity)))


class CheckPage(DataPage):
    """Rules at the left with their numbers, the names of the chosen one at the right."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._job: Job | None = None
        self._is_stale = False
        self._wanted = ""
        self.strip = ProgressStrip()
        self.rules = RowsModel[RuleLine](
            (
                Column(self.tr("Mức độ"), self._weight, width=12, state=lambda line: line.state),
                Column(self.tr("Số"), lambda line: line.amount, width=5, align="right", state=_faded),
                Column(
                    self.tr("Điều kiểm tra"),
                    lambda line: line.rule.title,
                    width=14,
                    least=8,
                    short=self.tr("Điều"),
                    state=_faded,
                    tip=_title,
                ),
            ),
            self,
        )
        self.rule_table = WrappedTable(self.rules, key=lambda line: line.rule.key, sorting="none")
        self.rule_table.chosen.connect(self._show_rule)
        self.rule_table.opened.connect(lambda _line: self.name_table.setFocus())
        self.names = RowsModel[Finding](
            (
                Column(self.tr("Họ và tên, cuộc họp"), lambda one: one.name, width=19, sort=_order),
                Column(self.tr("Chi bộ"), lambda one: short_name(one.cell), width=14),
                Column(self.tr("Cụ thể"), lambda one: one.what, width=16, least=12, tip=lambda one: one.what),
            ),
            self,
        )
        self.name_table = WrappedTable(self.names, key=_key_of)
        self.name_table.opened.connect(self.open_finding)
        self.name_table.chosen.connect(self._show_detail)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(theme.MARGIN)
        splitter.addWidget(self._left())
        splitter.addWidget(self._right())
        splitter.setStretchFactor(0, 5)
        splitter.setStretchFactor(1, 8)
        splitter.setSizes([480, 640])
        self.body.addWidget(self.strip)
        self.body.addWidget(splitter, 1)

    def reload(self) -> None:
        """Check anew; the lists at hand stay until the answer is there."""
        if self._job is not None:
            self._is_stale = True
            return
        job = Job(partial(look, self.db), self.owner.jobs)
        job.succeeded.connect(self._show_lines)
        job.failed.connect(lambda error: messages.explain(self, error))
        job.finished.connect(self._finish)
        self._job = job
        self.strip.follow(job, self.tr("Đang kiểm tra số liệu"))
        self.owner.jobs.start(job)

    def show_item(self, argument: object) -> None:
        """Choose a rule by its key, now or as soon as the check is done."""
        self._wanted = str(argument)
        self.rule_table.select_key(self._wanted)

    def open_finding(self, finding: Finding) -> None:
        """Go where it can be repaired; the keys are on this line when the officer comes back."""
        self.owner.setFocusProxy(self.name_table)
        if finding.candidate_id is not None:
            self.go.emit("targets", {"candidate": finding.candidate_id})
        elif finding.meeting_id is not None:
            page = "score" if finding.rule.key == NO_SCORE else "meeting_id"
            self.go.emit("meetings", {page: finding.meeting_id})
        elif finding.member_id is not None:
            self.go.emit("members", finding.member_id)
        elif finding.cell_id is not None:
            self.go.emit("cells", {"cell_id": finding.cell_id})
        elif finding.village_id is not None:
            self.go.emit("cells", {"village_id": finding.village_id})
        else:  # the file itself: only an earlier copy mends it
            self.go.emit("data", "backup")

    def edit_finding(self) -> None:
        """Open the card of the chosen member at the field concerned; where no one field mends it, go to the place."""
        if self.name_table.current_row() is None and self.names.rows:
            self.name_table.selectRow(0)
        if (finding := self.name_table.current_row()) is None:
            return
        if finding.rule.key == SINCE:
            show_undated(self.db, finding, self).opened.connect(lambda row: self.go.emit("members", row.member_id))
            return
        if finding.member_id is None or not finding.mended_at:
            self.open_finding(finding)
            return
        from ui.members.form import MemberForm

        MemberForm(self.db, self, member_id=finding.member_id, at=finding.mended_at).open()

    def offer_official_dates(self) -> OfficialDatesDialog:
        """List whose official date can be written, all of them by name."""
        dialog = OfficialDatesDialog(self.db, self.owner.jobs, self)
        dialog.written.connect(self.said)
        dialog.open()
        return dialog

    def merge(self) -> None:
        """Show the chosen record beside the one it may double."""
        finding = self.name_table.current_row()
        if finding is None or finding.member_id is None:
            return
        with self.db.read() as session:
            others = checks.alike(session, self.db.clock().date()).get(finding.member_id, [])
        if others:
            self.go.emit("members", (finding.member_id, others[0].id))

    def tell_apart(self) -> None:
        """Ask whether the chosen record and those it may double are of different people."""
        finding = self.name_table.current_row()
        if finding is None or finding.member_id is None:
            return
        with self.db.read() as session:
            others = checks.alike(session, self.db.clock().date()).get(finding.member_id, [])
        if not others:
            return
        names = "\n".join(f"– {one.full_name}, sinh {one.born_on}, {one.place}" for one in others)
        messages.ask(
            self,
            self.tr("Đồng chí {name} và những người sau là các đồng chí khác nhau?").format(name=finding.subject),
            self.tr("{names}\nKiểm tra số liệu sẽ không nêu nữa; bỏ xác nhận ở nút “Đã xác nhận…”.").format(
                names=names
            ),
            self.tr("Hai người khác nhau"),
            lambda: self._note_different(finding, [one.id for one in others]),
        )

    def _note_different(self, finding: Finding, others: list[int]) -> None:
        step = self.tr("Xác nhận {name} không phải người ghi hai lần").format(name=finding.name)
        with self.db.write(step) as session:
            different_people.note(session, finding.member_id or 0, others, on=self.db.clock().date())
        self.said.emit(self.tr("{step}. Ctrl+Z để hoàn tác.").format(step=step))

    def show_told_apart(self) -> None:
        """List who was told apart, to take it back."""
        ToldApartDialog(self.db, self).open()

    def copy_names(self) -> None:
        """Put the whole list on the clipboard, for Excel, Word or Zalo."""
        is_shown = not self.name_table.isColumnHidden(_CELL)
        self.name_table.set_column_shown(_CELL, True)  # one sheet for all rules has the same columns
        self.name_table.selectAll()
        self.name_table.copy()
        self.name_table.set_column_shown(_CELL, is_shown)
        self.said.emit(self.tr("Đã sao chép %n dòng.", "", len(self.names.rows)))

    def _left(self) -> QWidget:
        card = Card()
        self.print_button = push_button(
            self.tr("In, xuất Excel"), "printer", lambda: self.go.emit("reports", (REPORT, None))
        )
        self.print_button.setToolTip(self.tr("Xem, in hoặc xuất toàn bộ kết quả kiểm tra"))
        self.cells_button = push_button(
            self.tr("In cho từng chi bộ"), "printer", lambda: self.go.emit("reports", (BY_CELL, None))
        )
        self.cells_button.setToolTip(self.tr("Mỗi chi bộ một tờ, có cột để chi bộ ghi ý kiến"))
        self.summary = label("", "heading", wrap=True)
        self.totals = label("", "small", wrap=True)
        head = QVBoxLayout()
        head.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        head.setSpacing(theme.UNIT)
        first = QHBoxLayout()
        first.addWidget(self.summary, 1)
        first.addWidget(self.print_button)
        head.addLayout(first)
        head.addWidget(self.totals)
        card.box.setContentsMargins(1, theme.MARGIN - 2, 1, 1)
        card.box.addLayout(head)
        card.box.addWidget(self.rule_table, 1)
        return card

    def _right(self) -> QWidget:
        self.heading = label("", "heading")
        self.weight = label("")
        self.repair = label("", "small", wrap=True)
        self.filter = SearchField(self.tr("Lọc theo tên, chi bộ"))
        self.filter.setMaximumWidth(self.fontMetrics().averageCharWidth() * 30)
        self.filter.searched.connect(lambda _text: self._filter())
        self.official_button = push_button(
            self.tr("Ghi ngày chính thức…"), "user-check", self.offer_official_dates, kind="primary"
        )
        self.merge_button = push_button(self.tr("Gộp hai lý lịch…"), "users", self.merge, kind="primary")
        self.apart_button = push_button(self.tr("Hai người khác nhau…"), "user-check", self.tell_apart)
        self.told_button = push_button(self.tr("Đã xác nhận…"), "undo-2", self.show_told_apart)
        self.edit_button = push_button(self.tr("Sửa…"), "pencil", self.edit_finding)
        self.edit_button.setToolTip("Ctrl+Enter")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            edit = QShortcut(key_sequence(keys), self.name_table)
            edit.setContext(Qt.ShortcutContext.WidgetShortcut)
            edit.activated.connect(self.edit_finding)
        self.copy_button = push_button(self.tr("Sao chép"), "copy", self.copy_names)
        self.detail = label("", wrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.detail.setContentsMargins(theme.MARGIN, theme.UNIT, theme.MARGIN, theme.GAP)
        card = Card()
        card.box.setContentsMargins(1, theme.MARGIN - 2, 1, 1)
        head = QVBoxLayout()
        head.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        head.setSpacing(theme.UNIT)
        first = QHBoxLayout()
        first.addWidget(self.heading)
        first.addStretch(1)
        first.addWidget(self.weight)
        head.addLayout(first)
        head.addWidget(self.repair)
        tools = FlowRow()
        tools.add(
            self.filter, self.edit_button, self.official_button, self.merge_button, self.apart_button, self.told_button
        )
        tools.add(self.copy_button, self.cells_button)
        head.addSpacing(theme.UNIT)
        head.addWidget(tools)
        card.box.addLayout(head)
        card.box.addWidget(self.name_table, 1)
        card.box.addWidget(self.detail)
        return card

    def _weight(self, line: RuleLine) -> str:
        word = line.rule.severity.value if line.findings else self.tr("Đạt")
        return f"{line.state.sign} {word}"

    def _show_lines(self, lines: list[RuleLine]) -> None:
        first = not self.rules.rows
        self.rules.set_rows(lines)
        totals = {
            severity: sum(line.amount for line in lines if line.rule.severity is severity) for severity in Severity
        }
        broken = sum(bool(line.findings) for line in lines)
        words = self.tr("{broken}/{all} điều cần xem") if broken else self.tr("✓ Cả {all} điều đều đạt")
        self.summary.setText(words.format(broken=broken, all=len(lines)))
        set_state(self.summary, State.PLAIN if broken else State.GOOD)
        parts = [f"{STATES[one].sign} {one.value}: {number(total)}" for one, total in totals.items() if total]
        self.totals.setText("   ".join(parts) or self.tr("Không có gì sai, không thiếu thông tin nào."))
        if self._wanted:
            self.rule_table.select_key(self._wanted)
            self._wanted = ""
        elif first and lines:
            self.rule_table.selectRow(0)
        else:
            self._show_rule(self.rule_table.current_row())

    def _show_rule(self, line: RuleLine | None) -> None:
        self.heading.setText(line.rule.title if line else "")
        self.weight.setText(self._weight(line) if line else "")
        set_state(self.weight, line.state if line else State.PLAIN)
        self.repair.setText(line.rule.repair if line and line.findings else "")
        self.repair.setVisible(bool(self.repair.text()))
        is_official = line is not None and line.rule.key in OFFICIAL_RULES and bool(line.findings)
        self.official_button.setVisible(is_official)
        is_doubles = line is not None and line.rule.key == DOUBLES
        for button in (self.merge_button, self.apart_button):
            button.setVisible(is_doubles and line is not None and bool(line.findings))
        self.told_button.setVisible(is_doubles)
        self.edit_button.setVisible(
            line is not None and bool(line.findings and (line.rule.field or line.rule.key == SINCE))
        )
        for widget in (self.filter, self.copy_button):
            widget.setEnabled(line is not None and bool(line.findings))
        self.name_table.set_empty(self.tr("Không có gì sai ở điều này.") if line and not line.findings else "")
        self._filter()

    def _filter(self) -> None:
        line = self.rule_table.current_row()
        wanted = fold(self.filter.text())
        found = line.findings if line else ()
        place, was = self.name_table.currentIndex().row(), self.name_table.current_row()
        self.name_table.set_column_shown(_CELL, any(one.cell for one in found))
        self.names.set_rows([one for one in found if wanted in fold(f"{one.subject} {one.what}")])
        if line is None or was is None or was.rule.key != line.rule.key or self.name_table.current_row():
            return
        if self.names.rows:  # the line is mended: on to the next one
            self.name_table.selectRow(min(place, len(self.names.rows) - 1))
        elif self.name_table.hasFocus():
            self.rule_table.setFocus()

    def _show_detail(self, finding: Finding | None) -> None:
        self.detail.setVisible(finding is not None)
        if finding is not None:
            head = f"{finding.subject}: " if finding.subject else ""
            self.detail.setText(f"{head}{finding.what}{self.tr(' Enter: mở để sửa.')}")

    def _finish(self) -> None:
        self._job = None
        if self._is_stale:
            self._is_stale = False
            self.reload()


def _key_of(finding: Finding) -> tuple[object, ...]:
    return (
        finding.rule.key,
        finding.member_id,
        finding.cell_id,
        finding.meeting_id,
        finding.village_id,
        finding.candidate_id,
        finding.name,
    )


def _faded(line: RuleLine) -> State:
    return State.PLAIN if line.findings else State.IDLE


def _title(line: RuleLine) -> str:
    return line.rule.title


def _order(finding: Finding) -> object:
    """People by tên, meetings by day, which their cells' order already gives."""
    return sort_key(finding.name) if finding.member_id is not None else finding.meeting_id or 0
