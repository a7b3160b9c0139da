"""What each kind of cell may hold, and the sentence when it holds something else (domain.md 2.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Generic, NamedTuple, TypeVar

from exports.readers.sheet import Value
from models import text
from models.identity import is_plain_phone, phone_flaw
from models.member_fields import LENGTHS
from models.tables import Gender

T = TypeVar("T")

_ROUNDED: Final = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+")
_DIGITS: Final = 12
_OLD_DIGITS: Final = 9  # of an identity card before the number of 12
_LAST_PROVINCE: Final = 96  # province codes of identity numbers, 001–096 (Thông tư 59/2021/TT-BCA)


class Read(NamedTuple, Generic[T]):
    """What a cell says: the value, or the reason why it cannot be taken; `is_warning` when it can, with a remark.

    `is_left_out`: the line comes in without what the cell says.
    """

    value: T | None = None
    reason: str = ""
    repair: str = ""
    is_warning: bool = False
    after: str = ""
    is_left_out: bool = False


def shown(value: Value) -> str:
    """Return a cell as the officer sees it, at most 60 letters, for a message; "" for an empty one."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    line = text.clean(str(value))
    return line if len(line) <= 60 else line[:59] + "…"


def nothing(value: str) -> Read[Any] | None:
    """Return what a cell reads as in which somebody wrote that it is not known; None where it says something."""
    if _SIGNS_OF_NOTHING.issuperset(value):
        return Read()
    if text.fold(value) in _UNKNOWN:
        return Read(
            None, f"“{text.clean(value)}” được hiểu là chưa biết.", "Biết thì ghi lại ở ô này.", is_warning=True
        )
    return None


def without_fraction(value: str) -> str:
    """Return a whole number as programs write it that keep every number with a fraction: 1976.0 is 1976."""
    found = _WHOLE.fullmatch(value.strip())
    return found[1] if found else value


def plain(value: Value, most: int = 200) -> Read[str]:
    """Read a short text: an organisation, a village, a label; one of more than `most` letters is refused."""
    if value is None:
        return Read()
    line = text.clean(shown_in_full(value))
    if _SIGNS_OF_NOTHING.issuperset(line):
        return Read()
    if len(line) > most:
        return Read(None, f"Dài {len(line)} chữ, quá {most}.", "Viết ngắn lại.")
    return Read(line or None)


def shown_in_full(value: Value) -> str:
    """Return a cell's whole text."""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def is_identity_number(value: str) -> bool:
    """Tell whether a text is a number of 12 digits as it should be."""
    return len(value) == 12 and value.isascii() and value.isdecimal() and value.strip("0") != ""


def are_identity_numbers(column: Sequence[Value]) -> bool:
    """Tell whether every cell of a column is a number of 12 digits as it should be: at one look, as a rule they are."""
    texts = [cell for cell in column if type(cell) is str and len(cell) == 12]
    digits = "".join(texts) if len(texts) == len(column) else ""
    return digits.isascii() and digits.isdecimal() and "0" * 12 not in texts


def identity_number(value: Value, label: str) -> Read[str]:
    """Read a 12-digit number kept as text; the zeros Excel cut from its front are put back, with a warning.

    `label` is the number's name at the start of a sentence.
    """
    if value is None:
        return Read()
    if isinstance(value, str) and is_identity_number(value):
        return Read(value)
    if isinstance(value, bool | date) or (isinstance(value, float) and not value.is_integer()):
        return Read(None, f"{label} không phải là dãy số.", _TWELVE)
    line = without_fraction(text.clean(str(value)))
    if (unknown := nothing(line)) is not None:
        return unknown
    if _ROUNDED.fullmatch(line):
        return Read(None, f"{label} đã bị Excel rút gọn thành “{line}”, không còn đủ chữ số.", _TWELVE)
    number = _SEPARATORS.sub("", line)
    if not number:
        return Read()
    typed = number.translate(_LETTERS_FOR_DIGITS)
    if typed != number and is_identity_number(typed):
        reason = f"{label} có chữ O, I gõ thay số 0, 1; đã đổi lại."
        return Read(typed, reason, "Kiểm tra lại số.", is_warning=True, after=typed)
    if not (number.isascii() and number.isdecimal()):
        return Read(None, f"{label} có chữ hoặc ký tự lạ.", _TWELVE)
    if not number.strip("0"):
        return Read(None, f"{label} toàn số 0.", "Ghi đúng số, hoặc để trống nếu chưa có.")
    if len(number) == 12:
        return Read(number)
    filled = number.zfill(12)
    if _has_lost_zeros(number) and 1 <= int(filled[:3]) <= _LAST_PROVINCE:
        return Read(
            filled,
            f"{label} mất số 0 ở đầu; đã thêm lại.",
            "Kiểm tra lại số sau khi thêm.",
            is_warning=True,
            after=filled,
        )
    return Read(None, f"{label} có {len(number)} chữ số, phải đủ 12.", _TWELVE)


def phone(value: Value) -> Read[str]:
    """Read a telephone number, or several; the zero Excel cut from the front of a single one is put back.

    One of another length than telephones have is taken as it stands, and named.
    """
    if isinstance(value, str) and is_plain_phone(value):
        return Read(value)
    if value is None or isinstance(value, bool | date):
        return plain(value)
    line = without_fraction(text.clean(str(value)).lstrip("'’‘`"))
    found = plain(line, LENGTHS["phone"])
    if found.reason and (first := _FIRST_PHONE.match(line)):
        reason = "Ô ghi nhiều số điện thoại, không đủ chỗ; chỉ lấy số đầu."
        return Read(first[1], reason, "Số kia ghi thêm ở thẻ đảng viên.", is_warning=True, after=first[1])
    if found.value is None:
        return found
    if not _WITHOUT_ZERO.fullmatch(_SEPARATORS.sub("", found.value)):
        flaw = phone_flaw(found.value)
        return found._replace(reason=f"Điện thoại {flaw}", repair=_STILL_TAKEN, is_warning=True) if flaw else found
    whole = f"0{found.value}"
    reason = "Số điện thoại mất số 0 ở đầu; đã thêm lại."
    return Read(whole, reason, "Kiểm tra lại số sau khi thêm.", is_warning=True, after=whole)


def old_card_number(value: Value) -> str | None:
    """Return a card number of the old kind (QĐ 85) as NN.NNNNNN, None if it is not one."""
    if isinstance(value, str) and len(value) == 12 and value.isdecimal():
        return None
    found = _OLD_CARD.fullmatch(without_fraction(text.clean(str(value))))
    return f"{found[1]}.{found[2]}{found[3]}" if found else None


def old_identity_number(value: Value) -> Read[str]:
    """Read a number of the old identity card: 9 digits (or 12) kept as text."""
    if value is None:
        return Read()
    line = without_fraction(text.clean(str(value)))
    if (unknown := nothing(line)) is not None:
        return unknown
    number = _SEPARATORS.sub("", line)
    if number.isascii() and number.isdecimal() and len(number) in (8, 9, 12):
        return Read(number.zfill(9))
    reason = "Số CMND cũ phải có 9 hoặc 12 chữ số."
    return Read(None, reason, _STILL_TAKEN, is_warning=True, is_left_out=True)


def citizen_number(value: Value) -> Read[str]:
    """Read the number in a column of identity cards, new or old; one of the old card is none, and is named.

    One with too few or too many digits is not taken and named too: it does not keep its person out.
    """
    found = identity_number(value, "Số CCCD")
    if found.value is not None or not found.reason:
        return found
    if (old := number_of_old_card(value)) is None:
        if not _is_of_other_length(value):
            return found
        reason = f"{found.reason.rstrip('.')}; chưa ghi số này."
        repair = "Ghi đủ số sau ở thẻ đảng viên; dòng này vẫn nhập."
        return Read(None, reason, repair, is_warning=True, is_left_out=True)
    reason = "9 chữ số là số CMND cũ: ghi vào “Số CMND cũ”, chưa có số CCCD."
    return Read(None, reason, "Bổ sung số CCCD sau; dòng này vẫn nhập.", is_warning=True, after=old)


def _is_of_other_length(value: Value) -> bool:
    """Tell whether a cell holds nothing but digits, too few or too many."""
    if isinstance(value, float) and not value.is_integer():
        return False
    number = _SEPARATORS.sub("", without_fraction(text.clean(str(value))))
    return number.isascii() and number.isdecimal() and number.strip("0") != "" and len(number) != _DIGITS


def number_of_old_card(value: Value) -> str | None:
    """Return the 9 digits of an old identity card, the zero that Excel cut from a number put back; else None."""
    number = _SEPARATORS.sub("", without_fraction(text.clean(str(value))))
    is_whole = len(number) == _OLD_DIGITS or (isinstance(value, int) and len(number) == _OLD_DIGITS - 1)
    return number.zfill(_OLD_DIGITS) if is_whole and number.isascii() and number.isdecimal() and int(number) else None


def lost_zero(value: Value) -> bool:
    """Tell whether a cell holds an identity number as Excel leaves it without its first zero."""
    if value is None or (isinstance(value, str) and len(value) == 12):
        return False
    number = _SEPARATORS.sub("", without_fraction(str(value)))
    return number.isdecimal() and _has_lost_zeros(number)


def _has_lost_zeros(number: str) -> bool:
    """Tell whether digits can be those of an identity number that Excel took for a number: all its zeros went."""
    return len(number) in (10, 11) and number[0] != "0"


def gender(value: Value) -> Read[Gender]:
    """Read a person's sex."""
    found = _GENDERS.get(text.fold(str(value)).strip(" .")) if value is not None else None
    if value is None or found:
        return Read(found)
    return Read(None, "Không hiểu giới tính.", "Ghi Nam hoặc Nữ.")


def count(value: Value) -> Read[int]:
    """Read a number of households or people, as a number or as text with thousands dots."""
    if value is None:
        return Read()
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000_000:
        return Read(value)
    line = text.clean(str(value))
    line = _UNIT.sub("", line)
    if isinstance(value, str) and _THOUSANDS.fullmatch(line):
        return Read(int(line.replace(".", "").replace(" ", "")))
    return Read(None, "Không phải là số đếm.", "Ghi một số nguyên, ví dụ 158.")


def tick(value: Value) -> Read[bool]:
    """Read a box that is ticked or says có or không; an empty one reads as None."""
    if value is None:
        return Read()
    found = _TICKS.get(text.fold(str(value)))
    return Read(None, "Không hiểu ô đánh dấu.", "Ghi x nếu đúng, để trống nếu không.") if found is None else Read(found)


_TWELVE: Final = "Ghi đủ 12 chữ số, để ô ở dạng văn bản (Text)."
_SEPARATORS: Final = re.compile(r"[\s.'’‘`\-]+")
_LETTERS_FOR_DIGITS: Final = str.maketrans("OoIl", "0011")
_STILL_TAKEN: Final = "Kiểm tra lại; dòng này vẫn nhập."
_WITHOUT_ZERO: Final = re.compile(r"[35789]\d{8}|2\d{9}")  # of a mobile telephone, of one at home
_FIRST_PHONE: Final = re.compile(r"(\+?\d(?:[ .-]?\d){8,11})\s*(?:[/,;–(-]|hoặc|và)")
_OLD_CARD: Final = re.compile(r"(\d{2})[\s.-]{0,2}(\d{3})[\s.-]?(\d{3})")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[. ]?\d{3})*")
_UNIT: Final = re.compile(r"\s*(?:hộ|(?:nhân )?khẩu|người)(?: dân)?$", re.IGNORECASE)
_GENDERS: Final = {
    **dict.fromkeys(("nam", "nam gioi", "ong", "trai"), Gender.MALE),
    **dict.fromkeys(("nu", "nu gioi", "ba", "gai"), Gender.FEMALE),
}
_UNKNOWN: Final = frozenset(
    "khong ro|khong nho|khong con nho|khong biet|khong xac dinh|khong co|khong|k ro|ko ro|chua ro|chua co|chua biet"  # noqa: SIM905
    "|chua xac dinh|chua cap|chua lam|chua chinh thuc|du bi|dang vien du bi|that lac|mat giay to".split("|")
)
_SIGNS_OF_NOTHING: Final = frozenset(" .…·-–—_/\\")
_WHOLE: Final = re.compile(r"(\d{4,12})\.0+")
_TICKS: Final = {
    **dict.fromkeys(("x", "co", "1", "v", "+", "✓", "✔", "√", "true", "dung"), True),
    **dict.fromkeys(("khong", "0", "-", "false", "sai"), False),
}
