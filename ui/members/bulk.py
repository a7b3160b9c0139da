"""*Sửa hàng loạt*: one value in one field for all the members selected, with a look at what changes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedWidget

from models import codes, villages
from models.database import Database
from models.errors import KnownError
from models.imports import Action, ImportPlan, Verdict
from models.member_fields import BY_NAME, PLAIN, FieldKind, in_words
from models.members import MemberRow
from models.tables import Gender
from models.text import number
from ui import messages
from ui.fields import Choice, DateField, FormDialog, on_pause
from ui.jobs import Job
from ui.members.columns import OWN
from ui.rows import Column, RowsModel
from ui.tables import Table
from ui.widgets.labels import label
from ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from models.progress import Progress
    from ui.jobs import Jobs

_LISTS = {
    "ethnic": codes.ETHNIC,
    "religion": codes.RELIGION,
    "education": codes.EDUCATION,
    "professional": codes.PROFESSIONAL,
    "theory": codes.THEORY,
    "occupation": codes.OCCUPATION,
    **{one.name: one.code_list for one in PLAIN if one.code_list},
}
_DATES = frozenset(
    {"born", "admitted", "official", "card_issued", *(one.name for one in PLAIN if one.kind is FieldKind.DATE)}
)


MANY = 500
"""A value for so many members is looked at by a job; for fewer the answer is there before a bar could be drawn."""


class Giver(Protocol):
    """Plans and writes one value for many members, as the steps of the table do."""

    db: Database

    @property
    def jobs(self) -> Jobs:
        """The queue for long work."""
        ...

    def plan_value(self, field: str, text: str, rows: Sequence[MemberRow], progress: Progress = ...) -> ImportPlan:
        """Plan one value, as typed, for members; `field` as the import calls it."""
        ...

    def give(self, field: str, title: str, text: str, rows: Sequence[MemberRow]) -> None:
        """Give members one value, in one step. Raises KnownError."""
        ...


class BulkForm(FormDialog):
    """Asks for a field and a value; the table below says, by name, what becomes of each."""

    def __init__(self, steps: Giver, rows: Sequence[MemberRow], parent: QWidget) -> None:
        super().__init__("", parent, width=560)
        self.setWindowTitle(self.tr("Sửa hàng loạt: {n} đảng viên").format(n=number(len(rows))))
        self._steps = steps
        self._rows = rows
        self._jobs = steps.jobs
        self._job: Job | None = None
        self._can_save = False
        self._wrong: set[int | None] = set()  # the places, from 1, of those who cannot have the value
        self.what = self.add("field", self.tr("Mục cần sửa"), Choice(_fields()))
        self.texts, self.dates, self.choices = QLineEdit(), DateField(partial=True), Choice()
        self.editors = QStackedWidget()
        for editor in (self.texts, self.dates, self.choices):
            self.editors.addWidget(editor)
        self.add("value", self.tr("Giá trị mới cho tất cả"), self.editors)
        self.summary = label("", "muted", wrap=True)
        self.form.addWidget(self.summary)
        self.skip = QCheckBox()
        self.form.addWidget(self.skip)
        self.strip = ProgressStrip()
        self.form.addWidget(self.strip)
        self.table = Table(RowsModel[Action](_columns(), self), key=lambda one: one.row)
        self.table.setMinimumHeight(self.table.verticalHeader().defaultSectionSize() * 8)
        self.form.addWidget(self.table)
        self._pause = on_pause(self, self.look)
        self.what.picked.connect(lambda _field: self._change_field())
        self.texts.textChanged.connect(self._pause.start)
        self.dates.textChanged.connect(self._pause.start)
        self.choices.picked.connect(lambda _value: self.look())
        self.skip.toggled.connect(lambda _on: self._let_save())
        self._change_field()

    @property
    def value(self) -> str:
        """What stands in the editor of the field chosen."""
        shown = self.editors.currentWidget()
        if shown is self.choices:
            return str(self.choices.value() or "")
        return self.texts.text() if shown is self.texts else self.dates.text()

    def look(self) -> None:
        """Show what the value would change, member by member."""
        self._pause.stop()
        self._stop_looking()
        self.clear_errors()
        self._can_save = False  # until it is known that nothing is wrong
        self._let_save()
        if not self.value.strip():
            self.skip.hide()
            self.table.rows_model.set_rows([])
            self.summary.setText(self.tr("Chọn mục, ghi giá trị mới; bảng dưới cho biết ai được sửa."))
            return
        plan = partial(self._steps.plan_value, self.what.value(), self.value, self._rows)
        if len(self._rows) < MANY:
            self._show(plan())
            return
        self._job = Job(lambda progress: plan(progress), self._jobs)
        self._job.succeeded.connect(self._show)
        self._job.failed.connect(self._explain)
        self.strip.follow(self._job, self.tr("Đang xem ai được sửa"))
        self._jobs.start(self._job)

    def done(self, result: int) -> None:
        """Close; nobody waits for a look that is still being taken."""
        self._stop_looking()
        super().done(result)

    def _stop_looking(self) -> None:
        """Leave a look at an earlier value: what it finds is not shown."""
        job, self._job = self._job, None
        if job is not None:
            job.succeeded.disconnect(self._show)
            job.failed.disconnect(self._explain)
            job.cancel()

    def _explain(self, error: Exception) -> None:
        self._job = None
        messages.explain(self, error)

    def _show(self, plan: ImportPlan) -> None:
        self._job = None
        changed = [one for one in plan.actions if one.verdict is Verdict.CHANGE]
        wrong = [one for one in plan.actions if one.verdict is Verdict.ERROR]
        self.table.rows_model.set_rows([*wrong, *changed])
        same = len(self._rows) - len(changed) - len(wrong)
        self.summary.setText(
            self.tr("Sửa {changed} đảng viên; {same} đã đúng như vậy; {wrong} không sửa được.").format(
                changed=number(len(changed)), same=number(same), wrong=number(len(wrong))
            )
        )
        refused = {one.row for one in wrong}
        if refused != self._wrong:
            self.skip.setChecked(False)  # it was said of others
        self._wrong = refused
        self.skip.setText(self.tr("Bỏ qua {n} đồng chí không sửa được").format(n=number(len(wrong))))
        self.skip.setVisible(bool(wrong and changed))
        self._can_save = bool(changed)
        self._let_save()

    def _let_save(self) -> None:
        self.save_button.setEnabled(self._can_save and (not self._wrong or self.skip.isChecked()))

    def save(self) -> None:
        """Write the value for all of them, in one step; without those who cannot have it only where that is ticked."""
        if not self.value.strip():
            raise KnownError(self.tr("Hãy ghi giá trị mới."), field="value")
        is_looked_at = self._can_save and not self._pause.isActive()  # Ctrl+Enter may be faster
        left_out = self._wrong if is_looked_at and self.skip.isChecked() else ()
        rows = [row for line, row in enumerate(self._rows, 1) if line not in left_out]
        self._steps.give(self.what.value(), self.what.currentText(), self.value, rows)

    def _change_field(self) -> None:
        field = self.what.value()
        words = _words(self._steps.db, field)
        if words is not None:
            self.choices.set_entries([("", None), *((word, word) for word in words)])
            self.choices.set_value(None)
        self.editors.setCurrentWidget(
            self.choices if words is not None else self.dates if field in _DATES else self.texts
        )
        self.look()


def _words(db: Database, field: str) -> list[str] | None:
    """The words a field is chosen from, None for one that is typed."""
    if field == "gender":
        return [gender.label for gender in Gender]
    if field in BY_NAME and BY_NAME[field].kind is FieldKind.YES_NO:
        return [in_words(answer) for answer in (True, False)]
    with db.read() as session:
        if field == "village":
            return list(villages.choices(session).values())
        return [one.label for one in codes.items(session, _LISTS[field])] if field in _LISTS else None


def _fields() -> list[tuple[str, str]]:
    from exports.readers.member_headings import HEADINGS

    wanted = (
        *("ethnic", "religion", "gender", "village", "education", "professional", "theory", "occupation"),
        *("admitted", "official", "card_issued"),
        *(one.name for one in PLAIN if one.name not in OWN),
    )
    return [(HEADINGS.labels[field], field) for field in wanted]


def _columns() -> tuple[Column[Action], ...]:
    from ui.data.import_rows import STATES, change_words

    def content(one: Action) -> str:
        said = [f"{problem.reason} {problem.repair}" for problem in one.problems]
        return "; ".join([*said, *map(change_words, one.differences)])

    tr = QCoreApplication.translate
    return (
        Column(tr("Members", "Họ và tên"), lambda one: one.name, 24, bold=True),
        Column(tr("Members", "Thay đổi"), content, 40, state=lambda one: STATES[one.verdict]),
    )
