"""What the officer does in the member table as in Excel: paste, fill down, correct a cell, correct many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMenu

from models import members, residence
from models.errors import KnownError
from models.members import MemberRow
from models.progress import SILENT, Progress
from models.tables import TrashKind
from models.text import clean, number
from ui import messages, theme
from ui.keys import key_sequence
from ui.members.columns import FIELDS, OWN

if TYPE_CHECKING:
    from exports.readers.clip import Block
    from models.imports import ImportPlan
    from ui.jobs import Jobs
    from ui.members.bar import ListBar
    from ui.members.grid_table import GridTable
    from ui.members.paste import Planner
    from ui.members.words import Lookup
    from ui.screen import Screen

MANY = 200
"""So many members are given a value under a box with its progress."""
_OF_MEMBER = {"gender": "gender", "ethnic": "ethnic_id", "village": "village_id"}
"""Columns called otherwise in the record; the rest have its names."""


class GridSteps(QObject):
    """Carries out the keys and the menu of the table; each writes one step and says what it did."""

    wanted = Signal(int)
    """A member to be chosen in the list."""

    def __init__(
        self, screen: Screen, table: GridTable[MemberRow], bar: ListBar, lookup: Lookup, events: QMenu
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self.db = screen.db
        self._table, self._bar, self._lookup, self._events = table, bar, lookup, events
        self._told_of_names = False
        self._table.paste_asked.connect(self.paste)
        self._table.fill_asked.connect(self.fill_down)
        # The screen reads its rows anew after a write; by then the editor must be gone.
        table.rows_model.edited.connect(self.write_cell, Qt.ConnectionType.QueuedConnection)

    @property
    def jobs(self) -> Jobs:
        """The queue for long work."""
        return self._screen.jobs

    def menu(self) -> QMenu:
        """Everything that can be done with the rows selected; the events of the member stand at its end."""
        table, screen = self._table, self._screen
        has_row = table.current_row() is not None
        made = QMenu(screen)
        made.aboutToHide.connect(made.deleteLater)
        for text, icon, keys, slot, can in (
            (self.tr("Sao chép"), "copy", "Ctrl+C", table.copy, has_row),
            (self.tr("Dán từ Excel…"), "clipboard-paste", "Ctrl+V", self.paste, True),
            (self.tr("Điền xuống"), "arrow-down", "Ctrl+D", self.fill_down, len(table.selected_rows()) > 1),
            (self.tr("Sửa hàng loạt…"), "pencil", "Ctrl+B", self.edit_many, has_row),
        ):
            action = made.addAction(text)
            action.triggered.connect(lambda _on=False, slot=slot: slot())
            action.setShortcut(key_sequence(keys))
            action.setEnabled(can)
            theme.dress(action, icon)
        made.addSeparator()
        merge = made.addAction(self.tr("Gộp hai lý lịch…"), self.merge)
        merge.setEnabled(len(table.selected_rows()) == 2)
        merge.setToolTip(self.tr("Chọn đúng hai dòng của cùng một người"))
        theme.dress(merge, "users")
        remove = made.addAction(self.tr("Xóa khỏi sổ (ghi nhầm)…"), self.remove)
        remove.setEnabled(len(table.selected_rows()) == 1)
        theme.dress(remove, "trash-2")
        made.addSeparator()
        if has_row:
            made.addMenu(self._events).setText(self.tr("Biến động"))
        return made

    def remove(self) -> None:
        """Ask before the current member goes into the trash."""
        from ui.removing import ask_to_remove

        row = self._table.current_row()
        if row is not None:
            ask_to_remove(self._screen, TrashKind.MEMBER, row.id, row.full_name)

    def merge(self) -> None:
        """Show the two records selected side by side, to be made one."""
        rows = self._table.selected_rows()
        if len(rows) == 2:
            self.offer_merge(rows[0].id, rows[1].id)

    def offer_merge(self, first: int, second: int) -> None:
        """Show two records side by side, to be made one; they need not be in view."""
        from models import merging
        from ui.members.merge_form import MergeForm, Side

        with self.db.read() as session:
            order = merging.fuller_first(session, first, second)
            sides = [Side(key, merging.describe(session, key)) for key in order]
        form = MergeForm(self.db, sides[0], sides[1], self._screen)
        form.accepted.connect(lambda: self.wanted.emit(form.kept_id))
        said = self.tr("Đã gộp hai lý lịch. Ctrl+Z để lấy lại; sau này tách lại được ở Dữ liệu, Thùng rác.")
        form.accepted.connect(lambda: self._screen.said.emit(said))
        form.open()

    # -- pasting --------------------------------------------------------------------------------------------------

    def paste(self) -> None:
        """Show what pasting the clipboard would change; nothing is written before the officer agrees."""
        from models.imports import Answers
        from ui.members.paste import plan_then  # which loads the readers of lists

        try:
            planner, count, words = self._planner()
        except KnownError as error:
            messages.explain(self._screen, error)
            return
        work, screen = partial(planner, Answers(), {}, False), self._screen
        plan_then(screen.jobs, work, count, screen, partial(self._show, planner, words))

    def _show(self, planner: Planner, words: Sequence[str], plan: ImportPlan) -> None:
        from ui.members.paste import PasteDialog

        dialog = PasteDialog(self.db, self._screen.jobs, planner, plan, self._screen, words=words)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.written.connect(self._screen.said)
        dialog.open()

    def _planner(self) -> tuple[Planner, int, Sequence[str]]:
        """Return what plans the block on the clipboard, for the rows and columns in view now, its rows, and its words
        of which somebody must say what they mean.

        A long block is planned by a job, which may not ask the screen for anything.
        """
        from exports.readers import clip
        from ui.members.paste import plan_people, plan_rows

        data = QGuiApplication.clipboard().mimeData()
        text, html = data.text(), data.html() if data.hasHtml() else ""
        found = clip.block(text, html)
        if found is None:
            raise KnownError(self.tr("Chưa có gì để dán; hãy chép các ô trong Excel trước."))
        fields = self._fields_of(found)
        if "name" in fields:
            cell_id = self._bar.filters.value.cell_id
            cell_name = self._lookup.cells.get(cell_id) if cell_id else None
            shown = frozenset(row.id for row in self._table.rows_model.rows)
            return partial(plan_people, self.db, text, html, fields, shown, cell_name), found.rows, clip.asked(found)
        rows = self._table.rows_for(found.rows)
        if not rows or not any(fields):
            raise KnownError(self.tr("Hãy chọn ô đầu tiên cần dán trong bảng, ở một cột sửa được, rồi dán lại."))
        return partial(plan_rows, self.db, text, html, fields, rows), max(found.rows, len(rows)), ()

    def _fields_of(self, found: Block) -> Sequence[str]:
        """Return what each column of a block is: by its header, else by the columns in view from the current one."""
        if found.header is not None:
            of_column = {column: field for field, column in found.header.columns.items()}
            if "name" not in found.header.columns and not {"citizen", "card"}.isdisjoint(found.header.columns):
                raise KnownError(
                    self.tr("Khối chép có dòng tiêu đề nhưng thiếu cột họ và tên; hãy chép thêm cột ấy rồi dán lại.")
                )
            allowed = of_column if "name" in found.header.columns else {c: f for c, f in of_column.items() if f in _SET}
            return [allowed.get(column, "") for column in range(found.width)]
        start = self._table.currentIndex().column()
        shown = self._table.shown_columns()
        after = shown[shown.index(start) :] if start in shown else shown
        names = [self._table.rows_model.columns[column].name for column in after]
        fields = [FIELDS[name] for name in names if name in FIELDS]
        if names[0] == "number" and found.is_numbered and found.width > 1:
            fields.insert(0, "")  # the numbers of the lines, onto those of the table
        return fields[: found.width]

    # -- one value for one or many ----------------------------------------------------------------------------------

    def plan_value(self, field: str, text: str, rows: Sequence[MemberRow], progress: Progress = SILENT) -> ImportPlan:
        """Plan one value, as typed, for members; `field` as the import calls it."""
        from exports.readers import clip
        from models import imports

        reading = clip.one_value(field, text, [row.full_name for row in rows], self.db.clock().date())
        with self.db.read() as session:
            ids = [row.id for row in rows]
            return imports.plan_rows(session, reading, self.db.clock().date(), ids, progress=progress)

    def apply(self, plan: ImportPlan, label: str, progress: Progress = SILENT) -> None:
        """Write a plan as one step. Raises KnownError, with nothing written, naming the first who cannot be written."""
        if plan.errors:
            raise KnownError(self._refusal(plan))
        if plan.changes_something:
            from models import imports  # the planner of imports is loaded with the first correction, not at the start

            with self.db.write(label) as session:
                imports.apply(session, plan, progress=progress)

    def _refusal(self, plan: ImportPlan) -> str:
        """Say of whom a plan refuses what, and of how many more."""
        refused = [one for one in plan.actions if any(problem.is_error for problem in one.problems)]
        first = plan.errors[0]
        name = refused[0].name if refused else first.value
        more = self.tr(" Cùng {n} đồng chí khác.").format(n=number(len(refused) - 1)) if refused[1:] else ""
        return f"{name}: {first.reason} {first.repair}{more}"

    def fill_down(self) -> None:
        """Give the rows selected the value that the topmost has in the current column."""
        rows, name = self._table.selected_rows(), self._table.current_column
        column = next((one for one in self._table.rows_model.columns if one.name == name), None)
        if len(rows) < 2 or column is None:
            self._screen.said.emit(self.tr("Chọn từ hai dòng trở lên (giữ Shift và bấm ↓), đứng ở cột cần điền."))
            return
        try:
            if column.edit is None or FIELDS[name] in OWN:
                words = self.tr("Cột “{column}” không điền xuống được; hãy đứng ở một cột khác.")
                raise KnownError(words.format(column=column.title))
            value = column.edit(rows[0])
            if not value:
                raise KnownError(self.tr("Dòng trên cùng chưa ghi gì ở cột “{c}”.").format(c=column.title))
            self.give(FIELDS[name], column.title, value, rows[1:])
        except KnownError as error:
            messages.explain(self._screen, error)

    def give(self, field: str, title: str, text: str, rows: Sequence[MemberRow]) -> None:
        """Give members one value, in one step; many of them by a job. Raises KnownError."""
        work = partial(self._give, field, title, text, rows)
        if len(rows) < MANY:
            self._screen.said.emit(work(SILENT))
            return
        from ui.widgets.waiting import Waiting

        screen = self._screen  # a date given to a whole register takes seconds
        box = Waiting(screen.jobs, work, screen.tr("Đang ghi"), screen)
        box.job.succeeded.connect(screen.said.emit)
        box.job.stopped.connect(lambda: screen.said.emit(self.tr("Đã dừng, chưa ghi gì.")))
        box.job.failed.connect(partial(messages.explain, screen))
        box.start()

    def _give(self, field: str, title: str, text: str, rows: Sequence[MemberRow], progress: Progress) -> str:
        """Plan and write one value for members (a job where they are many); return what was done in a sentence."""
        plan = self.plan_value(field, text, rows)
        changed = sum(action.write is not None for action in plan.actions)
        said = self.tr("{title} “{value}” cho {n} đảng viên").format(title=title, value=text, n=number(changed))
        self.apply(plan, self.tr("Ghi {said}").format(said=said), progress)
        words = self.tr("Đã ghi {said}. Ctrl+Z để lấy lại.") if changed else self.tr("Không có gì khác để ghi.")
        return words.format(said=said)

    def edit_many(self) -> None:
        """Ask for a field and a value for the members selected."""
        rows = self._table.selected_rows()
        if rows:
            from ui.members.bulk import BulkForm

            BulkForm(self, rows, self._screen).open()

    def write_cell(self, row: MemberRow, name: str, text: str) -> None:
        """Write what was typed in one cell; refused, it stands in the editor again, with the reason."""
        column = next(one for one in self._table.rows_model.columns if one.name == name)
        try:
            if clean(text):
                self._write_value(row, FIELDS[name], column.title, text)
            else:
                self._empty(row, name, column.title)
        except KnownError as error:
            words = self.tr("Chưa ghi “{text}” cho đồng chí {name}.").format(text=text, name=row.full_name)
            box = messages.tell(self._screen, words, str(error))
            box.finished.connect(lambda _code: QTimer.singleShot(0, self, partial(self._edit_again, row, name, text)))

    def _write_value(self, row: MemberRow, field: str, title: str, text: str) -> None:
        plan = self.plan_value(field, text, [row])
        label = self.tr("Sửa {title} của {name}").format(title=title.lower(), name=row.full_name)
        if not plan.errors and not plan.changes_something:
            return
        remarks = [one for one in plan.all_problems if not one.is_error]
        if plan.errors:
            raise KnownError(f"{plan.errors[0].reason} {plan.errors[0].repair}")
        self.apply(plan, label)
        words = f" ! {remarks[0].reason} {remarks[0].repair}" if remarks else ""
        if field == FIELDS["full_name"] and not self._told_of_names:
            from ui.members.words import by_decision

            self._told_of_names = True
            words += " " + by_decision()
        self._screen.said.emit(self.tr("{label}: đã ghi.{words}").format(label=label, words=words))

    def _empty(self, row: MemberRow, name: str, title: str) -> None:
        label = self.tr("Xóa {title} của {name}").format(title=title.lower(), name=row.full_name)
        if name == "official_on":
            words = self.tr("Ngày này đi cùng biến động công nhận; hãy bỏ biến động ấy ở thẻ Quá trình.")
            raise KnownError(words)
        attribute = _OF_MEMBER.get(name, name)
        with self.db.write(label) as session:
            if attribute == "village_id":
                residence.found_in(session, {row.id: None}, on=self.db.clock().date())
                self._screen.said.emit(self.tr("{label} kể từ hôm nay. Ctrl+Z để lấy lại.").format(label=label))
                return
            values = members.read(session, row.id)
            nothing = "" if isinstance(getattr(values, attribute), str) else None
            members.edit(session, row.id, replace(values, **{attribute: nothing}), on=self.db.clock().date())
        self._screen.said.emit(self.tr("{label}. Ctrl+Z để lấy lại.").format(label=label))

    def _edit_again(self, row: MemberRow, name: str, text: str) -> None:
        table, model = self._table, self._table.rows_model
        place = next((place for place, one in enumerate(model.rows) if one.id == row.id), None)
        if place is None:
            return
        column = next(number for number, one in enumerate(model.columns) if one.name == name)
        table.setFocus()
        table.setCurrentIndex(model.index(place, column))
        table.edit(model.index(place, column))
        editor = table.findChild(QLineEdit)
        if editor is not None:
            editor.setText(text)


_SET = frozenset(FIELDS.values())
"""Fields that a block with a header but without names may set, row by row."""
