"""The lists behind the members: who is on the lists, who was admitted, who wants looking after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication

from models import alarms, cells, movements, namesakes, pace, reminders, rules, transfers
from models.alarms import AlarmKind
from models.badges import DueLine
from models.movements import Change, ListLine
from models.reminders import AbsentLine, LackingLine, ProbationLine, Stage
from models.tables import Duty, EventKind, Standing
from models.text import number
from models.transfers import TransferLine
from ui.fields import FormDialog
from ui.overview.arrived import ArrivalForm
from ui.overview.behind import Behind, to_attendance, to_member
from ui.overview.todo_lines import lacking_words
from ui.overview.wave import WaveForm
from ui.tables import Column
from ui.targets import names as figure_names
from ui.targets import words as target_words
from ui.theme import State
from ui.widgets.names import Group, NamesDialog


class PeopleBehind(Behind):
    """The lists whose lines come from the register."""

    def everyone(self) -> NamesDialog:
        """Everyone on the lists today, then those who left since 1 January."""
        on = self.today
        with self.db.read() as session:
            figure = movements.people(session, on)
            lines = movements.lines(session, on)
        joined = sum(line.change is Change.JOINED for line in lines)
        left = sum(line.change is Change.LEFT for line in lines)
        text = self.tr(
            "{total} đảng viên trong danh sách ngày {on}; cuối năm {year}: {before} (thêm {joined}, ra {left})."
        ).format(
            total=number(figure.total),
            on=f"{on:%d/%m/%Y}",
            year=on.year - 1,
            before=number(figure.at_new_year),
            joined=joined,
            left=left,
        )
        text += "\n" + self.tr("Không tính đảng viên nơi khác đến sinh hoạt tạm thời.")
        if figure.undated:
            words = self.tr("{n} đồng chí chưa rõ vào danh sách ngày nào nên chưa so được với đầu năm.")
            text += " " + words.format(n=figure.undated)
        columns = (
            self.name_column(),
            Column[ListLine](self.tr("Chi bộ"), lambda line: cells.short_name(line.cell_name), width=28, least=16),
            Column[ListLine](self.tr("Tình trạng"), lambda line: line.standing, width=11),
            Column[ListLine](self.tr("Diện"), _duty, width=24, least=13, leaves=1, role="muted"),
            Column[ListLine](self.tr("Thay đổi từ đầu năm"), _change, width=22, least=13, short=self.tr("Thay đổi")),
            Column[ListLine](self.tr("Ngày"), lambda line: line.day, width=11),
        )
        groups = (
            *(
                Group[ListLine](standing.label, _of_standing(standing))
                for standing in Standing
                if any(line.standing is standing for line in lines)
            ),
            *(Group[ListLine](change.value, _of_change(change)) for change in (Change.JOINED, Change.LEFT)),
        )
        return self.open_list(self.tr("Đảng viên"), text, columns, lines, to_member, groups)

    def admitted(self) -> NamesDialog:
        """Those admitted since 1 January, with how far the year's target is."""
        on = self.today
        with self.db.read() as session:
            made = pace.admissions(session, on)
            names, apart = cells.names(session), namesakes.on(session, on)
        figure, target = made.figure, made.target
        if target is None:
            text = self.tr("Chưa đặt chỉ tiêu kết nạp cho năm {year}.").format(year=on.year)
        else:
            text = self.tr("Chỉ tiêu năm {year}: {goal}. {sentence}").format(
                year=on.year, goal=target_words.goal(target.row), sentence=target_words.sentence(target)
            )
        dialog = figure_names.dialog(figure, names, self._window, more=text, apart=apart)
        dialog.opened.connect(lambda line: self.go.emit(*figure_names.target_of(line)))
        dialog.open()
        return dialog

    def absent(self, lines: Sequence[AbsentLine]) -> NamesDialog:
        """Those absent without reason this year as often as the rule card reminds of."""
        names = self._cell_names()
        columns = (
            self.name_column(),
            self.cell_column(names),
            Column[AbsentLine](self.tr("Số lần"), lambda line: line.times, width=8, state=_alarming),
            Column[AbsentLine](
                self.tr("Các ngày"), lambda line: ", ".join(f"{day:%d/%m}" for day in line.days), width=34
            ),
        )
        with self.db.read() as session:
            rule = rules.book(session).on(self.today)
        text = self.tr("Từ 01/01/{year}, các cuộc sinh hoạt thường kỳ mà đồng chí thuộc diện phải dự. {rule}").format(
            year=self.today.year, rule=alarms.sentence(AlarmKind.UNEXCUSED, rule)
        )
        title = self.tr("Vắng không lý do từ {n} lần").format(n=rule.unexcused_notice)
        return self.open_list(title, text, columns, lines, to_attendance)

    def probation(self, lines: Sequence[ProbationLine]) -> NamesDialog:
        """Those on probation whose 12 months end soon or have ended."""
        on, names = self.today, self._cell_names()

        def left(line: ProbationLine) -> str:
            days = (line.due_on - on).days
            if days >= 0:
                return self.tr("còn {n} ngày").format(n=days)
            return self.tr("đã đủ {n} ngày · {stage}").format(n=-days, stage=line.stage(on).value.lower())

        columns = (
            self.name_column(),
            self.cell_column(names),
            Column[ProbationLine](self.tr("Ngày vào Đảng"), lambda line: line.admitted_on, width=15),
            Column[ProbationLine](self.tr("Chính thức từ"), lambda line: line.due_on, width=15),
            Column[ProbationLine](self.tr("Hạn xét"), lambda line: line.last_on, width=12),
            Column[ProbationLine](
                self.tr("Thời hạn"), left, width=30, state=lambda line: _STAGE_STATES[line.stage(on)]
            ),
        )
        groups = tuple(
            Group[ProbationLine](stage.value, lambda line, stage=stage: line.stage(on) is stage) for stage in Stage
        )
        text = self.tr(
            "Đảng viên dự bị đã hết hoặc còn không quá 60 ngày là hết thời gian dự bị, kể từ ngày kết nạp. Chi bộ xét "
            "trong 30 ngày làm việc sau đó; xét muộn thì vẫn là chính thức từ ngày hết dự bị. Đã công nhận thì bấm "
            "“Ghi công nhận…” (Ctrl+Enter)."
        )
        dialog = self.open_list(self.tr("Dự bị đến hạn công nhận"), text, columns, lines, to_member, groups)

        def form(line: ProbationLine) -> FormDialog:
            from ui.members.event_form import EventForm

            return EventForm(self.db, line.member_id, dialog, kind=EventKind.RECOGNITION)

        def rest() -> Sequence[ProbationLine]:
            with self.db.read() as session:
                return reminders.probation_due(session, self.today)

        self.offer_to_mend(dialog, self.tr("Ghi công nhận…"), "user-check", form, rest)
        return dialog

    def transfers(self, lines: Sequence[TransferLine]) -> NamesDialog:
        """Those who went to another Party body that has not confirmed their arrival in time."""
        names = self._cell_names()
        columns = (
            self.name_column(),
            self.cell_column(names),
            Column[TransferLine](self.tr("Giấy giới thiệu"), lambda line: line.letter_number, width=16),
            Column[TransferLine](self.tr("Từ ngày"), lambda line: line.since, width=11),
            Column[TransferLine](self.tr("Nơi đến"), lambda line: line.place, width=32),
            Column[TransferLine](self.tr("Hạn"), lambda line: line.due_on, width=11, state=lambda _line: State.BAD),
        )
        text = self.tr(
            "Chuyển sinh hoạt chính thức trong 12 tháng qua, đã quá hạn (tính ngày làm việc) mà chưa ghi nơi đến xác "
            "nhận. Chọn một hay nhiều dòng (Ctrl+A: tất cả) rồi bấm “Ghi đã tiếp nhận…” (Ctrl+Enter)."
        )
        title = self.tr("Chuyển đi chưa có xác nhận")
        dialog = self.open_list(title, text, columns, lines, to_member)

        def confirm(rows: Sequence[TransferLine]) -> None:
            form = ArrivalForm(self.db, rows, dialog)
            form.accepted.connect(show_rest)
            form.open()

        def show_rest() -> None:
            """What is left to confirm; the days on the slips differ, so the list stays for the next ones."""
            with self.db.read() as session:
                rest = transfers.unconfirmed(session, self.today)
            dialog.show_rest(rest)

        dialog.add_action(self.tr("Ghi đã tiếp nhận…"), "send", confirm)
        return dialog

    def badges(self, wave: date, lines: Sequence[DueLine]) -> NamesDialog:
        """Those due for a badge at the next wave, and those who reached one before without an award being written."""
        names = self._cell_names()
        columns = (
            self.name_column(),
            self.cell_column(names),
            Column[DueLine](
                self.tr("Ngày vào Đảng"), lambda line: line.admitted_on, 14, least=11, short=self.tr("Vào Đảng")
            ),
            Column[DueLine](self.tr("Tuổi Đảng"), lambda line: str(line.age), width=15),
            Column[DueLine](self.tr("Huy hiệu"), _badge, width=10),
            Column[DueLine](self.tr("Đủ từ ngày"), lambda line: line.reached_on, width=11, leaves=2),
            Column[DueLine](
                self.tr("Ghi chú"), _badge_note, width=34, least=10, leaves=1, role="muted", tip=_badge_note
            ),
        )
        groups = (
            Group[DueLine](self.tr("Đến hạn đợt này"), lambda line: line.is_new),
            Group[DueLine](self.tr("Đã đủ từ trước"), lambda line: not line.is_new),
        )
        text = self.tr(
            "Tuổi Đảng tính đến ngày {day} theo quyết định kết nạp, trừ thời gian ra khỏi Đảng. Người “đã đủ từ trước” "
            "là người chưa ghi huy hiệu đã nhận. Trao rồi thì chọn các dòng (Ctrl+A: tất cả) và bấm “Ghi đã trao…” "
            "(Ctrl+Enter)."
        ).format(day=f"{wave:%d/%m/%Y}")
        title = self.tr("Huy hiệu Đảng, đợt {day}").format(day=f"{wave:%d/%m/%Y}")
        dialog = self.open_list(title, text, columns, lines, to_member, groups)
        award = partial(self._award, dialog, wave)
        dialog.add_action(self.tr("Ghi đã trao…"), "award", award)
        return dialog

    def _award(self, dialog: NamesDialog, wave: date, rows: Sequence[DueLine]) -> None:
        """Ask for the decision of those chosen; once it is written the list is no longer true and closes."""
        form = WaveForm(self.db, wave, rows, dialog)
        form.accepted.connect(dialog.accept)
        form.open()

    def lacking(self) -> NamesDialog:
        """Those whose papers lack what the statistics need."""
        with self.db.read() as session:
            lines = reminders.lacking(session, self.today)
            names = cells.names(session)
        words = lacking_words()
        columns = (
            self.name_column(),
            self.cell_column(names),
            Column[LackingLine](
                self.tr("Còn thiếu"), lambda line: ", ".join(words[field] for field in line.fields), width=46
            ),
        )
        groups = tuple(
            Group[LackingLine](word, lambda line, field=field: field in line.fields)
            for field, word in words.items()
            if any(field in line.fields for line in lines)
        )
        text = self.tr(
            "Những gì chưa ghi thì để “chưa rõ”, chương trình không tự điền. Bấm “Sửa…” (Ctrl+Enter) để ghi ngay ở "
            "đây, con trỏ ở mục còn thiếu."
        )
        dialog = self.open_list(self.tr("Đảng viên thiếu thông tin"), text, columns, lines, to_member, groups)

        def form(line: LackingLine) -> FormDialog:
            from ui.members.form import MemberForm

            chosen = {chip.title for chip in dialog.chips if chip.isChecked()}  # the part in view says what is meant
            field = next((one for one in line.fields if words[one] in chosen), line.fields[0])
            return MemberForm(self.db, dialog, member_id=line.member_id, at=_FIELDS.get(field, field))

        def rest() -> Sequence[LackingLine]:
            with self.db.read() as session:
                return reminders.lacking(session, self.today)

        self.offer_to_mend(dialog, self.tr("Sửa…"), "pencil", form, rest)
        return dialog

    def _cell_names(self) -> dict[int, str]:
        with self.db.read() as session:
            return cells.names(session)


_FIELDS = {"standing": "official_on"}
"""The field of the card that mends what is lacking, where it is called otherwise (models.reminders.LACKING)."""

_STAGE_STATES = {Stage.LATE: State.BAD, Stage.DUE: State.BAD, Stage.SOON: State.WARN, Stage.AHEAD: State.PLAIN}


def _badge(line: DueLine) -> str:
    return QCoreApplication.translate("PeopleBehind", "{n} năm").format(n=line.years)


def _badge_note(line: DueLine) -> str:
    tr = QCoreApplication.translate
    parts = [] if line.age.is_exact else [tr("PeopleBehind", "chưa rõ đúng ngày vào Đảng")]
    if line.unwritten:
        years = ", ".join(map(str, line.unwritten))
        parts.append(tr("PeopleBehind", "chưa ghi huy hiệu {years} năm").format(years=years))
    return "; ".join(parts)


def _of_standing(standing: Standing) -> Callable[[ListLine], bool]:
    return lambda line: line.standing is standing and line.change is not Change.LEFT


def _of_change(change: Change) -> Callable[[ListLine], bool]:
    return lambda line: line.change is change


def _alarming(line: AbsentLine) -> State:
    return State.BAD if line.is_alarming else State.WARN


def _duty(line: ListLine) -> Duty | None:
    return None if line.duty is Duty.ACTIVE else line.duty


def _change(line: ListLine) -> str:
    return line.ending.label if line.ending is not None else line.change.value
