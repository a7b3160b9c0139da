"""The page *Kiểm tra số liệu*: every rule with what breaks it, by name; Enter goes where it is repaired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QVBoxLayout, QWidget

from models import checks
from models.cells import short_name
from models.checks import Finding, Rule, Severity
from models.database import Database
from models.progress import Progress
from models.text import fold, number, sort_key
from ui import messages, theme
from ui.data.official import OfficialDatesDialog
from ui.data.page import DataPage
from ui.data.repairs import DOUBLES, SINCE, Repairs
from ui.data.told_apart import ToldApartDialog
from ui.fields import SearchField
from ui.jobs import Job
from ui.keys import key_sequence
from ui.screen import Screen
from ui.tables import Column, RowsModel, Table
from ui.theme import State
from ui.widgets.buttons import push_button
from ui.widgets.cards import Card
from ui.widgets.flow import FlowRow
from ui.widgets.labels import label, set_state
from ui.widgets.progress import ProgressStrip
from ui.widgets.scrolled import Scrolled

STATES = {Severity.ERROR: State.BAD, Severity.WARNING: State.WARN, Severity.UNKNOWN: State.IDLE}
OFFICIAL_RULES = ("standing", "no-official-date")
_CELL = 1
"""The column of the cell, empty where the findings are cells or villages themselves."""
_LEAST = 4
"""Heights of a row that the names keep, header and all; where there is less room, what is above them scrolls away."""
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
        self.repairs = Repairs(self.db, self)
        self.repairs.go.connect(self.go)
        self.repairs.said.connect(self.said)
        self.strip = ProgressStrip()
        self.rules = RowsModel[RuleLine](
            (
                Column(self.tr("Mức độ"), self._weight, width=12, leaves=1, state=lambda line: line.state),
                Column(self.tr("Số"), lambda line: line.amount, width=5, align="right", state=_faded),
                Column(
                    self.tr("Điều kiểm tra"),
                    lambda line: line.rule.title,
                    width=18,
                    state=_faded,
                    tip=_title,
                ),
            ),
            self,
        )
        self.rule_table = Table(self.rules, key=lambda line: line.rule.key, sorting="none")
        self.rule_table.chosen.connect(self._show_rule)
        self.rule_table.opened.connect(lambda _line: self.name_table.setFocus())
        self.names = RowsModel[Finding](
            (
                Column(self.tr("Họ và tên, cuộc họp"), lambda one: one.name, width=19, sort=_order),
                Column(self.tr("Chi bộ"), lambda one: short_name(one.cell), width=14, leaves=1),
                Column(self.tr("Cụ thể"), lambda one: one.what, width=16, least=12, tip=lambda one: one.what),
            ),
            self,
        )
        self.name_table = Table(self.names, key=_key_of)
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
        self.repairs.open(finding)

    def edit_finding(self) -> None:
        """Open the form that mends the chosen line at the field concerned; where no one field does, go to the place."""
        if self.name_table.current_row() is None and self.names.rows:
            self.name_table.selectRow(0)
        if (finding := self.name_table.current_row()) is not None:
            self.repairs.edit(finding)

    def offer_official_dates(self) -> OfficialDatesDialog:
        """List whose official date can be written, all of them by name."""
        dialog = OfficialDatesDialog(self.db, self.owner.jobs, self)
        dialog.written.connect(self.said)
        dialog.open()
        return dialog

    def merge(self) -> None:
        """Show the chosen record beside the one it may double."""
        if (finding := self.name_table.current_row()) is not None:
            self.repairs.merge(finding)

    def tell_apart(self) -> None:
        """Ask whether the chosen record and those it may double are of different people."""
        if (finding := self.name_table.current_row()) is not None:
            self.repairs.tell_apart(finding)

    def show_told_apart(self) -> None:
        """List who was told apart, to take it back."""
        ToldApartDialog(self.db, self).open()

    def copy_names(self) -> None:
        """Put the whole list on the clipboard, for Excel, Word or Zalo."""
        is_shown = _CELL in self.name_table.chosen_columns()
        self._show_cells(shown=True)  # one sheet for all rules has the same columns
        self.name_table.selectAll()
        self.name_table.copy()
        self._show_cells(shown=is_shown)
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
        self.merge_button.setToolTip("Ctrl+Enter")
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
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(head)
        box.addWidget(self.name_table, 1)
        self.name_table.setMinimumHeight(_LEAST * theme.CONTROL_HEIGHT)
        scroll = Scrolled(inside)
        self.name_table.chosen.connect(lambda _one: self._keep_in_view(scroll))
        scroll.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._keep_in_view(scroll))
        card.box.addWidget(scroll, 1)
        card.box.addWidget(self.detail)
        return card

    def _keep_in_view(self, scroll: QScrollArea) -> None:
        """Where not all has room, what stands above the names scrolls away while one of them is chosen."""
        if self.name_table.currentIndex().isValid():
            for edge in (self.name_table.geometry().bottom(), self.name_table.geometry().top()):
                scroll.ensureVisible(0, edge, 0, 0)

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
        self._show_cells(shown=any(one.cell for one in found))
        self.names.set_rows([one for one in found if wanted in fold(f"{one.subject} {one.what}")])
        if line is None or was is None or was.rule.key != line.rule.key or self.name_table.current_row():
            return
        if self.names.rows:  # the line is mended: on to the next one
            self.name_table.selectRow(min(place, len(self.names.rows) - 1))
        elif self.name_table.hasFocus():
            self.rule_table.setFocus()

    def _show_cells(self, *, shown: bool) -> None:
        """Show or hide the column of the cell; where there is little room it may leave, the line below tells it."""
        self.name_table.set_column_shown(_CELL, shown)
        self.name_table.room.keep(_CELL, False)

    def _show_detail(self, finding: Finding | None) -> None:
        self.detail.setVisible(finding is not None)
        if finding is not None:
            head = f"{finding.subject}: " if finding.subject else ""
            if finding.rule.key == DOUBLES:
                ways = self.tr("Ctrl+Enter: gộp hai lý lịch.")
            else:
                ways = self.tr("Ctrl+Enter: sửa ngay tại đây.") if finding.mended_at else self.tr("Enter: mở để sửa.")
            self.detail.setText(f"{head}{finding.what} {ways}")

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
