"""Names of people as lists write them, and the sentence when a cell holds something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from exports.readers import statuses
from exports.readers.sheet import Value
from exports.readers.values import Read
from models import text

NAME_LENGTH: Final = 100
_ADDRESS: Final = re.compile(r"^(?:\d{1,4}\s*[.)/-]\s*)?(?:(?:đ\s*/\s*c|đồng chí)[\s.:]+)?", re.IGNORECASE)
_REMARK: Final = re.compile(r"(?P<name>[^(,]+?)\s*(?P<remark>\(.*|,.*|\s[-–]\s.*)")
_POST: Final = re.compile(
    r"\s*[/;+&]\s*(?=(?:nguyên |quyền )?(?:trưởng|phó (?:trưởng|bí thư|chủ tịch|bản|thôn|công an|ban)|bí thư|chi ủy"
    r"|đảng ủy|ủy viên|công an|quân sự|dân quân|y tế|y sĩ|giáo viên|kế toán|văn thư|cán bộ|công chức|viên chức|chủ tịch"
    r"|chi hội|hội|tổ|đội|thôn|bản|hưu trí|nghỉ hưu)\b)",
    re.IGNORECASE,
)
"""Between a name and the post of its bearer."""
_TITLE: Final = re.compile(
    r"(?P<title>(?:(?:pgs|gs|ts|ths|bs|ks|mr|mrs|ms)(?:\.\s*|\s+))+|(?:cô|thầy) giáo\s+"
    r"|(?P<may_be_surname>ông|bà|cô|thầy)\s+)(?P<name>\S+ .*)",
    re.IGNORECASE,
)
_FIRST_OF_TITLE: Final = frozenset(
    ("ĐỒNG", "ÔNG", "BÀ", "CÔ", "THẦY", "PGS", "GS", "TS", "THS", "BS", "KS", "MR", "MRS", "MS")
)
_SURNAMES: Final = frozenset(
    text.fold(name)
    for name in (
        *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"),
        *("Dương", "Lý", "Lò", "Cà", "Quàng", "Tòng", "Vi", "Vàng", "Giàng", "Sùng", "Mùa", "Thào", "Hạng", "Cứ"),
        *("Nông", "Triệu", "Hà", "Lương", "Đinh", "Trịnh", "Mai", "Đào", "Đoàn", "Lâm", "Thạch", "Bàn", "Lưu", "Chu"),
    )
)
_USUAL: Final = text.LETTERS | frozenset(" .'-\t\r\n’‘ʼ–‐‑ðÐƀɃ\u030c")  # with č of Ê Đê
_LONGEST: Final = 5
_LEAST_AFTER_SURNAME: Final = 3
_TWO: Final = Read[str](None, "Ô họ tên ghi như tên của hai người.", "Tách mỗi người một dòng của bảng.")
_BETWEEN_TWO: Final = re.compile(r"\s*[/;+&]\s*")
_MIDDLE: Final = frozenset(("thi", "van", "a"))
_SIGNS: Final = str.maketrans("‘–‐‑", "’---")


def person_name(value: Value) -> Read[str]:
    """Read a person's full name; a name in capitals gets its usual case."""
    if value is None:
        return Read()
    if not isinstance(value, str):
        return Read(None, "Ô họ tên không phải là chữ.", "Ghi họ và tên vào ô này.")
    parts = value.split(" ")
    words = list(map(_usual, parts))
    if len(words) >= 2 and None not in words and parts[0].upper() not in _FIRST_OF_TITLE and len(value) <= NAME_LENGTH:
        return _TWO if _may_be_two(words, 2) else Read(" ".join(filter(None, words)))
    return _odd_name(value)


def _may_be_two(words: list[str | None], after: int) -> bool:
    """Tell whether words are two names with “và” between them, of which so many stand behind it: Và A Dế is one."""
    return len(words) > _LONGEST - 2 + after and "Và" in words[2:-after]


class _Firsts(dict[str, str | None]):
    """The words before the last one of names, in their usual case; None where they hold more than usual words."""

    def __missing__(self, text: str) -> str | None:
        parts = text.split(" ")
        words = list(map(_usual, parts))
        is_odd = None in words or parts[0].upper() in _FIRST_OF_TITLE or _may_be_two(words, 1)
        self[text] = found = None if is_odd else " ".join(filter(None, words))
        return found


class _Lasts(dict[str, str | None]):
    """The last words of names, as `_usual` gives them."""

    def __missing__(self, word: str) -> str | None:
        self[word] = found = _usual(word)
        return found


def usual_names(cells: Sequence[Value]) -> list[str | None]:
    """Return many names as `person_name` reads them, None for each that holds more than usual words.

    What stands before the last word comes again and again, and so does the last one; nearly all are as they should be.
    """
    firsts, lasts = _Firsts(), _Lasts()
    found: list[str | None] = []
    for cell in cells:
        name: str | None = None
        if type(cell) is str and len(cell) <= NAME_LENGTH:
            before, _blank, after = cell.rpartition(" ")
            if (first := firsts[before]) and (last := lasts[after]):
                name = cell if first == before and last == after else f"{first} {last}"
        found.append(name)
    return found


def _odd_name(value: str) -> Read[str]:
    """Read a name that holds more than words of usual letters with one blank between."""
    lines = [line for line in value.splitlines() if len(line.split()) > 1]
    if len(lines) > 1 and not any("(" in line for line in lines):
        return Read(None, "Ô họ tên có hai dòng, như của hai người.", "Tách mỗi người một dòng của bảng.")
    value = _POST.sub(", ", value, count=1)
    if len(parts := _BETWEEN_TWO.split(value)) > 1 and all(map(_is_name, parts)):
        return _TWO
    value, remark = _without_remark(value)
    value, title = _without_title(value)
    if statuses.is_gone(remark):
        repair = "Ghi ở cột trạng thái, cùng ngày của việc ấy; hoặc bỏ dòng này."
        return Read(None, f"Ghi thêm “{remark}” ngoài họ tên.", repair)
    if _is_name(remark) and _is_of_somebody(text.fold(remark).split()):
        return _TWO
    if (remark or title) and not _strange(value):
        found = _odd_name(value)
        if not found.reason:
            reasons = [f"Bỏ “{title}” ở trước họ tên."] if title else []
            reasons += [f"Ghi thêm “{remark}” ngoài họ tên; chỉ nhập họ tên."] if remark else []
            repair = "Kiểm tra lại họ và tên."
            return Read(found.value, " ".join(reasons), repair, is_warning=True, after=found.value or "")
    if strange := _strange(value):
        if strange.isdecimal():
            return Read(None, "Họ tên có chữ số.", "Bỏ chữ số khỏi họ tên.")
        return Read(
            None,
            f"Họ tên có ký tự lạ “{strange}”.",
            "Xóa ký tự đó; nếu cả tên đều sai dấu, hãy chuyển tệp sang bảng mã Unicode.",
        )
    line = text.clean(value.translate(_SIGNS))
    if not line:
        return Read(None, "Họ tên chỉ có ký tự không nhìn thấy.", "Ghi lại họ và tên.")
    if not any(char.isalpha() for char in line):
        return Read(None, "Họ tên không có chữ nào.", "Ghi lại họ và tên.")
    if len(line) > NAME_LENGTH:
        return Read(None, f"Họ tên dài {len(line)} chữ, quá {NAME_LENGTH}.", "Ghi lại đúng họ và tên.")
    name = " ".join(_capital(word) for word in text.name_case(line).split(" "))
    if " " not in name:
        return Read(name, "Họ tên chỉ có một từ.", "Kiểm tra lại họ và tên.", is_warning=True)
    return Read(name)


def _is_name(words: str) -> bool:
    """Tell whether words may be a whole name: two or more with a capital, of letters names have."""
    parts = words.split()
    return len(parts) > 1 and all(part[0].isupper() for part in parts) and _strange(words) is None


def _is_of_somebody(words: list[str]) -> bool:
    """Tell whether a remark in capitals is another name: by its surname, or by what stands in the middle."""
    return words[0] in _SURNAMES or (len(words) > _LONGEST - 3 and words[1] in _MIDDLE)


@lru_cache(maxsize=16_384)
def _usual(word: str) -> str | None:
    """Return a word of a name in its usual case, None if it holds anything but usual letters, composed."""
    if not word.isalpha() or _strange(word) is not None or text.clean(word) != word:
        return None
    return _capital(text.name_case(word.upper() if word[1:].isupper() else word))


def _without_remark(value: str) -> tuple[str, str]:
    """Return a name without the number and the form of address before it, the signs and words after, and these words.

    Two of one name in a list are told apart so, or somebody is marked.
    """
    line = _ADDRESS.sub("", " ".join(value.split())).rstrip(" .,;*+")
    found = _REMARK.fullmatch(line)
    return (found["name"].rstrip(" .,;*+"), found["remark"].strip(" ()-–,")) if found else (line, "")


def _without_title(value: str) -> tuple[str, str]:
    """Return a name without the title before it, and the title: Ông Ích Khiêm is called so, Ông Lò Văn Ánh is not."""
    found = _TITLE.fullmatch(value)
    if found is None or (found["may_be_surname"] and len(found["name"].split()) < _LEAST_AFTER_SURNAME):
        return value, ""
    return found["name"], found["title"].strip()


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]  # TCVN3 has no Á


def _strange(value: str) -> str | None:
    """Return the first character that no name has, None if all are right; invisible ones are cleaned, not refused."""
    parts = unicodedata.normalize("NFD", value)
    if _USUAL.issuperset(parts):
        return None
    return next((char for char in parts if char not in _USUAL and not _is_invisible(char)), None)


def _is_invisible(char: str) -> bool:
    return ord(char) < 0x1F000 and text.clean(f"a{char}a") in ("aa", "a a")
