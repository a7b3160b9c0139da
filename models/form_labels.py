"""How the superior's forms are worded at a time: the old layout of the district, the new one of the province.

The district ended on 30/6/2025 (domain.md 0, 10.1). Which wording a province's forms really have is the superior's to
say, so the day of the change and every wording can be changed by the office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.asking import Asked
from models.errors import KnownError
from models.office import put_setting
from models.tables import Setting
from models.text import clean

OLD, NEW = "old", "new"
NAMES = {OLD: "Mẫu cũ (huyện)", NEW: "Mẫu mới (tỉnh)"}
_CHANGED_ON = date(2025, 7, 1)
_PREFIX = "form_label."
_FROM = f"{_PREFIX}new.from"
SUPERIOR = "superior"


@dataclass(frozen=True)
class Wording:
    """A text of the forms that changed: what it is, and how it reads in each layout by itself."""

    what: str
    old: str
    new: str

    def of(self, profile: str) -> str:
        """The text of a layout unless the office changed it."""
        return self.old if profile == OLD else self.new


WORDINGS = {
    SUPERIOR: Wording("Cấp trên ở đầu biểu, báo cáo (để trống: tên cấp trên trong Thiết lập)", "HUYỆN ỦY ……………", ""),
    "came": Wording(
        "Biểu 1, dòng B2b",
        "b. Huyện khác trong tỉnh chuyển đến",
        "b. Xã, đảng bộ khác trong tỉnh chuyển đến",
    ),
    "went": Wording(
        "Biểu 1, dòng C5b", "b. Chuyển đi huyện khác trong tỉnh", "b. Chuyển đi xã, đảng bộ khác trong tỉnh"
    ),
    "state_agency": Wording(
        "Biểu 2, 3: cán bộ, công chức cơ quan Nhà nước",
        "- Cán bộ, công chức cơ quan Nhà nước tính từ cấp huyện trở lên",
        "- Cán bộ, công chức cơ quan Nhà nước tính từ cấp huyện trở lên",
    ),
    "party_agency": Wording(
        "Biểu 2, 3: cán bộ, công chức cơ quan Đảng, đoàn thể",
        *2
        * (
            "- Cán bộ, công chức cơ quan Đảng, Mặt trận Tổ quốc, đoàn thể chính trị - xã hội tính từ cấp huyện trở lên",
        ),
    ),
    "commune": Wording(
        "Biểu 2, 3: cán bộ, công chức cấp xã",
        *2 * ("- Cán bộ, công chức; người hoạt động không chuyên trách ở xã, phường, thị trấn",),
    ),
}


SETTING_WORDS = {_FROM: f"{NAMES[NEW]}: dùng từ ngày"} | {
    f"{_PREFIX}{profile}.{key}": f"{name}: {wording.what}"
    for profile, name in NAMES.items()
    for key, wording in WORDINGS.items()
}
"""What the log calls these settings."""


@dataclass(frozen=True)
class Profile:
    """A layout with its own wordings."""

    key: str
    words: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def name(self) -> str:
        """“Mẫu cũ (huyện)” or “Mẫu mới (tỉnh)”."""
        return NAMES[self.key]

    def text(self, key: str) -> str:
        """Return a wording."""
        return self.words.get(key) or WORDINGS[key].of(self.key)


@dataclass(frozen=True)
class Labels:
    """Both layouts and the first day of the new one."""

    new_from: date
    old: Profile
    new: Profile

    def on(self, day: date) -> Profile:
        """Return the layout of a report of a day."""
        return self.new if day >= self.new_from else self.old


def read(session: Session) -> Labels:
    """Return the layouts as the office has them."""
    kept = dict(_KEPT.rows(session))

    def words(profile: str) -> dict[str, str]:
        start = f"{_PREFIX}{profile}."
        return {key.removeprefix(start): value for key, value in kept.items() if key.startswith(start) and key != _FROM}

    day = kept.get(_FROM)
    return Labels(date.fromisoformat(day) if day else _CHANGED_ON, Profile(OLD, words(OLD)), Profile(NEW, words(NEW)))


_KEPT = Asked(select(Setting.key, Setting.value).where(Setting.key.startswith(_PREFIX)))


def save(session: Session, new_from: date, old: Mapping[str, str], new: Mapping[str, str]) -> None:
    """Write the day of the change and the wordings of both layouts; an empty one is ours. Raises KnownError."""
    put_setting(session, _FROM, new_from.isoformat())
    for profile, words in ((OLD, old), (NEW, new)):
        for key, text in words.items():
            text = clean(text)
            if len(text) > 300:
                raise KnownError("Dòng chữ dài quá 300 chữ; hãy rút gọn.", field=f"{profile}.{key}")
            put_setting(session, f"{_PREFIX}{profile}.{key}", "" if text == WORDINGS[key].of(profile) else text)
