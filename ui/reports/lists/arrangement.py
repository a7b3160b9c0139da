"""The pages *Nhóm, sắp xếp* and *Bảng hai chiều*: fields that order a list, divide it and cross."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.listing.kinds import Subject
from models.listing.view import Cross, GroupBy, Share, Sort
from ui import theme
from ui.fields import Choice
from ui.widgets.find_choice import FindChoice
from ui.widgets.labels import label

_LEVELS = 3


class _Pair(QWidget):
    """A field, or none, and how it is taken."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self.how = FindChoice(), Choice()
        self.field.setAccessibleName(name)
        self.how.setAccessibleName(f"{name} – {self.tr('cách')}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.UNIT)
        for choice, stretch, letters in ((self.field, 3, 6), (self.how, 2, 9)):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(letters)
            choice.setMaxVisibleItems(20)
            row.addWidget(choice, stretch)
        self.field.picked.connect(lambda _key: self.changed.emit())
        self.how.picked.connect(lambda _how: self.changed.emit())


class _GroupPair(_Pair):
    """A field that groups and by what; `group` None while none is chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._subject: Subject | None = None
        self.field.picked.connect(lambda _key: self._offer())

    def show_group(self, subject: Subject, group: GroupBy | None) -> None:
        """Offer the fields of a subject that can group, standing on one."""
        self._subject = subject
        fields = [(one.label, one.key) for one in subject.fields if one.ways]
        self.field.set_entries([(self.tr("– không –"), None), *fields])
        self.field.set_value(group.field if group else None)
        self._offer()
        if group:
            self.how.set_value(group.by)

    @property
    def group(self) -> GroupBy | None:
        """The field and the way chosen."""
        key = self.field.value()
        return GroupBy(key, self.how.value()) if key else None

    def _offer(self) -> None:
        key = self.field.value()
        ways = self._subject.by_key[key].ways if self._subject and key else ()
        self.how.set_entries((by.label, by) for by in ways)
        self.how.setCurrentIndex(0 if ways else -1)
        self.how.setVisible(len(ways) > 1)


class _SortPair(_Pair):
    """A field of the order; `sort` None while none is chosen."""

    def show_sort(self, subject: Subject, sort: Sort | None) -> None:
        """Offer all fields, standing on one."""
        self.field.set_entries([(self.tr("– không –"), None), *((one.label, one.key) for one in subject.fields)])
        self.field.set_value(sort.field if sort else None)
        self.how.set_entries(((self.tr("tăng dần"), False), (self.tr("giảm dần"), True)))
        self.how.set_value(sort.is_descending if sort else False)

    @property
    def sort(self) -> Sort | None:
        """The field and the direction chosen."""
        key = self.field.value()
        return Sort(key, self.how.value()) if key else None


class OrderPage(QWidget):
    """Up to three levels of groups and of order."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group_pairs = [_GroupPair(self.tr("Chia nhóm {n}").format(n=n + 1)) for n in range(_LEVELS)]
        self.sort_pairs = [_SortPair(self.tr("Sắp xếp {n}").format(n=n + 1)) for n in range(_LEVELS)]
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.GAP,) * 4)
        box.setSpacing(theme.GAP)
        box.addWidget(label(self.tr("Chia nhóm theo"), "heading"))
        for pair in self.group_pairs:
            box.addWidget(pair)
        hint = self.tr("Mỗi nhóm có số lượng; cột nào chọn dòng cộng ở trang Cột thì nhóm có dòng cộng.")
        box.addWidget(label(hint, "muted", wrap=True))
        box.addSpacing(theme.GAP)
        box.addWidget(label(self.tr("Sắp xếp theo"), "heading"))
        for pair in self.sort_pairs:
            box.addWidget(pair)
        box.addWidget(label(self.tr("Không chọn: theo tên, chi bộ, ngày như trong sổ."), "muted", wrap=True))
        box.addStretch(1)
        for pair in (*self.group_pairs, *self.sort_pairs):
            pair.changed.connect(self.changed)

    def show_order(self, subject: Subject, groups: Sequence[GroupBy], sorts: Sequence[Sort]) -> None:
        """Show the groups and the order of a list."""
        for place, pair in enumerate(self.group_pairs):
            pair.show_group(subject, groups[place] if place < len(groups) else None)
        for place, pair in enumerate(self.sort_pairs):
            pair.show_sort(subject, sorts[place] if place < len(sorts) else None)

    @property
    def groups(self) -> tuple[GroupBy, ...]:
        """The levels of groups, from the outside."""
        return tuple(found for pair in self.group_pairs if (found := pair.group) is not None)

    @property
    def sorts(self) -> tuple[Sort, ...]:
        """The fields of the order, the first before all others."""
        return tuple(found for pair in self.sort_pairs if (found := pair.sort) is not None)


class CrossPage(QWidget):
    """Whether there is a table of two fields, of which, and what its percentages are of."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.result = Choice(
            (
                (self.tr("Chỉ danh sách"), "list"),
                (self.tr("Chỉ bảng hai chiều"), "cross"),
                (self.tr("Cả hai, mỗi thứ một trang"), "both"),
            )
        )
        self.result.setAccessibleName(self.tr("Kết quả"))
        self.rows, self.columns = _GroupPair(self.tr("Dòng")), _GroupPair(self.tr("Cột"))
        self.share = Choice((one.label, one) for one in Share)
        self.share.setAccessibleName(self.tr("Tỷ lệ phần trăm"))
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.GAP,) * 4)
        box.setSpacing(theme.GAP)
        for words, widget in (
            (self.tr("Kết quả gồm"), self.result),
            (self.tr("Dòng"), self.rows),
            (self.tr("Cột"), self.columns),
            (self.tr("Tỷ lệ phần trăm"), self.share),
        ):
            box.addWidget(label(words, "heading"))
            box.addWidget(widget)
        hint = self.tr(
            "Đếm số dòng có cả hai giá trị. Tỷ lệ làm tròn hai chữ số; phần lệch để cộng đúng 100,00 ưu tiên dồn vào "
            "số lớn nhất, số bằng nhau thì tỷ lệ bằng nhau. Bấm vào một số để xem tên."
        )
        box.addWidget(label(hint, "muted", wrap=True))
        box.addStretch(1)
        self.result.picked.connect(lambda _value: self._take())
        for pair in (self.rows, self.columns):
            pair.changed.connect(self._take)
        self.share.picked.connect(lambda _value: self.changed.emit())

    def show_cross(self, subject: Subject, cross: Cross | None, *, has_list: bool) -> None:
        """Show the two fields of a list, none without."""
        self.result.set_value("list" if cross is None else "both" if has_list else "cross")
        self.rows.show_group(subject, cross.rows if cross else None)
        self.columns.show_group(subject, cross.columns if cross else None)
        self.share.set_value(cross.share if cross else Share.NONE)
        self._enable()

    @property
    def has_list(self) -> bool:
        """Whether the lines are wanted."""
        return self.result.value() != "cross"

    @property
    def is_wanted(self) -> bool:
        """Whether the table of two fields is."""
        return self.result.value() != "list"

    @property
    def cross(self) -> Cross | None:
        """The two fields; None while there are not both, or none are wanted."""
        rows, columns = self.rows.group, self.columns.group
        if not self.is_wanted or rows is None or columns is None:
            return None
        return Cross(rows, columns, self.share.value())

    def _take(self) -> None:
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        for widget in (self.rows, self.columns, self.share):
            widget.setEnabled(self.is_wanted)
