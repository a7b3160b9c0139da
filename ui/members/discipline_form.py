"""The form of a discipline, and what it does beside: an expulsion ends the membership, a dismissal the positions."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from models import awards, codes, dismissals, expulsions, stays
from models.awards import DisciplineValues
from models.dismissals import Key
from ui import theme
from ui.members.pairs import choice
from ui.members.record_forms import PlainDisciplineForm
from ui.widgets.labels import label


class DisciplineForm(PlainDisciplineForm):
    """Kỷ luật by the Party, or by the government and the law; what follows from it is written in the same step."""

    def build(self) -> None:
        """Add the fields; the forms to choose from are those of the side that decided."""
        self.setWindowTitle(self.tr("Ghi kỷ luật") if self.is_new else self.tr("Sửa kỷ luật"))
        sides = [
            (self.tr("Đảng"), codes.DISCIPLINE),
            (self.tr("Chính quyền, cơ quan, pháp luật"), codes.STATE_DISCIPLINE),
        ]
        self.side = self.add("side", self.tr("Bên xử lý kỷ luật"), choice(sides))
        is_state = self._read_facts()
        self.side.set_value(codes.STATE_DISCIPLINE if is_state else codes.DISCIPLINE)
        form = self.add_code("form_id", self.tr("Hình thức"), self.side.value(), required=True)
        self._add_consequences()
        self.add_paper()
        self.side.currentIndexChanged.connect(lambda _: self._offer_forms())
        form.currentIndexChanged.connect(lambda _: self._follow())

    def save(self) -> None:
        """Write the discipline with what follows from it in one step: the leaving, the positions given up."""
        values = self.values()
        leaves = not self.leaves.isHidden() and self.leaves.isChecked()
        title = self.tr("Khai trừ") if leaves else self.windowTitle()
        on = self._db.clock().date()
        with self._db.write(f"{title}: {self.name}") as session:
            write = awards.expel if leaves else awards.write
            written = write(session, self._member_id, values, self._row_id, on=on)
            if self._dismissal in (values.form_id, self._form_before):
                is_dismissal = values.form_id == self._dismissal
                given_up = [key for key, box in self.given_up.items() if is_dismissal and box.isChecked()]
                dismissals.end(session, written, given_up)

    @property
    def _member_id(self) -> int:
        assert isinstance(self.owner, int)  # that of a Party body is a PlainDisciplineForm
        return self.owner

    def _read_facts(self) -> bool:
        """Read what the member is and holds; tell whether the discipline to correct is not the Party's."""
        before = self._values if isinstance(self._values, DisciplineValues) else None
        self._form_before = before.form_id if before else None
        with self._db.read() as session:
            self._expulsion = expulsions.form_id(session)
            self._dismissal = codes.id_of(session, codes.DISCIPLINE, dismissals.CODE)
            self._can_leave = stays.current(session, self._member_id) is not None
            self._has_left = self._row_id is not None and awards.has_event(session, self._row_id)
            self._held = dismissals.held(session, self._member_id, self._row_id)
            return self._form_before in codes.labels(session, codes.STATE_DISCIPLINE)

    def _add_consequences(self) -> None:
        self.leaves = QCheckBox(self.tr("Ghi luôn biến động khai trừ: ra khỏi danh sách từ ngày có hiệu lực"))
        self.leaves.setChecked(self.is_new)
        self.form.addWidget(self.leaves)
        self.note = label("", "muted", wrap=True)
        self.form.addWidget(self.note)
        self.posts = QWidget()
        box = QVBoxLayout(self.posts)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.UNIT)
        box.addWidget(label(self.tr("Ghi luôn thôi giữ chức vụ từ ngày có hiệu lực:")))
        self.given_up: dict[Key, QCheckBox] = {}
        for one in self._held:
            self.given_up[one.key] = made = QCheckBox(one.title)
            made.setChecked(one.is_ended or self.is_new)
            box.addWidget(made)
        self.form.addWidget(self.posts)
        for part in (self.leaves, self.note, self.posts):
            part.hide()

    def _offer_forms(self) -> None:
        self.choices["form_id"].set_entries(self.entries("form_id", self.side.value(), required=True))
        self._follow()

    def _follow(self) -> None:
        """Show what follows from the form chosen."""
        chosen = self.choices["form_id"].value()
        is_expulsion = chosen is not None and chosen == self._expulsion
        self.leaves.setVisible(is_expulsion and self._can_leave and not self._has_left)
        self.posts.setVisible(bool(self._held) and chosen is not None and chosen == self._dismissal)
        if self._has_left and is_expulsion:
            note = self.tr("Biến động khai trừ ở tab Quá trình được sửa theo, cùng ngày và số quyết định.")
        elif self._has_left and chosen is not None:
            note = self.tr("Biến động khai trừ cũng được bỏ: đồng chí có lại trong danh sách.")
        else:
            note = ""
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.fit()
