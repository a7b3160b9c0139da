"""Pages on paper: the system's print dialog, and what is said when they have gone or could not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtWidgets import QWidget

from exports.pages import Page
from ui import messages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog

Say = Callable[[str], object]
Done = Callable[[], object]


def ask_printer(name: str, pages: Sequence[Page], parent: QWidget, say: Say, done: Done | None = None) -> QPrintDialog:
    """Open the print dialog for some pages; `name` is what the printer shows of them, `done` is called once printed."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # loaded when something is printed

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setMinMax(1, len(pages))
    put = partial(print_on, pages, printer, parent=parent, say=say, done=done)
    dialog.accepted.connect(lambda: put(printer.resolution(), printer.fromPage(), printer.toPage()))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def print_on(
    pages: Sequence[Page],
    device: QPagedPaintDevice,
    dots: int,
    first: int = 0,
    last: int = 0,
    *,
    parent: QWidget,
    say: Say,
    done: Done | None = None,
) -> None:
    """Print the pages `first` to `last` (0: all) on a device of so many dots an inch."""
    from ui import printing

    tr = QCoreApplication.translate
    wanted = pages[max(first, 1) - 1 : last or None]
    try:
        printing.put_on_paper(wanted, device, dots)
    except OSError:
        messages.tell(
            parent,
            tr("Paper", "Máy in chưa sẵn sàng."),
            tr("Paper", "Hãy bật máy in, kiểm tra dây rồi in lại."),
        )
        return
    say(tr("Paper", "Đã gửi {n} trang tới máy in.").format(n=len(wanted)))
    if done is not None:
        done()
