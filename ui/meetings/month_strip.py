"""The way of a month: Mở kỳ → Lịch → Điểm danh → Chấm điểm → Kiểm tra → Chốt, each step with how far it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from models.months import Month, MonthStep, StepCount
from ui import theme
from ui.widgets.flow import FlowRow

_ICONS = {
    MonthStep.OPEN: "calendar-plus",
    MonthStep.PLAN: "calendar-check",
    MonthStep.ROLL: "clipboard-list",
    MonthStep.SCORE: "clipboard-check",
    MonthStep.CHECK: "list-checks",
    MonthStep.CLOSE: "lock",
}


class MonthStrip(QWidget):
    """Six buttons in a row, the first step that is not done to be done next; what else concerns the month below."""

    chosen = Signal(object)
    """A step was clicked: a MonthStep."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[MonthStep, QPushButton] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.UNIT)
        steps, self._tools = FlowRow(), FlowRow()
        rows.addWidget(steps)
        rows.addWidget(self._tools)
        for step in MonthStep:
            button = QPushButton()
            button.setProperty("kind", "flat")
            button.clicked.connect(partial(self.chosen.emit, step))
            steps.add(button)
            self.buttons[step] = button

    def add(self, *widgets: QWidget) -> None:
        """Put what else concerns the month below the steps."""
        self._tools.add(*widgets)

    def show_month(self, month: Month) -> None:
        """Show how far a month is."""
        following = next((one.step for one in month.steps if not one.is_done and one.step is not MonthStep.CHECK), None)
        for one in month.steps:
            button = self.buttons[one.step]
            button.setText(self._words(one, month))
            button.setToolTip(self._tip(one, month))
            theme.dress(
                button, "circle-check" if one.is_done else _ICONS[one.step], "green" if one.is_done else "muted"
            )
            theme.set_role(button, "kind", "" if one.step is following else "flat")

    def _words(self, one: StepCount, month: Month) -> str:
        if one.step is MonthStep.CLOSE and month.closing is not None:
            return self.tr("Đã chốt lần {n}").format(n=month.closing.edition)
        if one.step is MonthStep.CLOSE and month.reopened is not None:
            return self.tr("Đang mở để đính chính ({label})").format(label=month.reopened.label)
        if one.step in (MonthStep.CHECK, MonthStep.CLOSE):
            return one.step.value
        return f"{one.step.value} {one.done}/{one.total}"

    def _tip(self, one: StepCount, month: Month) -> str:
        left = one.total - one.done
        match one.step:
            case MonthStep.OPEN:
                return self.tr("Còn {n} chi bộ chưa có cuộc họp trong tháng.").format(n=left)
            case MonthStep.PLAN if one.is_done:
                return self.tr("Mọi cuộc họp có giờ, nơi họp; bấm để xem, in thông báo lịch sinh hoạt.")
            case MonthStep.PLAN:
                return self.tr("Còn {n} chi bộ chưa ghi giờ và nơi họp; bấm để mở cuộc họp đầu tiên.").format(n=left)
            case MonthStep.ROLL:
                return self.tr("Còn {n} chi bộ chưa ghi xong điểm danh; bấm để mở.").format(n=left)
            case MonthStep.SCORE:
                return self.tr("Còn {n} cuộc họp chưa có điểm, xếp loại; bấm để mở.").format(n=left)
            case MonthStep.CHECK:
                return self.tr("Xem những điều cần biết trước khi gửi số liệu tháng.")
            case _ if month.closing is not None:
                by = f" · {month.closing.closed_by}" if month.closing.closed_by else ""
                return self.tr("Chốt {label}{by}. Bấm để xem các lần chốt, mở lại để đính chính.").format(
                    label=month.closing.label, by=by
                )
            case _ if month.reopened is not None:
                return self.tr("Lý do: {reason}. Sửa xong, bấm để chốt lần {n}.").format(
                    reason=month.reopened.reason.rstrip("."), n=month.reopened.edition + 1
                )
            case _:
                return self.tr("Chốt số liệu: điểm danh, điểm của tháng không đổi nữa.")
