"""Two plain screens for the tests of the window that holds them."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from ui.main_window import ScreenSpec
from ui.screen import Found, Screen


class First(Screen):
    """Counts its reloads and remembers what it was shown."""

    key = "first"
    title = "Màn hình một"
    help_page = "mot"
    watches = frozenset({"setting"})

    def __init__(self, db, parent=None) -> None:
        super().__init__(db, parent)
        self.reloads = 0
        self.items: list[object] = []
        self.pressed = 0
        self.may_leave = True
        self.field = QLineEdit()
        self.body.addWidget(self.field)
        self.add = self.add_action("Thêm đảng viên", "user-plus", self.press, primary=True, shortcut="Ctrl+N")

    def press(self) -> None:
        self.pressed += 1

    def reload(self) -> None:
        self.reloads += 1

    def show_item(self, argument: object) -> None:
        self.items.append(argument)

    def leave(self) -> bool:
        return self.may_leave

    @classmethod
    def look_up(cls, db, text: str) -> list[Found]:
        people = {1: "Lò Văn Ánh", 2: "Lò Thị Đào"}
        return [Found(name, "Chi bộ bản Tin Tốc", number) for number, name in people.items() if "lo" in text]


class Second(First):
    """The same under another name, listening to another table."""

    key = "second"
    title = "Màn hình hai"
    watches = frozenset({"member"})


SPECS = (
    ScreenSpec("first", "Màn hình một", "house", "tests.ui.plain_screens:First"),
    ScreenSpec("second", "Màn hình hai", "users", "tests.ui.plain_screens:Second"),
)
