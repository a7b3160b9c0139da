"""The exports of a report as they were sent: write one again, compare it with another or with today's figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from exports import by_hand, files, sent
from exports.drafts import Draft
from exports.sent import CellChange
from models import rules_in_force, snapshots
from models.database import Database
from models.progress import Progress
from models.snapshots import SnapshotRow
from ui import messages
from ui.folders import usual_folder
from ui.jobs import Job, Jobs
from ui.reports import paper
from ui.tables import Column
from ui.widgets.names import NamesDialog


class SentDialog(NamesDialog):
    """What was exported of one report, newest first; `draft` is the one in view, to compare with."""

    def __init__(self, db: Database, draft: Draft[Any], jobs: Jobs, parent: QWidget | None = None) -> None:
        with db.read() as session:
            rows = snapshots.rows(session, draft.report.key)
        super().__init__(
            self.tr("Các bản đã xuất: {title}").format(title=draft.report.title),
            self.tr(
                "Mỗi lần xuất được giữ nguyên trong tệp dữ liệu, lấy lại đúng từng chữ số; sửa sổ sau đó không làm đổi."
            ),
            (
                Column[SnapshotRow](self.tr("Xuất lúc"), lambda row: f"{row.made_at:%H:%M %d/%m/%Y}", width=16),
                Column[SnapshotRow](self.tr("Kỳ"), lambda row: row.sent.about, width=24, least=14),
                Column[SnapshotRow](self.tr("Tính đến"), lambda row: row.sent.as_of, width=12),
                Column[SnapshotRow](self.tr("Người xuất"), lambda row: row.made_by, width=18, least=10, leaves=2),
                Column[SnapshotRow](self.tr("Tệp"), lambda row: row.sent.file_name, width=32, least=16),
                Column[SnapshotRow](
                    self.tr("Mã"),
                    lambda row: row.sha256[:8],
                    width=10,
                    leaves=1,
                    role="muted",
                    tip=lambda row: self.tr("SHA-256 {sha}; chương trình {program}; {rules}").format(
                        sha=row.sha256, program=row.program, rules=_documents(row)
                    ),
                ),
                Column[SnapshotRow](
                    self.tr("Số sửa tay"),
                    lambda row: len(row.by_hand) or None,
                    width=10,
                    least=7,
                    short=self.tr("Sửa tay"),
                    tip=lambda row: "\n".join(f"{cell}: {said}" for cell, said in row.by_hand.items()),
                ),
            ),
            rows,
            parent,
            key=lambda row: row.id,
            empty=self.tr("Báo cáo này chưa được xuất lần nào."),
        )
        self.count.setText(self.tr("{n} bản · Enter lưu lại bản đang chọn").format(n=len(rows)))
        self._db = db
        self._draft = draft
        self._jobs = jobs
        self.again = self.add_way(self.tr("Lưu lại…"), "save", self.save_again)
        self.paper = self.add_way(self.tr("In lại…"), "printer", self.print_again)
        self.with_today = self.add_way(self.tr("So với hiện nay"), "refresh-cw", self.compare_with_today)
        self.with_before = self.add_way(self.tr("So với bản trước"), "history", self.compare_with_before)
        self.table.chosen.connect(lambda _row: self._enable())
        self.table.selectionModel().selectionChanged.connect(lambda *_lines: self._enable())
        self._enable()

    def _open(self, row: SnapshotRow) -> None:
        """Enter writes the chosen export again; the list stays."""
        self.save_again()

    def _enable(self) -> None:
        chosen = self.table.current_row()
        self.again.setEnabled(chosen is not None)
        self.paper.setEnabled(chosen is not None)
        is_shown, has_before = (
            chosen is not None and chosen.sent.asked in (self._draft.scope.asked, self._draft.scope.key),
            self._pair() is not None,
        )
        self.with_today.setEnabled(is_shown)
        self.with_before.setEnabled(has_before)
        why = self.tr("Bản này là của {about}: hãy chọn kỳ, ngày ấy ở màn hình Báo cáo rồi mở lại để so.")
        self.with_today.setToolTip("" if is_shown or chosen is None else why.format(about=chosen.sent.about))
        how = self.tr("Giữ Shift bấm ↓, hoặc giữ Ctrl bấm chuột: so hai bản đang chọn")
        alone = self.tr("Không có bản nào trước đó của kỳ này.")
        self.with_before.setToolTip(how if has_before or chosen is None else f"{alone} {how}")
        is_two = len(self.table.selected_rows()) == 2
        self.with_before.setText(self.tr("So hai bản đang chọn") if is_two else self.tr("So với bản trước"))

    def _pair(self) -> tuple[SnapshotRow, SnapshotRow] | None:
        """The two exports to compare, the older first: those selected, or the chosen one and the one before it."""
        selected = self.table.selected_rows()
        if len(selected) == 2:
            older, newer = sorted(selected, key=lambda row: row.id)
            return older, newer
        chosen = self.table.current_row()
        before = self._before(chosen) if chosen is not None else None
        return None if chosen is None or before is None else (before, chosen)

    def _before(self, row: SnapshotRow) -> SnapshotRow | None:
        """The export of the same period before one."""
        return next((one for one in self.rows if one.sent.asked == row.sent.asked and one.id < row.id), None)

    def _content(self, row: SnapshotRow) -> bytes:
        with self._db.read() as session:
            return snapshots.content(session, row.id)

    def save_again(self) -> None:
        """Ask where, and write the workbook as it was."""
        row = self.table.current_row()
        if row is None:
            return
        content = self._content(row)
        ending = sent.ending_of(content)
        start = usual_folder(None) / f"{_again(row)}{ending}"
        kind = self.tr("Tệp Excel") + f" (*{ending})"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Lưu lại bản đã xuất"), str(start), kind)
        if not name:
            return
        target = Path(name if name.lower().endswith(ending) else f"{name}{ending}")
        with files.replacing(target) as temporary:
            temporary.write_bytes(content)
        if self._draft.report.own_file is not None:  # its numbers by hand are told beside it, as when it was sent
            told = [f"{cell}\n{said}" for cell, said in row.by_hand.items()]
            by_hand.say_beside(target, row.sent.title, told)
        self.count.setText(self.tr("Đã lưu {file}.").format(file=target.name))

    def print_again(self) -> None:
        """Ask for the printer, and print the workbook as it was."""
        row = self.table.current_row()
        if row is not None:
            pages = self._draft.pages_of(self._content(row), today=row.made_at.date())
            paper.ask_printer(_again(row), pages, self, self.count.setText)

    def compare_with_today(self) -> None:
        """Show what differs between the chosen export and the figures as they are now."""
        row = self.table.current_row()
        if row is None:
            return
        scope, draft = self._draft.scope, self._draft
        with self._db.read() as session:
            rules = rules_in_force.words(session, scope.as_of, scope.period.first if scope.period else None)
        was = self._content(row)

        def work(progress: Progress) -> list[CellChange]:
            changes = sent.compare(was, draft.content(progress))
            written = sent.compare_by_hand(row, sent.by_hand_of(draft))
            return [*changes, *written, *sent.compare_rules(row, rules)]

        self._compare(work, row, self.tr("số liệu hiện nay"))

    def compare_with_before(self) -> None:
        """Show what differs between two exports: see `_pair`."""
        pair = self._pair()
        if pair is None:
            return
        before, row = pair
        was, now = self._content(before), self._content(row)

        def work(_progress: Progress) -> list[CellChange]:
            written = sent.compare_by_hand(before, row.by_hand)
            return [*sent.compare(was, now), *written, *sent.compare_rules(before, row.rules)]

        self._compare(work, before, self.tr("bản {at}").format(at=_told(row)))

    def _compare(self, work: Callable[[Progress], list[CellChange]], old: SnapshotRow, new: str) -> None:
        """Compare beside the window: two long tables take a while. A dialog closed meanwhile shows nothing."""
        self.count.setText(self.tr("Đang so sánh…"))
        self._compared = old, new
        job = Job(work)
        job.succeeded.connect(self._show)
        job.failed.connect(self._explain)
        self._jobs.start(job)

    def _explain(self, error: Exception) -> None:
        self.count.setText("")
        messages.explain(self, error)

    def _show(self, changes: Sequence[CellChange]) -> None:
        old, new = self._compared
        self.count.setText("")
        rules = sum(one.kind == sent.RULES for one in changes)
        written = sum(one.kind == sent.BY_HAND for one in changes)
        cells = len(changes) - rules - written
        text = self.tr("Bản {old} so với {new}: {n} ô khác.").format(old=_told(old), new=new, n=cells)
        if written:
            text += " " + self.tr("Số sửa tay cũng khác: {n}.").format(n=written)
        if rules:
            text += " " + self.tr("Quy định có hiệu lực cũng khác: {n} điều.").format(n=rules)
        dialog = NamesDialog(
            self.tr("So sánh: {title}").format(title=old.sent.title),
            text,
            (
                Column[CellChange](self.tr("Tờ"), lambda one: one.sheet, width=18),
                Column[CellChange](self.tr("Ô"), lambda one: one.place, width=7),
                Column[CellChange](self.tr("Dòng"), lambda one: one.line, width=30),
                Column[CellChange](self.tr("Trước"), lambda one: one.before, width=20),
                Column[CellChange](self.tr("Sau"), lambda one: one.after, width=20),
            ),
            changes,
            self,
            key=lambda one: (one.kind, one.sheet, one.place, one.line),
            empty=self.tr("Hai bản giống hệt nhau."),
            opens=False,
        )
        dialog.open()


def _documents(row: SnapshotRow) -> str:
    """The documents in force, without what each says."""
    return "; ".join(f"{name}: {said}" for name, said in row.rules.items() if ": " not in name)


def _again(row: SnapshotRow) -> str:
    """Return what a file or paper is called that is made of an export once more."""
    return f"{Path(row.sent.file_name).stem} (in lại {row.made_at:%Y-%m-%d})"


def _told(row: SnapshotRow) -> str:
    """An export by its file and moment: two of one minute are told apart."""
    return f"{row.sent.file_name} ({row.made_at:%H:%M %d/%m/%Y})"
