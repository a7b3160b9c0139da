"""The words of the made-up commune: names of people and places, reasons, remarks. Nobody real is meant."""

from __future__ import annotations

from dataclasses import dataclass

from models.tables import Gender, Scope


@dataclass(frozen=True)
class Names:
    """How people of one ethnic group are called: family names, middle names and given names by sex."""

    family: tuple[str, ...]
    middle: dict[Gender, tuple[str, ...]]
    given: dict[Gender, tuple[str, ...]]


def _names(family: str, male: str, female: str, men: str, women: str) -> Names:
    return Names(
        family=tuple(family.split()),
        middle={Gender.MALE: tuple(male.split(",")), Gender.FEMALE: tuple(female.split(","))},
        given={Gender.MALE: tuple(men.split()), Gender.FEMALE: tuple(women.split())},
    )


NAMES = {
    "Thái": _names(
        "Lò Quàng Lường Cà Tòng Lèo Vì Bạc Điêu Hoàng",
        "Văn,Văn,Văn,Xuân",
        "Thị",
        "Ánh Pâng Hặc Ín Pọm Thoan Hung Phanh Bun Chựa Doan Ỏm Tướng Yên Hom Piêng Xôm Khặt Ngoan Dướng Xoẹn Nhọt",
        "Inh Pản Ón Hặc Lả Xôm Ngoan Hiên Panh Chướng Thu Biên Ún Yêu Đôi Duyên Kim Hoan Pỏm Cươi",
    ),
    "Mông": _names(
        "Giàng Sùng Vàng Thào Mùa Hạng Lầu Ly Chá Cứ Vừ Hờ",
        "A,A,A,Bả,Nhè",
        "Thị",
        "Dế Páo Sử Tủa Chống Lử Dơ Nếnh Sếnh Tùng Súa Khua Chía Phổng Nủ Dà Trừ Lồng Pó Thắng Minh",
        "Mai Dở Chư Súa Dợ Pà Xua Mỷ Ganh Sua Say Dí Mo Cú Nhè Sông Chở Máy",
    ),
    "Khơ-mú": _names(
        "Quàng Lò Lường Moong Cút Vì",
        "Văn",
        "Thị",
        "Un Khăm Thoong Bay Cương Dọn Phái Xéo Ven Mầng Choi Lợi",
        "Oai Un Khăm Phấn Mái Dọn Xoan Bình Lợi Oanh",
    ),
    "Kinh": _names(
        "Nguyễn Trần Lê Phạm Vũ Đặng Bùi Đỗ Ngô Dương Đinh Phan",
        "Văn,Đức,Quang,Hữu,Mạnh,Xuân",
        "Thị,Thị Thu,Thị Hồng,Thị Minh,Thị Ngọc",
        "Bằng Bảo Chiêm Đạt Đoàn Hòa Hoạch Hưng Khiêm Khoa Long Nhật Quý Sáng Thiệp Thủy Toản Trung Việt Vinh",
        "Anh Chi Dung Đào Giang Hạnh Hiền Hoa Huệ Lan Loan Mai Nga Nhung Oanh Quyên Tâm Thúy Uyên Yến",
    ),
}

# Villages: first words by the people who live there, second words for all.
VILLAGE_FIRST = {
    "Thái": ("Nà", "Co", "Pá", "Noong", "Ten", "Na"),
    "Mông": ("Háng", "Pú", "Huổi", "Phì", "Trống"),
    "Khơ-mú": ("Huổi", "Nậm"),
}
VILLAGE_SECOND = (
    *("Sáy", "Mặn", "Hịa", "Lúm", "Dên", "Phạ", "Khoang", "Tở", "Pựt", "Vai", "Sảng", "Kẻm", "Lồng", "Bôn", "Ngoi"),
    *("Chá", "Tấng", "Xôm", "Hằng", "Mừu", "Đứa", "Lếch", "Sư", "Cuông", "Ngài", "Pó", "Ỏ", "Nhạp", "Dua", "Kho"),
)

# Cells that are not of a village: name, place of meeting.
OFFICES = (
    ("Chi bộ cơ quan Đảng, MTTQ, đoàn thể", "Phòng họp Đảng ủy xã"),
    ("Chi bộ cơ quan UBND", "Hội trường UBND xã"),
    ("Chi bộ Trường Mầm non", "Văn phòng Trường Mầm non"),
    ("Chi bộ Trường PTDTBT Tiểu học", "Phòng hội đồng Trường PTDTBT Tiểu học"),
    ("Chi bộ Trường PTDTBT THCS", "Phòng hội đồng Trường PTDTBT THCS"),
    ("Chi bộ Trạm Y tế", "Phòng giao ban Trạm Y tế"),
    ("Chi bộ Công an", "Phòng họp Công an xã"),
    ("Chi bộ Quân sự", "Phòng họp Ban Chỉ huy Quân sự xã"),
)
MERGED_SCHOOL = ("Chi bộ Trường PTDTBT Tiểu học số 2", "Phòng hội đồng Trường PTDTBT Tiểu học số 2")

# Where those who are not from the commune come from: province and the code its identity numbers begin with.
PROVINCES = (
    ("tỉnh Điện Biên", "011"),
    ("tỉnh Sơn La", "014"),
    ("tỉnh Phú Thọ", "025"),
    ("tỉnh Hưng Yên", "033"),
    ("tỉnh Ninh Bình", "037"),
    ("tỉnh Thanh Hóa", "038"),
    ("tỉnh Nghệ An", "040"),
)
HOME = PROVINCES[0]

# Where members come from and go to.
ELSEWHERE = (
    (Scope.SAME_PROVINCE, "Đảng ủy xã Mường Lúm, tỉnh Điện Biên"),
    (Scope.SAME_PROVINCE, "Đảng ủy xã Pú Sáy, tỉnh Điện Biên"),
    (Scope.OTHER_PROVINCE, "Đảng bộ tỉnh Sơn La"),
    (Scope.SAME_PROVINCE, "Đảng ủy phường Nà Lúm, tỉnh Điện Biên"),
    (Scope.OTHER_PROVINCE, "Đảng bộ tỉnh Phú Thọ"),
)

# Reasons for absence: in a village, and where people are on the payroll.
VILLAGE_REASONS = ("đi làm ăn xa", "đi làm ăn xa", "việc gia đình", "việc gia đình", "ốm", "đưa người nhà đi viện")
OFFICE_REASONS = ("công tác", "công tác", "tập huấn chuyên môn", "học tập", "ốm", "việc gia đình", "trực cơ quan")
NOT_HELD_REASONS = (
    "Mưa lũ, đường vào bản bị sạt lở",
    "Bí thư đi học, chưa có người chủ trì",
    "Tập trung phòng, chống cháy rừng",
)

# Points taken off a meeting's score, by criterion of the central frame (HD 42-HD/BTCTW, II.5).
DEDUCTIONS = (
    (1, "chưa đăng tài liệu lên Sổ tay đảng viên điện tử trước 01 ngày"),
    (2, "ít ý kiến phát biểu, thảo luận"),
    (2, "dự thảo nghị quyết chuẩn bị còn chậm"),
    (3, "một số nhiệm vụ tháng trước chưa hoàn thành"),
    (5, "kết quả thực hiện nghị quyết kỳ trước đạt dưới 90 %"),
    (1, "sổ biên bản ghi chưa đủ mục"),
    (4, "nội dung sinh hoạt chưa bám sát chủ đề của tháng"),
    (8, "chưa phân công đảng viên phụ trách nhóm hộ"),
)

# Where the reasons stand on the central frame of seven criteria.
SCORED_UNDER = dict(
    zip((why for _points, why in DEDUCTIONS), ("3", "4.2", "3", "6", "6", "7", "4.2", "6"), strict=True)
)

# The commune's leaders, all on the list of its party office: name, sex, ethnic group, office. The first one signs the
# reports, the last one makes them; those between attend the meetings of the cells.
LEADERS = (
    ("Lò Xuân Thoan", Gender.MALE, "Thái", "Bí thư Đảng ủy"),
    ("Vì Thị Ngoan", Gender.FEMALE, "Thái", "Phó Bí thư Thường trực Đảng ủy"),
    ("Sùng A Phổng", Gender.MALE, "Mông", "Ủy viên Ban Thường vụ Đảng ủy"),
    ("Đỗ Thị Hạnh", Gender.FEMALE, "Kinh", "Ủy viên Ban Chấp hành Đảng bộ xã"),
    ("Lường Thị Biên", Gender.FEMALE, "Thái", "Chuyên viên Ban Xây dựng Đảng"),
)
