/** What a record of each type is called where records wait. */
export const kinds: Record<string, string> = {
  'gates.note-written': 'Nhật ký cổng',
  'incidents.incident-reported': 'Vụ việc mới',
  'incidents.note-added': 'Ghi chú vụ việc',
  'incidents.stage-changed': 'Chuyển bước vụ việc',
  'incidents.incident-closed': 'Kết thúc hoặc hủy vụ việc',
  'incidents.photo-added': 'Ảnh của vụ việc',
  'hui.person-described': 'Người trong sổ hụi',
  'hui.line-opened': 'Mở dây hụi',
  'hui.round-recorded': 'Khui hụi',
  'hui.contribution-paid': 'Đóng hụi',
  'hui.payout-handed': 'Giao tiền hốt',
  'hui.entry-reversed': 'Ghi sửa sổ hụi',
  'directory.device-enrolled': 'Giới thiệu máy này',
  'directory.device-approved': 'Duyệt máy',
  'directory.gate-registered': 'Ghi danh cổng',
  'directory.account-listed': 'Danh sách tài khoản',
  'directory.unit-named': 'Tên đơn vị',
  'device.set-aside': 'Gác lại bản ghi'
}
