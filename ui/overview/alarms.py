"""The lists of alarms and of overdue tasks: what is wrong, with whom, since when, and the rule behind it."""

from __future__ import annotations

from collections.abc import Sequence

from models import alarms, cells, first_month, rules
from models.alarms import Alarm, AlarmKind
from models.late_tasks import LateTask
from models.tables import MeetingKind
from ui.overview.behind import Behind, to_attendance
from ui.tables import Column
from ui.theme import State
from ui.widgets.names import Group, NamesDialog


class AlarmsBehind(Behind):
    """Opens the alarms, all or of one kind."""

    def show(self, found: Sequence[Alarm], *kinds: AlarmKind) -> NamesDialog:
        """List alarms; `kinds` are those wanted, all without any."""
        lines = alarms.counted(found, *(kinds or AlarmKind))
        with self.db.read() as session:
            rule = rules.book(session).on(self.today)
            since = first_month.read(session)
        shown = [kind for kind in AlarmKind if any(line.kind is kind for line in lines)]
        ruled = {kind: f"{kind.value}: {alarms.sentence(kind, rule, since)}" for kind in shown}
        groups = [Group[Alarm](kind.value, lambda line, kind=kind: line.kind is kind) for kind in shown]
        title = kinds[0].value if len(kinds) == 1 else self.tr("Cảnh báo sinh hoạt")
        dialog = self.open_list(
            title,
            "\n".join(ruled.values()),
            (
                Column[Alarm](self.tr("Cảnh báo"), lambda line: line.kind.value, width=30, least=20, state=_state),
                Column[Alarm](
                    self.tr("Chi bộ, đồng chí"), lambda line: cells.short_name(line.name), width=28, least=18
                ),
                Column[Alarm](
                    self.tr("Cụ thể"), lambda line: line.detail, width=40, least=26, tip=lambda line: line.detail
                ),
            ),
            lines,
            _target,
            groups if shown[1:] else (),
            empty=self.tr("Không có cảnh báo nào."),
        )
        if shown[1:]:
            dialog.explain_each(lambda line: ruled[line.kind])  # six rules leave no room for names on a small screen
        if shown == [AlarmKind.NO_THEMATIC]:

            def add(rows: Sequence[Alarm]) -> None:
                dialog.accept()
                month = {"cell_id": rows[0].cell_id, "year": rows[0].year, "month": rows[0].month}
                self.go.emit("meetings", {"add": MeetingKind.THEMATIC, **month})

            dialog.add_action(self.tr("Thêm cuộc họp chuyên đề…"), "plus", add)
        return dialog

    def late_tasks(self, found: Sequence[LateTask]) -> NamesDialog:
        """List tasks past their day; a line opens the meeting that judges it."""
        columns = (
            Column[LateTask](self.tr("Chi bộ"), lambda line: cells.short_name(line.cell_name), width=26, least=18),
            Column[LateTask](
                self.tr("Nhiệm vụ"), lambda line: line.task.text, width=40, least=26, tip=lambda line: line.task.text
            ),
            Column[LateTask](
                self.tr("Người thực hiện"),
                lambda line: line.task.who,
                width=24,
                least=16,
                tip=lambda line: line.task.who,
            ),
            Column[LateTask](self.tr("Hạn"), lambda line: line.task.due_on, width=11, state=lambda _line: State.BAD),
        )
        text = self.tr(
            "Nhiệm vụ giao trong các cuộc họp đã quá hạn mà chưa cuộc họp nào ghi đã hoàn thành hoặc không thực hiện "
            "nữa. Mở một dòng để đánh giá ở trang Nội dung, phần Nhiệm vụ kỳ trước của cuộc họp gần nhất."
        )
        return self.open_list(self.tr("Nhiệm vụ quá hạn"), text, columns, found, to_task)


def to_task(line: LateTask) -> tuple[str, object]:
    """Where a task is judged."""
    return "meetings", {"content": line.meeting_id, "task": line.task.id}


def _state(line: Alarm) -> State:
    return State.BAD if line.is_bad else State.WARN


def _target(line: Alarm) -> tuple[str, object]:
    if line.member_id is not None:
        return to_attendance(line)
    month: dict[str, object] = {"cell_id": line.cell_id, "year": line.year, "month": line.month}
    has_no_class = line.kind is AlarmKind.LATE_RESULT and not line.is_bad
    return "meetings", month | {"score": True} if has_no_class else month
