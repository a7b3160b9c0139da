"""The part of the form of a new member that says how they came into the book."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from models.errors import KnownError
from models.events import EventValues
from models.members import MemberValues
from models.tables import Duty, EventKind
from ui.fields import DateField, FormDialog
from ui.members import event_words
from ui.members.pairs import Pairs, choice, not_ahead

_KINDS = (EventKind.LISTED, EventKind.ADMISSION, EventKind.TRANSFER_IN, EventKind.TEMP_IN)


class Arrival:
    """Vào sổ bằng: kết nạp mới, chuyển đến, or just written down; with the cell, the day and the paper."""

    def __init__(
        self, form: FormDialog, page: QVBoxLayout, cells: list[tuple[str, int]], cell_id: int | None, today: date
    ) -> None:
        tr = QCoreApplication.translate
        self._fields, self._today = form.fields, today
        part = Pairs(form, tr("Arrival", "Vào danh sách"), page)
        titles = {
            EventKind.LISTED: tr("Arrival", "Ghi sổ (chưa rõ vào bằng cách nào)"),
            EventKind.ADMISSION: tr("Arrival", "Kết nạp mới"),
            EventKind.TRANSFER_IN: tr("Arrival", "Chuyển đến"),
            EventKind.TEMP_IN: tr("Arrival", "Sinh hoạt tạm thời tại đây"),
        }
        self.kind = form.add(
            "arrival", tr("Arrival", "Vào sổ bằng"), choice((titles[kind], kind) for kind in _KINDS), into=part
        )
        self.cell = form.add(
            "cell_id",
            tr("Arrival", "Chi bộ"),
            choice([(tr("Arrival", "(chọn chi bộ)"), None), *cells]),
            required=True,
            into=part,
        )
        self.cell.set_value(cell_id)
        self.since = form.add("since", tr("Arrival", "Sinh hoạt tại đây từ ngày"), DateField(), into=part)
        self.duty = form.add(
            "duty", tr("Arrival", "Tình trạng"), choice((duty.label, duty) for duty in Duty), into=part
        )
        self.scope = form.add("scope", "", choice(event_words.scopes()), into=part)
        self.place = form.add("place", "", QLineEdit(), into=part)
        self.number = form.add("decision_number", "", QLineEdit(), into=part)
        self.decision_on = form.add("decision_on", "", DateField(), into=part)
        self.place.setMaxLength(200)
        self.number.setMaxLength(40)
        self._proposed = ""
        self.decision_on.textChanged.connect(self._propose_admission)
        self.kind.picked.connect(lambda _: self.follow())
        self.follow()

    def follow(self) -> None:
        """Show the fields that the way of coming needs."""
        kind: EventKind = self.kind.value()
        is_listed = kind is EventKind.LISTED
        asked = {} if is_listed else event_words.fields_of(kind)
        for name in ("scope", "place", "decision_number", "decision_on"):
            self._fields[name].setVisible(name in asked)
            if name in asked:
                self._fields[name].set_title(asked[name])
        self._fields["duty"].setVisible(is_listed)
        since = self._fields["since"]
        since.setVisible(kind is not EventKind.ADMISSION)
        since.set_title(since.widget.accessibleName(), required=not is_listed)
        self.since.setPlaceholderText(
            QCoreApplication.translate("Arrival", "để trống nếu chưa rõ") if is_listed else ""
        )
        if "admitted_on" in self._fields:
            admitted = self._fields["admitted_on"]
            admitted.set_title(admitted.widget.accessibleName(), required=kind is EventKind.ADMISSION)
        self._propose_admission()

    def _propose_admission(self) -> None:
        """The admission is of the day of its decision; a date that was typed there stays."""
        admitted = self._fields["admitted_on"].widget if "admitted_on" in self._fields else None
        if not isinstance(admitted, DateField) or admitted.text().strip() not in ("", self._proposed):
            return
        try:
            day = self.decision_on.day()
        except KnownError:
            return  # half typed
        if self.kind.value() is EventKind.ADMISSION and day is not None:
            admitted.set_value(day)
            self._proposed = admitted.text()

    @property
    def duty_value(self) -> Duty:
        """Whether the member must attend; only one whose coming is not known can have another duty than the usual."""
        return self.duty.value() if self.kind.value() is EventKind.LISTED else Duty.ACTIVE

    def event(self, values: MemberValues) -> EventValues | None:
        """The event that the form says, None when nothing is known of the coming. Raises KnownError."""
        kind: EventKind = self.kind.value()
        if kind is EventKind.LISTED:
            return None
        tr = QCoreApplication.translate
        if kind is EventKind.ADMISSION:
            if values.admitted_on is None:
                raise KnownError(tr("Arrival", "Hãy ghi ngày vào Đảng."), field="admitted_on")
            first, is_known = values.admitted_on.first, values.admitted_on.is_full
            is_month_known = values.admitted_on.month is not None
        else:
            since = self.since_value(values)
            if since is None:
                raise KnownError(tr("Arrival", "Hãy ghi ngày đến sinh hoạt."), field="since")
            first, is_known, is_month_known = since, True, True
        paper = self.decision_on.day()
        return EventValues(
            kind,
            first,
            is_known,
            is_month_known=is_month_known,
            scope=None if kind is EventKind.ADMISSION else self.scope.value(),
            place="" if kind is EventKind.ADMISSION else self.place.text(),
            decision_number=self.number.text(),
            decision_on=not_ahead(paper, self._today, "decision_on") if paper else None,
        )

    def since_value(self, values: MemberValues) -> date | None:
        """The first day here, None if it is not known. Raises KnownError if it cannot be."""
        since = self.since.day()
        if since is None:
            return None
        if values.admitted_on is not None and since < values.admitted_on.first:
            words = QCoreApplication.translate("Arrival", "Ngày {day} trước ngày vào Đảng {admitted}; hãy sửa lại.")
            raise KnownError(words.format(day=f"{since:%d/%m/%Y}", admitted=values.admitted_on), field="since")
        return not_ahead(since, self._today, "since")
