/** What a record of each type is called where records wait. */
export const kinds: Record<string, string> = {
  'gates.note-written': 'Nhật ký cổng',
  'incidents.incident-reported': 'Vụ việc mới',
  'incidents.note-added': 'Ghi chú vụ việc',
  'incidents.stage-changed': 'Chuyển bước vụ việc',
  'incidents.incident-closed': 'Kết thúc hoặc hủy vụ việc',
  'incidents.photo-added': 'Ảnh của vụ việc',
  'directory.device-enrolled': 'Giới thiệu máy này',
  'directory.device-approved': 'Duyệt máy',
  'directory.gate-registered': 'Ghi danh cổng',
  'directory.account-listed': 'Danh sách tài khoản',
  'directory.unit-named': 'Tên đơn vị',
  'device.set-aside': 'Gác lại bản ghi'
}
