export const marking = {
  /** Stands at fields that take text about people. */
  never: 'Không ghi bí mật nhà nước, cộng tác viên bí mật, cơ sở bí mật.',
  title: 'Chưa lưu vì có dấu độ mật',
  why: 'Luật Bảo vệ bí mật nhà nước 117/2025/QH15, Điều 5, không cho lưu bí mật nhà nước trên máy nối mạng. Hãy ghi vào sổ giấy dành cho tài liệu mật.',
  where: 'Nội dung chỉ còn trên màn hình này: máy không giữ bản nháp, chưa gửi gì lên máy chủ.',
  ordinary: 'Nếu không phải nội dung mật, hãy sửa chỗ ghi MẬT, TỐI MẬT, TUYỆT MẬT rồi ghi lại.',
  here: 'Dấu độ mật nằm ở đây.',
  clear: 'Xóa khỏi máy này',
  cleared: 'Đã xóa chỗ có dấu độ mật khỏi màn hình. Máy này và máy chủ không lưu nội dung đó.'
}

export type MarkingWords = typeof marking
