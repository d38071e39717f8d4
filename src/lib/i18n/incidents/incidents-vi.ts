import type { TransitionDoubt } from '#lib/domain/incidents/entry.ts'
import type { Category, Stage } from '#lib/domain/incidents/facts.ts'
import { picked } from '../photos/picked-vi.ts'
import { tips } from './tips-vi.ts'

const categories: Record<Category, string> = {
  theft: 'Trộm cắp',
  disorder: 'Gây rối',
  traffic: 'Giao thông',
  fire: 'Cháy nổ',
  hui: 'Hụi',
  other: 'Khác'
}

const stages: Record<Stage, string> = {
  new: 'Mới tiếp nhận',
  verifying: 'Đang xác minh',
  handling: 'Đang giải quyết',
  forwarded: 'Đã chuyển',
  closed: 'Đã kết thúc',
  cancelled: 'Đã hủy'
}

const doubts: Record<TransitionDoubt, string> = {
  waits: 'Chưa tính: bước trước đó chưa về máy này.',
  disputed: 'Chưa tính: hai máy chuyển bước khác nhau.',
  ended: 'Không tính: chỉ huy đã kết thúc hoặc hủy. Chỉ huy mới mở lại được.',
  refused: 'Chưa tính: máy chủ không nhận.'
}

export const incidents = {
  filters: {
    search: 'Tìm vụ việc, tin báo',
    searchHint: 'VD: xe wave',
    state: 'Trạng thái',
    open: 'Chưa xong',
    kind: 'Loại',
    anyKind: 'Mọi loại',
    none: 'Không tìm thấy',
    noneText: 'Thử ít chữ hơn, hoặc chọn Tất cả và Mọi loại.'
  },
  all: 'Tất cả',
  ended: 'Đã xong',
  more: (count: number) => `Còn ${count} vụ việc, tin báo`,
  empty: 'Chưa có vụ việc, tin báo nào',
  emptyText: 'Có việc xảy ra: ghi một dòng, mất mạng vẫn ghi được.',
  emptyOpen: 'Không có vụ việc nào đang giải quyết',
  emptyOpenText: 'Việc đã xong nằm ở mục Tất cả.',
  closedToYou: 'Tài khoản này không xem vụ việc',
  closedToYouText: 'Chỉ công an xã xem được mục này. Cần xem thì hỏi chỉ huy.',
  readOnly: 'Tài khoản này chỉ xem, không ghi vụ việc.',
  pick: 'Chọn một vụ việc',
  pickText: 'Diễn biến của vụ việc sẽ hiện ở đây.',
  unknown: 'Máy này chưa có vụ việc đó',
  unknownText: 'Vụ việc sẽ hiện khi đồng bộ xong. Bản ghi trên máy vẫn còn nguyên.',
  categories,
  stages,
  doubts,
  forwardedTo: (receiver: string) => `Đã chuyển ${receiver}`,
  place: 'Nơi xảy ra',
  noPlace: 'Chưa ghi nơi xảy ra',
  gps: (metres: string) => `GPS ±${metres}`,
  metres: (metres: number) => `${metres} m`,
  kilometres: (kilometres: string) => `${kilometres} km`,
  map: 'Xem bản đồ',
  story: 'Diễn biến',
  report: 'Tiếp nhận',
  note: 'Ghi chú',
  photo: 'Ảnh',
  addPhoto: 'Chụp ảnh',
  paper: 'In biên bản',
  movedTo: (stage: string) => `Chuyển bước: ${stage}`,
  dispute: (sides: string) => `Hai máy chuyển bước khác nhau: ${sides}. Vẫn giữ bước trước. Cần đối chiếu.`,
  moreSides: (sides: string, more: number) => `${sides} và ${more} ý kiến khác`,
  side: (stage: string, who: string) => `${stage} (${who})`,
  addNote: 'Thêm ghi chú',
  changeStage: 'Chuyển bước',
  reopen: 'Mở lại',
  compare: 'Đối chiếu',
  end: 'Kết thúc / Hủy',
  photos: picked,
  tips,
  form: {
    title: 'Vụ việc mới',
    draft: 'Tự lưu nháp',
    category: 'Việc gì?',
    categoryMissing: 'Hãy chọn một loại việc.',
    text: 'Chuyện gì xảy ra?',
    textHint: 'VD: mất xe máy trước quán nước, thấy hai người chạy về hướng cổng',
    textMissing: 'Hãy ghi ngắn gọn chuyện xảy ra.',
    place: 'Ở đâu?',
    placeHint: 'Ấp, khóm nào',
    locate: 'Lấy vị trí',
    locating: 'Đang tìm vị trí…',
    located: (metres: string) => `Đã lấy vị trí, GPS ±${metres}`,
    forget: 'Bỏ vị trí',
    locateProblems: {
      denied: 'Máy chưa cho phép lấy vị trí. Ghi nơi bằng chữ cũng được.',
      timeout: 'Tìm 10 giây chưa ra vị trí. Ghi nơi bằng chữ, hoặc thử lại ngoài trời.',
      unavailable: 'Lúc này máy không lấy được vị trí. Ghi nơi bằng chữ cũng được.'
    },
    noteTitle: 'Thêm ghi chú',
    noteText: 'Biết thêm điều gì?',
    noteMissing: 'Hãy ghi ngắn gọn nội dung.',
    stageTitle: 'Chuyển bước',
    endTitle: 'Kết thúc / Hủy',
    compareTitle: 'Đối chiếu',
    compareText: 'Bước chọn ở đây thay cho các bước khác nhau.',
    to: 'Chuyển sang bước nào?',
    toMissing: 'Hãy chọn một bước.',
    now: (stage: string) => `Hiện là: ${stage}`,
    reason: 'Lý do',
    reasonMissing: 'Hãy ghi lý do.',
    endText: 'Sau khi kết thúc hoặc hủy vẫn xem và ghi chú thêm được; chỉ huy mở lại được.',
    ended: 'Vụ việc này đã xong. Chỉ huy mới mở lại được.',
    endedApart: 'Chỉ huy đã kết thúc. Chỉ chỉ huy đối chiếu được.'
  }
}

/** Words of the incident screens, in addition to the common ones. */
export type IncidentWords = typeof incidents
