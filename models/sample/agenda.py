"""What the meetings of the made-up commune speak of: agenda, remarks, opinions, tasks."""

from __future__ import annotations

AGENDA = (
    "Đánh giá kết quả lãnh đạo thực hiện nhiệm vụ tháng trước",
    "Thông tin thời sự, chủ trương mới của Đảng, chính sách của Nhà nước",
    "Phương hướng, nhiệm vụ tháng tới và phân công đảng viên",
)
POLITICS = (
    "Đảng viên và nhân dân yên tâm sản xuất, tin tưởng vào sự lãnh đạo của Đảng",
    "Nắm chắc tình hình tư tưởng đảng viên đi làm ăn xa, không có diễn biến phức tạp",
    "Đã phổ biến nghị quyết của Đảng ủy xã đến toàn thể đảng viên",
)
WORK = (
    "Thu hoạch xong lúa mùa, sửa được 400 m kênh mương nội đồng",
    "Vận động 12 hộ làm chuồng trại hợp vệ sinh, đạt 80 % kế hoạch",
    "Duy trì sĩ số học sinh 98 %, hoàn thành phổ cập",
    "Giải quyết đúng hạn hồ sơ của nhân dân, không có đơn thư",
)
PRAISES = (
    "Biểu dương tổ vệ sinh đường bản tự quản",
    "Biểu dương các đồng chí nhận giúp hộ nghèo làm nhà",
    "Biểu dương đảng viên trẻ đi đầu chuyển đổi cây trồng",
)
REMINDERS = (
    "Nhắc đồng chí hay đến họp muộn",
    "Nhắc việc nộp đảng phí đúng kỳ",
    "Nhắc đảng viên cài và dùng Sổ tay đảng viên điện tử",
)
LIMITS = (
    "Một số đồng chí ít phát biểu ý kiến",
    "Tiến độ làm đường nội bản còn chậm do mưa nhiều",
    "Công tác tạo nguồn phát triển Đảng còn hạn chế",
)
FEES = (
    "Các đồng chí đã nộp đảng phí đến hết tháng",
    "Còn một đồng chí đi làm ăn xa chưa nộp, gia đình hẹn nộp trong tháng",
)
DIRECTIONS = (
    "Tuyên truyền phòng, chống cháy rừng, phòng rét cho gia súc",
    "Vận động nhân dân làm đất gieo trồng vụ đông xuân đúng thời vụ",
    "Chuẩn bị kiểm điểm, xếp loại đảng viên cuối năm",
    "Giữ vững an ninh trật tự, không tái trồng cây có chất ma túy",
)
OPINIONS = (
    "Nhất trí với dự thảo, đề nghị giao rõ người, rõ việc",
    "Đề nghị xã hỗ trợ xi măng làm đoạn đường cuối bản",
    "Cần phân công đảng viên theo dõi từng nhóm hộ",
    "Đề nghị chi ủy gửi tài liệu trước để đảng viên chuẩn bị ý kiến",
    "Nên giới thiệu thêm quần chúng ưu tú đi học lớp nhận thức về Đảng",
)
CONCLUSIONS = (
    "Chi bộ thống nhất nhiệm vụ tháng tới; đảng viên được giao việc báo cáo kết quả ở kỳ họp sau",
    "Giao chi ủy đôn đốc các việc còn chậm, báo cáo Đảng ủy trước ngày 25",
)
TASKS = (
    "Vận động các hộ làm hố xử lý rác thải",
    "Sửa chữa đoạn kênh mương bị sạt lở",
    "Giúp một hộ nghèo làm lại mái nhà",
    "Vận động học sinh ra lớp đầy đủ",
    "Giới thiệu một quần chúng ưu tú vào nguồn kết nạp",
    "Thu đảng phí và lập danh sách đảng viên đi làm ăn xa",
    "Trồng cây ở khuôn viên nhà văn hóa",
)
