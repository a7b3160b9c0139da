"""The lines that forms 2 and 3 have in common: occupation, age, schooling, and the lists of forms 2B and 3B.

The wording is that of the forms; the codes are those of the code lists (domain.md 2.8, 7.3).
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from models.statistics.cards import ADMISSION_BANDS, AGE_BANDS
from models.statistics.kinds import Condition, Group, Row
from models.tables import Gender

Line = tuple[str, str, tuple[Hashable, ...]]
"""Key, wording, the values that belong."""

_ENTERPRISE = ("enterprise_head", "enterprise_staff", "enterprise_worker")
OCCUPATIONS: tuple[Line, ...] = (
    ("state_agency", "Cán bộ, công chức cơ quan Nhà nước tính từ cấp huyện trở lên", ("state_agency",)),
    (
        "party_agency",
        "Cán bộ, công chức cơ quan Đảng, Mặt trận Tổ quốc, đoàn thể chính trị - xã hội tính từ cấp huyện trở lên",
        ("party_agency",),
    ),
    ("commune", "Cán bộ, công chức; người hoạt động không chuyên trách ở xã, phường, thị trấn", ("commune",)),
    ("village", "Người hoạt động không chuyên trách thôn, tổ dân phố, bản (ấp, khóm)", ("village",)),
    ("public_unit", "Viên chức trong các đơn vị sự nghiệp công lập", ("public_unit",)),
    ("private_unit", "Người lao động trong các đơn vị sự nghiệp ngoài công lập", ("private_unit",)),
    ("enterprise", "Lãnh đạo, quản lý và lao động trong các doanh nghiệp, chia ra:", _ENTERPRISE),
    ("enterprise_head", "Người lãnh đạo, quản lý doanh nghiệp", _ENTERPRISE[:1]),
    ("enterprise_staff", "Nhân viên, người gián tiếp sản xuất", _ENTERPRISE[1:2]),
    ("enterprise_worker", "Công nhân, lao động trực tiếp sản xuất", _ENTERPRISE[2:]),
    ("farming", "Người làm nông, lâm, ngư nghiệp", ("farming",)),
    ("armed_forces", "Sỹ quan, chiến sỹ quân đội và công an (lực lượng vũ trang)", ("armed_forces",)),
    ("student", "Sinh viên", ("student",)),
    ("pupil", "Học sinh", ("pupil",)),
    ("other", "Khác (lao động hợp đồng, tự do…)", ("other",)),
)
AGES: tuple[Line, ...] = tuple(
    (str(first), f"Từ {first} - {last} tuổi" if last else f"Trên {first - 1} tuổi", (first,))
    for first, last in AGE_BANDS
)
ADMISSIONS: tuple[Line, ...] = tuple(
    (band[:4], words, (band,))
    for band, words in zip(
        ADMISSION_BANDS,
        ("Trước 19/8/1945", "Từ 19/8/1945 đến 20/7/1954", "Từ 21/7/1954 đến 30/4/1975", "Từ 01/5/1975 đến nay"),
        strict=True,
    )
)


def _lines(**words: str) -> tuple[Line, ...]:
    return tuple((code, text, (code,)) for code, text in words.items())


EDUCATION = _lines(
    literate="Biết đọc, biết viết chữ quốc ngữ",
    primary="Tiểu học",
    lower_secondary="Trung học cơ sở",
    upper_secondary="Trung học phổ thông",
)
PROFESSIONAL = _lines(
    technical="Công nhân kỹ thuật, nhân viên nghiệp vụ, sơ cấp",
    intermediate="Trung cấp",
    college="Cao đẳng",
    university="Đại học",
    master="Thạc sỹ",
    doctor="Tiến sỹ",
)
TITLES = _lines(associate="Phó Giáo sư", professor="Giáo sư")
THEORY = _lines(elementary="Sơ cấp", intermediate="Trung cấp", advanced="Cao cấp, cử nhân")

_ETHNIC = (
    "Kinh|Tày|Thái|Hoa|Khơ-me|Mường|Nùng|Mông (HMông)|Dao|Gia-rai|Ê-đê|Ngái|Ba-na|Xơ-đăng|Sán Chay|Cơ-ho|Chăm|Sán Dìu|"
    "Hrê|Mnông|Ra-glai|Xtiêng|Bru-Vân Kiều|Thổ|Giáy|Cơ-tu|Gié-Triêng|Mạ|Khơ-mú|Co|Ta-ôi|Chơ-ro|Kháng|Xinh-mun|Hà Nhì|"
    "Chu-ru|Lào|La Chí|La Ha|Phù Lá|La Hủ|Lự|Lô Lô|Chứt|Mảng|Pà Thẻn|Cơ Lao|Cống|Bố Y|Si La|Pu Péo|Brâu|Ơ Đu|Rơ-măm|"
    "Dân tộc khác|Q.tịch gốc nước ngoài"
)
_CODE_AT = {11: "12", 12: "11"}  # the forms have Ê-đê before Ngái, against the order of the codes
ETHNIC: tuple[Line, ...] = tuple(
    (f"{place:02}", text, (_CODE_AT.get(place, f"{place:02}"),)) for place, text in enumerate(_ETHNIC.split("|"), 1)
)
"""In the order of the forms; the key is the number of the line, the value the official code."""
RELIGIONS: tuple[Line, ...] = tuple(
    (str(place), text, (str(place),))
    for place, text in enumerate(
        ("Phật giáo", "Công giáo", "Phật giáo Hòa Hảo", "Cao Đài", "Tin Lành", "Hồi giáo", "Đạo khác"), 1
    )
)


@dataclass(frozen=True)
class Block:
    """Makes the rows of a group: `who` are the words a definition begins with, `where` what all of them have."""

    prefix: str
    group: Group
    who: str
    source: str
    where: tuple[Condition, ...] = ()
    rows: list[Row] = field(default_factory=list[Row])

    def add(self, key: str, name: str, definition: str, trait: str = "", *values: Hashable, mean_of: str = "") -> None:
        """Add one row."""
        where = (*self.where, (trait, frozenset(values))) if trait else self.where
        text = f"{self.who}{definition}"
        self.rows.append(Row(f"{self.prefix}.{key}", name, self.group, where, text, self.source, mean_of))

    def add_lines(self, trait: str, lines: tuple[Line, ...], said: str) -> None:
        """Add a row for each line of a list: `said` tells how it is known where one belongs."""
        for key, words, values in lines:
            self.add(f"{trait}.{key}", words, f" {said} “{words.removesuffix(', chia ra:')}”.", trait, *values)

    def add_women(self, trait: str, lines: tuple[Line, ...]) -> None:
        """Add the women of each line already there."""
        known = {row.key: row for row in self.rows}
        for key, _words, _values in lines:
            row = known[f"{self.prefix}.{trait}.{key}"]
            self.rows.append(row.only(f"{row.key}.women", "nữ", "gender", Gender.FEMALE))


def add_analysis(block: Block) -> None:
    """Add occupation, age, schooling and titles."""
    block.add_lines("occupation", OCCUPATIONS, "có nhóm nghề nghiệp trong lý lịch hiện nay là")
    block.add_lines("age_band", AGES, "theo tuổi tròn năm thuộc nhóm")
    block.add("age", "Tuổi bình quân", ": trung bình tuổi của những người có năm sinh, một chữ số lẻ.", mean_of="age")
    block.add_lines("education", EDUCATION, "có trình độ giáo dục phổ thông trong lý lịch hiện nay là")
    block.add_lines("professional", PROFESSIONAL, "có trình độ chuyên môn cao nhất trong lý lịch hiện nay là")
    block.add_lines("title", TITLES, "có chức danh khoa học trong lý lịch hiện nay là")


def add_peoples(block: Block) -> None:
    """Add the rows of forms 2B and 3B: ethnic groups and religions, and the women of each."""
    for trait, lines, said in (
        ("ethnic", ETHNIC, "có dân tộc trong lý lịch là"),
        ("religion", RELIGIONS, "có tôn giáo trong lý lịch là"),
    ):
        block.add_lines(trait, lines, said)
        block.add_women(trait, lines)
    religions = (value for _key, _words, values in RELIGIONS for value in values)
    block.add("religious", "Đảng viên chia theo tôn giáo", " có theo một tôn giáo.", "religion", *religions)
    block.rows.append(block.rows[-1].only(f"{block.prefix}.religious.women", "nữ", "gender", Gender.FEMALE))
