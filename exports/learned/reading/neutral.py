"""Words of a title or heading that leave nobody out: “Cơ cấu về giới tính, dân tộc”; “Cấp ủy viên” does.

And the short forms offices write: ĐV, ĐVDB, DTTS, QCUT.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from models.text import fold

_PHRASES = """
bao cao|bao cao nhanh|phieu|bieu|bieu mau|bang|ban|so|mau|phu luc|thong ke|tong hop|tong|tong so|so lieu|so luong
|chat luong|tong so dang vien|trong tong so|so sanh|chi tiet|chung|ve|va|cua|cac|tung|tai|o|den|tinh den|trong|co
|hien co|la|moi|co cau|ket qua|thuc hien|tien do|tinh hinh|thuc trang|cong tac|cong tac dang vien|theo doi|ra soat
|danh sach|ke|phan tich|phan loai|phan theo|phan|chia|chia ra|chia theo|phan chia|gom|bao gom|gom co|trong do
|thanh phan|cu the|nghiep vu|doi ngu|dang vien|dang vien co|so dang vien|to chuc|to chuc dang|to chuc co so dang
|loai hinh|loai hinh co so|co so|toan dang bo|dang bo|dang uy|chi bo|theo chi bo|theo tung chi bo|truc thuoc|toan xa
|theo thang|theo quy|theo nam|theo ky|theo tung thang|theo tung quy|theo tung nam
|xa|phuong|thi tran|tinh|he thong|phat trien|phat trien dang|phat trien dang vien|dang|tai thoi diem|ngay|thang|quy
|nam|ky|dau|cuoi|dau nam|cuoi nam|cuoi ky|trong nam|trong ky|giai doan|hang thang|hang nam|hang quy|lan thu|dinh ky
|kem theo|theo thon|theo ban|theo thon ban|tung thon|tung ban|cac thon|cac ban|cac thon ban|theo don vi|cac don vi
|theo noi cu tru|qua|qua cac nam|hai nam|ba nam|theo loai hinh
"""
_OF_TITLES = """
bien dong|tang|giam|ket nap|moi ket nap|ket nap moi|duoc ket nap|nguoi moi ket nap|ket nap dang vien moi
|dang vien moi ket nap|dang vien duoc ket nap|dang vien ket nap moi
"""
_ASIDE = """
chi tieu|ke hoach|nghi quyet|chuong trinh|de an|nhiem vu|muc tieu|dai hoi|nhiem ky|phuc vu|sinh hoat|hop|tham gia
|thi hanh ky luat|ky luat|khen thuong|quan ly|du sinh hoat|bien che|hien nay|nguon|tao nguon|giao|chi thi|ket luan
|quy dinh|huong dan|cong van|theo yeu cau|so voi|cung ky|tong ket|so ket|uoc|xay dung dang|kiem tra|nang cao
"""
_TRAITS = """
gioi tinh|dan toc|ton giao|theo dan toc|trong cac ton giao|theo gioi tinh|do tuoi|theo do tuoi|tuoi doi
|theo tuoi doi|tuoi|tuoi dang|theo tuoi dang|trinh do|theo trinh do|hoc van|trinh do hoc van|chuyen mon
|chuyen mon nghiep vu|ly luan chinh tri|ly luan|giao duc pho thong|van hoa|nghe nghiep|theo nghe nghiep
|chuc danh khoa hoc|tinh trang|thoi gian ket nap|thoi gian vao dang
"""
_SOME = """
theo ton giao|nguoi theo ton giao|co dao|dan toc thieu so|dang vien moi|dang bo bo phan|cong tac dang|giam sat
|so tay
"""
_RATED = "danh gia|xep loai|kiem diem|danh gia xep loai|muc"
_NUMERAL = re.compile(r"\d+|[ivx]+")
_LONGEST = 6  # syllables of a phrase

_SHORT = (
    (re.compile(r"\bĐVDB\b", re.IGNORECASE), "Đảng viên dự bị"),
    (re.compile(r"\bĐVCT\b", re.IGNORECASE), "Đảng viên chính thức"),
    (re.compile(r"\bĐV\b", re.IGNORECASE), "Đảng viên"),
    (re.compile(r"\bTCCSĐ\b", re.IGNORECASE), "Tổ chức cơ sở đảng"),
    (re.compile(r"\bDTTS\b", re.IGNORECASE), "Dân tộc thiểu số"),
    (re.compile(r"\bLLCT\b", re.IGNORECASE), "Lý luận chính trị"),
    (re.compile(r"\bQCƯT\b|\bQCUT\b", re.IGNORECASE), "Quần chúng ưu tú"),
    (re.compile(r"\bHTXS(?:NV)?\b"), "Hoàn thành xuất sắc nhiệm vụ"),
    (re.compile(r"\bHTTNV\b|\bHTT\b"), "Hoàn thành tốt nhiệm vụ"),
    (re.compile(r"\bKHTNV\b|\bKHT\b"), "Không hoàn thành nhiệm vụ"),
    (re.compile(r"\bHTNV\b|\bHT\b"), "Hoàn thành nhiệm vụ"),
    (re.compile(r"\bKN\b"), "Kết nạp"),
    (re.compile(r"\bSL\b"), "Số lượng"),
    (re.compile(r"\bCB\b(?= trực thuộc)|(?<=^)CB(?= \w)", re.IGNORECASE), "Chi bộ"),
)


def spelled(text: str) -> str:
    """Return a label with the short forms written out: “Số ĐVDB” → Số Đảng viên dự bị."""
    if not any(map(str.isupper, text)) and "đv" not in text:
        return text
    for short, whole in _SHORT:
        text = short.sub(whole, text)
    return text


def is_neutral(text: str, *, is_title: bool = False, names: Iterable[str] = ()) -> bool:
    """Whether a title or a heading of headings leaves nobody out.

    A title may speak of those admitted, and of what went up and down; `names` are folded names of places in it.
    """
    return all(_read(text, _phrases(is_title), names))


def is_of_some(text: str, names: Iterable[str] = ()) -> bool:
    """Whether a title says which members it is about: “Đảng viên nữ”, “Đảng viên đi làm ăn xa”."""
    parts = (one for one in re.split(r"[,;:.()–-]", spelled(text)) if "dang vien" in fold(one))
    return not all(all(_read(one, _with_asides(), names)) for one in parts)


def _read(text: str, known: Mapping[str, bool], names: Iterable[str]) -> Iterator[bool]:
    """Yield of each phrase of a text, the longest known at each place, whether it leaves nobody out."""
    said = fold(spelled(text))
    for name in names:
        said = said.replace(name, " ")
    words = re.findall(r"\w+", said)
    place = 0
    while place < len(words):
        lengths = range(min(_LONGEST, len(words) - place), 0, -1)
        phrases = (" ".join(words[place : place + count]) for count in lengths)
        phrase = next((one for one in phrases if one in known), words[place])
        yield known.get(phrase, _NUMERAL.fullmatch(phrase) is not None)
        place += phrase.count(" ") + 1


@cache
def _phrases(is_title: bool) -> Mapping[str, bool]:
    """Return phrase → whether it leaves nobody out."""
    kept = [*_split(_PHRASES), *_split(_TRAITS), *_split(_RATED), *(_split(_OF_TITLES) if is_title else ())]
    return dict.fromkeys(_split(_SOME), False) | dict.fromkeys(kept, True)


@cache
def _with_asides() -> Mapping[str, bool]:
    return {**_phrases(is_title=True), **dict.fromkeys(_split(_ASIDE), True)}


def _split(text: str) -> list[str]:
    return " ".join(text.split()).replace(" |", "|").split("|")
