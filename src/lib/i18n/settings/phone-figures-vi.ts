export const phoneFigures = {
  decimals: 'vi-VN',
  title: 'Về máy này',
  row: 'Máy nhanh hay chậm, chỗ trống, phiên bản',
  text: 'Các số này chỉ nằm trên máy, không có tên người hay nội dung bản ghi. Khi máy chậm, chép gửi người quản trị.',
  failed: 'Chưa đọc được các số. Hãy mở lại trang này khi có mạng.',
  speed: 'Nhanh hay chậm',
  phone: 'Máy và ứng dụng',
  seconds: (amount: string) => `${amount} giây`,
  less: (amount: string) => `dưới ${amount} giây`,
  paces: { fast: 'Nhanh', usual: 'Bình thường', slow: 'Chậm' },
  none: 'chưa đo được',
  untold: 'trình duyệt không cho biết',
  lock: 'Hiện màn hình khóa',
  lockNote: 'Từ lúc bấm biểu tượng tới lúc nhập được mã PIN, lần mở gần nhất.',
  open: 'Mở sổ',
  openNote: 'Từ lúc mã PIN đúng tới lúc màn hình đầu đủ số liệu.',
  save: 'Lưu một bản ghi',
  saveNote: (slowest: string, count: number) =>
    `Từ lúc bấm lưu tới lúc màn hình báo đã lưu. Lần chậm nhất: ${slowest}, trong ${count} lần gần nhất.`,
  exchange: 'Gửi nhận lần cuối',
  exchangeNote: (took: string) => `Mất ${took}; mạng yếu thì lâu hơn.`,
  records: 'Bản ghi trên máy',
  space: 'Chỗ đã dùng',
  granted: (used: string, all: string) => `${used} trong ${all} được cấp`,
  memory: 'Bộ nhớ (RAM)',
  gigabytes: (amount: string) => `khoảng ${amount} GB`,
  browser: 'Trình duyệt',
  version: 'Phiên bản ứng dụng'
}

export type PhoneFigureWords = typeof phoneFigures
