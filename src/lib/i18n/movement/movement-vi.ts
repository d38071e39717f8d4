import type { Field, FigureKind, GroupKind, Precision } from '#lib/domain/movement/facts.ts'

const fields: Record<Field, string> = {
  security: 'An ninh trật tự',
  hui: 'Hụi',
  traffic: 'Giao thông',
  other: 'Khác'
}

const groupKinds: Record<GroupKind, string> = { group: 'Tổ', board: 'Ban Chỉ đạo' }

const precisions: Record<Precision, string> = { exact: 'Đúng số', over: 'Hơn', about: 'Khoảng' }

const figures: Record<FigureKind, string> = {
  models: 'Mô hình',
  groups: 'Tổ',
  members: 'Thành viên',
  points: 'Điểm nhân rộng',
  'point-groups': 'Tổ tại điểm nhân rộng',
  'point-members': 'Thành viên tại điểm nhân rộng',
  'smart-gates': 'Cổng ANTT thông minh',
  'communes-with-gates': 'Xã có cổng',
  'incidents-prevented': 'Vụ việc đã ngăn chặn, xử lý',
  'hui-hosts': 'Chủ hụi lập tổ',
  'hui-members': 'Hụi viên trong tổ',
  'hui-tips': 'Tin báo về hụi đã xử lý sớm',
  'hui-collapses': 'Vụ vỡ hụi',
  'hui-complaints': 'Đơn khiếu nại về hụi'
}

/** Vietnamese words of the movement screens. */
export const movementVi = {
  closed: 'Tài khoản này không xem sổ phong trào',
  closedText: 'Nếu công việc cần, hãy hỏi chỉ huy.',
  readOnly: 'Tài khoản này chỉ xem sổ phong trào.',
  fields,
  groupKinds,
  precisions,
  figures,
  asOf: 'Tính đến ngày',
  future: 'Ngày này chưa tới, đang hiện số liệu hôm nay.',
  models: 'Mô hình của đơn vị',
  empty: 'Chưa có mô hình nào',
  emptyText: 'Thêm mô hình, rồi ghi số tổ và thành viên. Mất mạng vẫn ghi được.',
  emptyDay: 'Ngày đó chưa có mô hình nào',
  add: 'Thêm mô hình',
  countOf: (count: string, name: string) => `${count} ${name}`,
  over: (count: string) => `hơn ${count}`,
  about: (count: string) => `khoảng ${count}`,
  model: (_count: number) => 'mô hình',
  group: (_count: number) => 'tổ',
  board: (_count: number) => 'ban chỉ đạo',
  member: (_count: number) => 'thành viên',
  turns: 'Người ở hai tổ được tính hai lượt.',
  noGroups: 'Chưa ghi tổ nào',
  noGroupsText: 'Ghi tên tổ, số tổ và số thành viên của mô hình này.',
  since: (day: string) => `từ ${day}`,
  until: (day: string) => `đến ${day}`,
  countedOn: (day: string, who: string) => `Tính đến ${day} · ${who} ghi`,
  unknown: 'Máy này chưa có mô hình đó',
  unknownText: 'Mô hình sẽ hiện khi đồng bộ xong. Bản ghi trên máy vẫn còn nguyên.',
  countGroup: 'Ghi tổ',
  edit: 'Ghi sửa',
  published: 'Số liệu đã công bố',
  nonePublished: 'Đến ngày đó máy này chưa có số liệu công bố',
  source: (source: string) => `Nguồn: ${source}`,
  began: (when: string, where: string) => `Bắt đầu ${[when, where].filter(Boolean).join(', ')}`,
  nowIn: (name: string) => `Nay thuộc ${name}`,
  nowPartIn: (name: string) => `Nay một phần thuộc ${name}`,
  unit: 'Đơn vị',
  before: (day: string) => `Trước ${day}`,
  formerly: 'Tên cũ',
  unnamed: (day: string) => `Chưa có dữ liệu tên đơn vị trước ${day}. Khi đó nơi này có thể mang tên khác.`,
  part: 'một phần',
  on: (day: string) => `Ngày ${day}, nơi này là:`,
  form: {
    name: 'Tên mô hình',
    nameHint: 'VD: Cổng ANTT thông minh',
    nameMissing: 'Hãy ghi tên mô hình.',
    field: 'Lĩnh vực',
    since: 'Từ ngày',
    sinceMissing: 'Hãy chọn ngày bắt đầu.',
    sinceKept: (month: string) => `Đã ghi tháng ${month}. Để trống thì giữ như vậy.`,
    until: 'Đến ngày (nếu đã kết thúc)',
    untilBefore: 'Ngày kết thúc trước ngày bắt đầu. Hãy xem lại.',
    place: 'Nơi bắt đầu',
    placeHint: 'Ấp, khóm, xã theo tên lúc đó',
    future: 'Ngày này chưa tới. Nội dung vẫn còn, hãy chọn lại.',
    editTitle: 'Ghi sửa mô hình',
    groupTitle: 'Ghi tổ, thành viên',
    kind: 'Loại',
    groupName: 'Tên tổ hoặc ban',
    groupHint: 'VD: Tổ quản lý, vận hành',
    groupMissing: 'Hãy ghi tên.',
    groups: 'Có bao nhiêu?',
    dissolved: 'Không còn nữa thì ghi 0.',
    members: 'Bao nhiêu thành viên?',
    precision: 'Con số thành viên là',
    day: 'Tính đến ngày',
    dayMissing: 'Hãy chọn ngày.',
    number: 'Ở đây chỉ ghi chữ số, ví dụ 12. Nội dung vẫn còn.',
    tooMany: 'Số này quá lớn, hãy xem lại.'
  }
}
export type MovementText = typeof movementVi
