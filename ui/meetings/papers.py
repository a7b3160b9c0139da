"""Word documents of a meeting or a month: number, day and signer beside the text as it will be, one click to write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from models import papers as register
from models.database import Database
from models.errors import KnownError
from models.tables import PaperKind
from ui import theme
from ui.fields import DateField, FormDialog, on_pause
from ui.folders import usual_folder
from ui.widgets.buttons import pass_enter
from ui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from exports.papers import Draft, Shown

MEETING_KINDS = (PaperKind.MINUTES, PaperKind.RESOLUTION, PaperKind.INVITATION)


class PaperDialog(FormDialog):
    """One document before it is written. The file is written and entered in the register in one step."""

    folder: ClassVar[Path | None] = None
    """Where documents were written last."""

    def __init__(self, db: Database, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(draft.values.kind.label, parent, width=820)
        self._db, self._draft = db, draft
        self.written: Path | None = None
        values = draft.values
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.setSpacing(theme.GAP)
        row.setSpacing(theme.MARGIN)
        row.addLayout(left, 2)
        row.addLayout(right, 3)
        self.form.addLayout(row, 1)
        self.number = self.add("number", self.tr("Số"), QLineEdit(str(values.number)), into=left, hint=self._term())
        self.number.setMaxLength(4)
        self.symbol = self.add("symbol", self.tr("Ký hiệu"), QLineEdit(values.symbol), into=left)
        self.symbol.setMaxLength(30)
        self.issued_on = self.add("issued_on", self.tr("Ngày văn bản"), DateField(), into=left)
        self.issued_on.set_value(values.issued_on)
        self.about = self.add("title", self.tr("Trích yếu"), QLineEdit(values.title), into=left)
        self.about.setMaxLength(300)
        self.signing_for = self.add("signing_for", self.tr("Thay mặt"), QLineEdit(draft.signing_for), into=left)
        self.signer_title = self.add("signer_title", self.tr("Chức vụ"), QLineEdit(draft.signer_title), into=left)
        self.signer = self.add("signer", self.tr("Người ký"), QLineEdit(draft.signer), into=left)
        for field in (self.signing_for, self.signer_title, self.signer):
            field.setMaxLength(100)
        self.about.setCursorPosition(0)
        place = QHBoxLayout()
        self.place = ElidedLabel()
        choose = QPushButton(self.tr("Đổi…"))
        choose.clicked.connect(self.choose_folder)
        place.addWidget(self.place, 1)
        place.addWidget(choose)
        left.addWidget(label(self.tr("Thư mục"), "small"))
        left.addLayout(place)
        left.addStretch(1)
        self.preview = QTextBrowser()
        self.preview.setMinimumHeight(theme.UNIT * 100)
        self.preview.setAccessibleName(self.tr("Văn bản sẽ ghi"))
        right.addWidget(self.preview, 1)
        self.save_button.setText(self.tr("Ghi tệp Word"))
        self.template_button = QPushButton(self.tr("Mẫu"))
        menu = QMenu(self.template_button)
        menu.addAction(self.tr("Mở mẫu để sửa trong Word"), self.open_template)
        menu.addAction(self.tr("Dùng lại mẫu gốc"), self.drop_template)
        self.template_button.setMenu(menu)
        pass_enter(self.template_button)
        self.buttons.addButton(self.template_button, QDialogButtonBox.ButtonRole.ResetRole)
        pause = on_pause(self, self.show_text, 300)
        for name in self.fields:
            self.fields[name].widget.textChanged.connect(lambda _text: pause.start())  # type: ignore[attr-defined]
        self._show_folder()
        self.show_text()

    def _term(self) -> str:
        """Say which numbers these are."""
        values = self._draft.values
        with self._db.read() as session:
            term = register.term_on(session, values.cell_id, values.issued_on)
        if term is None:
            return self.tr("Chưa ghi nhiệm kỳ: số tính từ văn bản đầu tiên trong sổ.")
        return self.tr("Số chạy liên tục trong nhiệm kỳ {term}, riêng từng loại văn bản.").format(term=term.name)

    # -- looking -------------------------------------------------------------------------------------------------

    def _typed(self) -> Draft:
        """The draft as typed. Raises KnownError naming the field."""
        number = self.number.text().strip()
        if not number.isdecimal():
            raise KnownError(self.tr("Hãy ghi số văn bản, ví dụ 5."), field="number")
        day = self.day_of("issued_on")
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày văn bản."), field="issued_on")
        values = replace(
            self._draft.values,
            number=int(number),
            symbol=self.symbol.text(),
            issued_on=day,
            title=self.about.text(),
        )
        return replace(
            self._draft,
            values=values,
            signing_for=self.signing_for.text(),
            signer_title=self.signer_title.text(),
            signer=self.signer.text(),
        )

    def show_text(self) -> None:
        """Show the text of the document as it would be written now, or what stands in its way."""
        from exports import papers  # the Word library loads only when a document is made

        try:
            draft = self._typed()
            with self._db.read() as session:
                made = papers.make(session, draft, papers.own_folder(self._db.path))
        except KnownError as error:
            self.preview.setHtml(f"<p><b>{escape(str(error))}</b></p>")
            return
        place = self.preview.verticalScrollBar().value()
        self.preview.setHtml(_html(papers.preview(made)))
        self.preview.verticalScrollBar().setValue(place)

    def _folder(self) -> Path:
        return usual_folder(self.folder)

    def _show_folder(self) -> None:
        self.place.setText(str(self._folder()))

    def choose_folder(self) -> None:
        """Ask where documents go."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Chọn thư mục để ghi văn bản"), str(self._folder()))
        if chosen:
            PaperDialog.folder = Path(chosen)
            self._show_folder()

    # -- writing -------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the file and enter it in the register, both or neither. Raises KnownError naming the field."""
        from exports import papers

        draft = self._typed()
        kind = draft.values.kind
        with self._db.write(self.tr("Lập {kind}").format(kind=kind.label.lower())) as session:
            target = _free(self._folder() / papers.file_name(session, draft.values))
            values = replace(draft.values, file_name=target.name)
            known = (
                register.of_month(session, values.year, values.month, kind)
                if values.meeting_id is None
                else register.of_meeting(session, values.meeting_id, kind)
            )
            if known is None:
                register.add(session, values)
            else:
                register.edit(session, known.id, values)
            if values.symbol != register.symbol(session, kind):
                register.set_symbol(session, kind, values.symbol)
            papers.save(papers.make(session, draft, papers.own_folder(self._db.path)), target)
        self.written = target

    # -- the template --------------------------------------------------------------------------------------------

    def open_template(self) -> None:
        """Open the office's own template in Word, a copy of the program's if there is none yet."""
        from exports import papers

        own = papers.own_template(self._draft.values.kind, papers.own_folder(self._db.path))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(own)))

    def drop_template(self) -> None:
        """Put the office's own template aside and use the program's again."""
        from exports import papers

        papers.back_to_shipped(self._draft.values.kind, papers.own_folder(self._db.path))
        self.show_text()


def _free(target: Path) -> Path:
    """Return a name that is not taken: what was changed in Word since is never written over."""
    names = (target.with_stem(f"{target.stem} ({number})") for number in range(2, 1000))
    return target if not target.exists() else next(name for name in names if not name.exists())


def _html(lines: Sequence[Shown]) -> str:
    """Return a document to be looked at: its words and their place, not the page of Word."""
    parts: list[str] = []
    is_open = False
    for line in lines:
        if line.cells:
            if not is_open:
                look = "border='1' cellspacing='0' cellpadding='3'" if line.is_grid else "cellpadding='3'"
                parts.append(f"<table width='100%' {look}>")
            width = "" if line.is_grid else f" width='{100 // len(line.cells)}%'"
            inside = "".join(f"<td{width}>{''.join(map(_paragraph, cell))}</td>" for cell in line.cells)
            parts.append(f"<tr>{inside}</tr>")
        elif is_open:
            parts.append("</table>")
        is_open = bool(line.cells)
        if not line.cells:
            parts.append(_paragraph(line))
    return "".join(parts) + ("</table>" if is_open else "")


def _paragraph(line: Shown) -> str:
    text = escape(line.text) or "&nbsp;"
    text = f"<b>{text}</b>" if line.is_bold else text
    text = f"<i>{text}</i>" if line.is_italic else text
    return f"<p align='{line.align}' style='margin:2px 0'>{text}</p>"


class PaperSteps(QObject):
    """The steps behind *Văn bản*: documents of a meeting, the month's calendar, the register."""

    written = Signal(object)
    """A document was written: its Path."""

    def __init__(self, db: Database, parent: QWidget) -> None:
        super().__init__(parent)
        self._db = db
        self._window = parent

    def fill(self, menu: QMenu, meeting: Callable[[], int | None]) -> None:
        """Put the documents of a meeting and the register into a menu; `meeting` says which one is open."""
        for kind in MEETING_KINDS:
            menu.addAction(f"{kind.label}…", lambda kind=kind: self._of(kind, meeting()))
        menu.addSeparator()
        menu.addAction(self.tr("Sổ văn bản…"), self.show_register)

    def fill_month(self, menu: QMenu, month: Callable[[], tuple[int, int]]) -> None:
        """Put the month's calendar and the register into a menu."""
        menu.addSeparator()
        menu.addAction(self.tr("Thông báo lịch sinh hoạt (Word)…"), lambda: self.open_calendar(*month()))
        menu.addAction(self.tr("Sổ văn bản…"), self.show_register)

    def _of(self, kind: PaperKind, meeting_id: int | None) -> None:
        if meeting_id is not None:
            self.open(kind, meeting_id)

    def open(self, kind: PaperKind, meeting_id: int) -> PaperDialog:
        """Show a document of a meeting. Raises KnownError if it is gone."""
        from exports import papers  # the Word library loads only when a document is made

        with self._db.read() as session:
            draft = papers.propose(session, kind, meeting_id, self._db.clock().date())
        return self._show(draft)

    def open_calendar(self, year: int, month: int) -> PaperDialog:
        """Show the notice of a month's calendar."""
        from exports import papers

        with self._db.read() as session:
            draft = papers.propose_calendar(session, year, month, self._db.clock().date())
        return self._show(draft)

    def _show(self, draft: Draft) -> PaperDialog:
        dialog = PaperDialog(self._db, draft, self._window)
        dialog.accepted.connect(lambda: self.written.emit(dialog.written))
        dialog.open()
        return dialog

    def show_register(self) -> None:
        """Show every document issued."""
        from ui.meetings.paper_register import PaperRegister

        PaperRegister(self._db, self._window).open()
