/** Words for registering a gate, changing it and taking it out of use. */
export const care = {
  about: 'Về cổng này',
  connect: 'Nối bộ điều khiển',
  notMapped: 'Máy tại cổng đã có, chưa nối với bộ điều khiển nên chưa nhận lệnh.',
  add: 'Thêm cổng',
  addTitle: 'Thêm cổng',
  editTitle: 'Sửa thông tin cổng',
  edit: 'Sửa thông tin cổng',
  name: 'Tên cổng',
  nameHint: 'Cổng Kinh 3',
  nameMissing: 'Hãy ghi tên cổng.',
  nameTaken: 'Đã có một cổng tên này. Hãy ghi thêm nơi đặt vào tên.',
  kind: 'Loại cổng',
  kindMissing: 'Hãy chọn loại cổng.',
  kinds: { motor: 'Cổng máy', hand: 'Đóng tay' },
  place: 'Nơi đặt (nếu cần)',
  placeHint: 'Đầu ấp 1B',
  keepers: 'Người giữ cổng',
  tooManyKeepers: (most: number) => `Mỗi cổng tối đa ${most} người giữ.`,
  hamlet: 'Tổ bảo vệ được đóng cổng này',
  noHamlet: 'Không có tổ nào',
  code: (code: string) => `Mã cổng: ${code}`,
  codeText: 'Người lắp máy tại cổng cần mã này.',
  noMachine: (code: string) =>
    `Cổng này chưa nối với máy tại cổng nên chưa nhận lệnh. Người lắp máy cần mã ${code}.`,
  retired: 'Cổng đã ngừng dùng',
  retiredSince: (name: string, when: string) => `${name} ngừng dùng cổng này ${when}.`,
  retireTitle: 'Ngừng dùng cổng',
  retireText:
    'Cổng không còn trong danh sách, nhật ký vẫn còn nguyên. Máy tại cổng vẫn chạy theo cài đặt của nó: hãy tắt máy đó.',
  retireHint: 'Đã dời cổng…',
  retireHold: 'Giữ để ngừng dùng cổng',
  again: 'Dùng lại cổng này',
  reason: 'Lý do',
  reasonMissing: 'Hãy ghi ngắn gọn lý do.',
  holding: 'Giữ yên một giây…'
}
export type CareWords = typeof care
