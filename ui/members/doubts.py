"""What is said below a field of the card that is odd but saved all the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from models.errors import KnownError
from models.identity import mismatches, old_number_flaw, phone_flaw
from ui.choice import Choice
from ui.fields import DateField, FormDialog

_FROM, _REASON = "party_age_from", "party_age_reason"
_NUMBER, _BORN, _SEX = "citizen_id", "born_on", "gender"
_DIGITS: Final = 12
_FLAWS: Final = {"old_identity_number": old_number_flaw, "phone": phone_flaw}


def follow(form: FormDialog) -> None:
    """Say it now, and whenever one of these fields is left."""
    for name, flaw in _FLAWS.items():
        _follow(form, (name,), partial(_tell_number, form, name, flaw))
    _follow(form, (_FROM, _REASON), partial(_tell_reason, form))
    tell = partial(_tell_identity, form)
    _follow(form, (_NUMBER, _BORN), tell)
    _sex(form).picked.connect(tell)


def _follow(form: FormDialog, names: tuple[str, ...], tell: Callable[[], None]) -> None:
    for name in names:
        _line(form, name).editingFinished.connect(tell)
    tell()


def _line(form: FormDialog, name: str) -> QLineEdit:
    line = form.fields[name].widget
    assert isinstance(line, QLineEdit)
    return line


def _sex(form: FormDialog) -> Choice:
    choice = form.fields[_SEX].widget
    assert isinstance(choice, Choice)
    return choice


def _tell_identity(form: FormDialog, *_picked: object) -> None:
    """A number that speaks of another sex, century or year of birth than the card."""
    number, born = "".join(_line(form, _NUMBER).text().split()), form.fields[_BORN].widget
    assert isinstance(born, DateField)
    try:
        day = born.value()
    except KnownError:
        day = None  # the field says so itself
    is_whole = len(number) == _DIGITS and number.isascii() and number.isdecimal()
    wrong = "; ".join(mismatches(number, _sex(form).value(), day)) if is_whole else ""
    words = QCoreApplication.translate("Members", "{wrong}. Đối chiếu thẻ căn cước; vẫn lưu được.")
    form.fields[_NUMBER].set_hint(words.format(wrong=wrong[:1].upper() + wrong[1:]) if wrong else "")


def _tell_number(form: FormDialog, name: str, flaw: Callable[[str], str]) -> None:
    form.fields[name].set_hint(flaw(_line(form, name).text()))


def _tell_reason(form: FormDialog) -> None:
    """A reason changes nothing as long as there is no day."""
    is_idle = bool(_line(form, _REASON).text().strip()) and not _line(form, _FROM).text().strip()
    words = QCoreApplication.translate("Members", "Chưa ghi ngày nên tuổi Đảng vẫn tính theo ngày vào Đảng.")
    form.fields[_REASON].set_hint(words if is_idle else "")
