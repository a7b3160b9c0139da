"""The lines of *Việc cần làm* in words: what waits, how urgent it is, and what the screen opens for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QObject

from models.alarms import Alarm as MeetingAlarm
from models.alarms import AlarmKind
from models.cells import short_name
from models.pipeline import Alarm
from models.reminders import Stage
from models.todo import Todo
from ui.overview.todo import TodoLine
from ui.theme import State

BACKUP_OLD = timedelta(days=7)
WAVE_SOON = timedelta(days=60)
"""The proposals for a wave of badges are urgent from then on."""


def lacking_words() -> dict[str, str]:
    """What a member's papers may lack (keys of models.reminders.LACKING), in words."""
    tr = QCoreApplication.translate
    return {
        "standing": tr("Todo", "chưa rõ chính thức hay dự bị"),
        "admitted_on": tr("Todo", "ngày vào Đảng"),
        "born_on": tr("Todo", "ngày sinh"),
        "citizen_id": tr("Todo", "số định danh"),
        "gender": tr("Todo", "giới tính"),
        "ethnic_id": tr("Todo", "dân tộc"),
    }


def alarms_of(todo: Todo, kind: AlarmKind) -> list[MeetingAlarm]:
    """What the line of a kind counts and opens: late results without a roll stand in a line of their own."""
    found = [one for one in todo.alarms if one.kind is kind]
    return [one for one in found if not one.is_bad] if kind is AlarmKind.LATE_RESULT else found


def _people(names: Iterable[str]) -> str:
    """The first names of a list, “…” for the rest."""
    shown = list(names)
    return ", ".join(shown[:3]) + (" …" if len(shown) > 3 else "")


class TodoLines(QObject):
    """Words for what is left to do."""

    def all(self, todo: Todo, cells: dict[int, str], last_backup: date | None) -> Iterator[TodoLine]:
        """Give every line; `cells` gives names by id, `last_backup` the day of the newest copy."""
        yield from self._office(todo)
        if todo.present.states:
            yield from self._month(todo)
        yield from self._unwritten(todo, cells)
        yield from self._absent(todo, cells)
        yield from self._alarms(todo)
        yield from self._tasks(todo)
        yield from self._probation(todo)
        yield from self._way(todo)
        yield from self._transfers(todo)
        yield from self._badges(todo)
        yield from self._short(todo)
        yield from self._terms(todo)
        yield from self._uncared(todo)
        yield from self._homes(todo)
        yield from self._lacking(todo)
        yield from self._backup(todo.on, last_backup)

    def _office(self, todo: Todo) -> Iterator[TodoLine]:
        if todo.is_nameless:
            text = self.tr("Chưa ghi tên cơ quan")
            yield TodoLine("office", "settings", text, self.tr("tên in trên mọi mẫu, phiếu gửi chi bộ"), State.WARN)

    def _month(self, todo: Todo) -> Iterator[TodoLine]:
        month = todo.present
        day = month.rule.due_day
        late = self.tr("đã qua hạn ngày {day}").format(day=day)
        if not todo.is_opened:
            text = self.tr("Chưa mở kỳ tháng {month}").format(month=month.month)
            due = self.tr("các chi bộ họp trước ngày {day}").format(day=day)
            is_late = bool(todo.missing)
            yield TodoLine(
                "open", "calendar-plus", text, late if is_late else due, State.BAD if is_late else State.WARN
            )
        elif todo.missing:
            text = self.tr("{n} chi bộ chưa họp tháng {month}").format(n=len(todo.missing), month=month.month)
            names = ", ".join(short_name(cell.name) for cell in todo.missing[:3])
            yield TodoLine("month", "circle-alert", text, f"{late} · {names}", State.BAD)

    def _unwritten(self, todo: Todo, cells: dict[int, str]) -> Iterator[TodoLine]:
        waiting = todo.unwritten
        if not waiting:
            return
        text = self.tr("{n} cuộc họp chưa ghi xong điểm danh").format(n=len(waiting))
        months = Counter((key.year, key.month) for key in waiting)
        detail = " · ".join(
            self.tr("tháng {month}: {n}").format(month=f"{month}/{year}" if year != todo.on.year else month, n=count)
            for (year, month), count in sorted(months.items(), reverse=True)
        )
        month = todo.present
        lacking = month.unwritten
        if lacking.whole and lacking.partly:  # the card of the month counts those half written among the cells that met
            name = self.tr("tháng {month}: {n}").format(month=month.month, n=lacking.total)
            detail = detail.replace(name, f"{name} ({lacking.parts})", 1)
        if len(waiting) == 1:
            detail = f"{short_name(cells[waiting[0].cell_id])} · {detail.rpartition(':')[0]}"
        yield TodoLine("unwritten", "clipboard-list", text, detail, State.WARN)

    def _absent(self, todo: Todo, cells: dict[int, str]) -> Iterator[TodoLine]:
        absent = todo.absent
        if not absent:
            return
        worst = absent[0].times
        rule = todo.present.rule
        state = State.BAD if absent[0].is_alarming else State.WARN
        if len(absent) == 1:
            text = self.tr("1 đồng chí vắng không lý do {n} lần").format(n=worst)
            detail = f"{absent[0].full_name} · {short_name(cells[absent[0].cell_id])}"
        else:
            text = self.tr("{n} đồng chí vắng không lý do từ {times} lần").format(
                n=len(absent), times=rule.unexcused_notice
            )
            alarming = sum(line.is_alarming for line in absent)
            detail = (
                self.tr("{n} đồng chí từ {times} lần trong năm {year}").format(
                    n=alarming, times=rule.unexcused_alarm, year=todo.on.year
                )
                if alarming
                else self.tr("trong năm {year}").format(year=todo.on.year)
            )
        yield TodoLine("absent", "user-x", text, detail, state)

    def _alarms(self, todo: Todo) -> Iterator[TodoLine]:
        """What the rule cards ask of the meetings beyond the lines above."""
        words = {
            AlarmKind.LATE_RESULT: ("clipboard-check", self.tr("{n} cuộc họp quá hạn chưa có điểm")),
            AlarmKind.BELOW: ("circle-alert", self.tr("{n} chi bộ dưới mục tiêu nhiều tháng")),
            AlarmKind.NO_THEMATIC: ("calendar-days", self.tr("{n} chi bộ chưa có chuyên đề trong quý")),
            AlarmKind.EXCUSED_RUNNING: ("user-x", self.tr("{n} đồng chí vắng có lý do liên tiếp")),
        }
        for kind, (icon, text) in words.items():
            found = alarms_of(todo, kind)
            if found:
                names = _people(short_name(one.name) for one in found)
                yield TodoLine(kind.name, icon, text.format(n=len(found)), names, State.WARN)

    def _tasks(self, todo: Todo) -> Iterator[TodoLine]:
        late = todo.tasks
        if late:
            text = self.tr("{n} nhiệm vụ quá hạn").format(n=len(late))
            named = dict.fromkeys(short_name(line.cell_name) for line in late)
            yield TodoLine("tasks", "clipboard-check", text, _people(named), State.WARN)

    def _probation(self, todo: Todo) -> Iterator[TodoLine]:
        due = todo.probation
        if not due:
            return
        text = self.tr("{n} đảng viên dự bị đến hạn công nhận").format(n=len(due))
        past = sum(line.due_on < todo.on for line in due)
        late = sum(line.stage(todo.on) is Stage.LATE for line in due)
        coming = next((line.due_on for line in due if line.due_on >= todo.on), None)
        parts = [self.tr("{n} đã hết thời gian dự bị").format(n=past)] if past else []
        if late:
            parts.append(self.tr("{n} quá hạn xét 30 ngày làm việc").format(n=late))
        if coming is not None:
            parts.append(self.tr("gần nhất {day}").format(day=f"{coming:%d/%m/%Y}"))
        yield TodoLine("probation", "user-check", text, " · ".join(parts), State.BAD if past else State.WARN)

    def _way(self, todo: Todo) -> Iterator[TodoLine]:
        """What is due on the way into the Party."""
        late = [line for line in todo.way if line.alarm is Alarm.CEREMONY_LATE]
        if late:
            text = self.tr("{n} lễ kết nạp quá hạn").format(n=len(late))
            yield TodoLine("ceremony", "calendar-check", text, _people(line.full_name for line in late), State.BAD)
        soon = [line for line in todo.way if line.alarm is not Alarm.CEREMONY_LATE]
        if soon:
            over = sum(line.alarm is Alarm.CERTIFICATE_OVER for line in soon)
            text = self.tr("{n} giấy chứng nhận sắp hết hạn").format(n=len(soon))
            if over:
                text = self.tr("{n} giấy chứng nhận sắp, đã hết hạn").format(n=len(soon))
            parts = [self.tr("{n} đã hết hạn").format(n=over)] if over else []
            detail = " · ".join([*parts, _people(line.full_name for line in soon)])
            yield TodoLine("certificates", "award", text, detail, State.WARN)

    def _transfers(self, todo: Todo) -> Iterator[TodoLine]:
        gone = todo.transfers
        if gone:
            text = self.tr("{n} đồng chí chuyển đi chưa có xác nhận").format(n=len(gone))
            yield TodoLine("transfers", "send", text, _people(line.full_name for line in gone), State.WARN)

    def _badges(self, todo: Todo) -> Iterator[TodoLine]:
        new = [line for line in todo.badges if line.is_new]
        if not new:
            return
        wave = todo.wave
        text = self.tr("{n} đồng chí đến hạn Huy hiệu Đảng").format(n=len(new))
        years = Counter(line.years for line in new)
        parts = [self.tr("{years} năm: {n}").format(years=year, n=years[year]) for year in sorted(years)]
        detail = " · ".join([self.tr("đợt {day}").format(day=f"{wave:%d/%m/%Y}"), *parts])
        is_soon = wave - todo.on <= WAVE_SOON
        yield TodoLine("badges", "award", text, detail, State.WARN if is_soon else State.PLAIN)

    def _short(self, todo: Todo) -> Iterator[TodoLine]:
        short = todo.short
        if short:
            text = self.tr("{n} chi bộ dưới {least} đảng viên chính thức").format(
                n=len(short), least=todo.least_official
            )
            names = ", ".join(f"{cell.short_name} ({cell.official})" for cell in short[:3])
            yield TodoLine("short", "triangle-alert", text, names, State.WARN)

    def _terms(self, todo: Todo) -> Iterator[TodoLine]:
        ending = todo.terms
        if not ending:
            return
        over = sum(line.term_until is not None and line.term_until < todo.on for line in ending)
        parts = [self.tr("{n} đã hết").format(n=over)] if over else []
        parts += [f"{short_name(line.name)} ({line.term_until:%d/%m/%Y})" for line in ending[:2]]
        text = self.tr("{n} nhiệm kỳ hết hoặc sắp hết").format(n=len(ending))
        yield TodoLine("terms", "calendar-days", text, " · ".join(parts), State.WARN)

    def _uncared(self, todo: Todo) -> Iterator[TodoLine]:
        alone = todo.uncared
        if alone:
            text = self.tr("{n} thôn, bản chưa có người phụ trách").format(n=len(alone))
            yield TodoLine("uncared", "map-pin", text, ", ".join(row.name for row in alone[:4]), State.PLAIN)

    def _homes(self, todo: Todo) -> Iterator[TodoLine]:
        if todo.homes:
            text = self.tr("{n} đồng chí có thể ghi nơi ở theo địa chỉ").format(n=len(todo.homes))
            villages = Counter(one.village for one in todo.homes)
            detail = " · ".join(f"{name}: {count}" for name, count in villages.most_common())
            yield TodoLine("homes", "map-pin", text, detail, State.IDLE)

    def _lacking(self, todo: Todo) -> Iterator[TodoLine]:
        if todo.lacking_people:
            words = lacking_words()
            most = sorted(todo.lacking.items(), key=lambda pair: -pair[1])
            text = self.tr("{n} đảng viên thiếu thông tin").format(n=todo.lacking_people)
            detail = " · ".join(f"{words[field]}: {count}" for field, count in most)
            yield TodoLine("lacking", "file-text", text, detail, State.IDLE)

    def _backup(self, on: date, last: date | None) -> Iterator[TodoLine]:
        if last is None:
            yield TodoLine(
                "backup", "hard-drive", self.tr("Chưa có bản sao lưu nào"), self.tr("sao lưu ngay"), State.WARN
            )
        elif on - last >= BACKUP_OLD:
            text = self.tr("Bản sao lưu đã {n} ngày").format(n=(on - last).days)
            yield TodoLine("backup", "hard-drive", text, self.tr("sao lưu ngay"), State.WARN)
