import type { RecordMark } from '#lib/domain/notary/record-mark.ts'
import type { SignatureStatus } from '#lib/domain/trust.ts'

const states: Record<SignatureStatus, string> = {
  genuine: 'khớp',
  changed: 'KHÔNG KHỚP',
  unknown: 'chưa kiểm được'
}

const marks: Record<RecordMark, string> = {
  changed: 'Chữ ký không khớp',
  unverified: 'Chưa xác thực',
  awaiting: 'Chờ xác nhận'
}

const explained: Record<RecordMark, string> = {
  changed: 'Dòng này đã bị sửa hoặc hỏng sau khi ghi. Báo chỉ huy.',
  unverified:
    'Lúc ghi, máy chưa được duyệt hoặc đã ngừng, tài khoản tạm ngưng, hoặc chưa có quyền. Hỏi lại người ghi trước khi tin.',
  awaiting: 'Chỉ huy phải xem lại dòng này rồi mới tính.'
}

/** Says whether records match the signatures of their authors' phones. */
export const signatures = {
  states,
  marks,
  explained,
  /** The phones that the records claim to come from. */
  from: (phones: string) => `Đứng tên máy ${phones}.`,
  /** Both in one, on paper. */
  changed: 'Chữ ký không khớp: dòng này đã bị sửa hoặc hỏng sau khi ghi. Báo chỉ huy.',
  found: (changed: number) =>
    `${changed} bản ghi có chữ ký KHÔNG KHỚP. Tệp đã lưu nêu rõ từng bản ghi. Báo chỉ huy.`,
  column: 'Chữ ký'
}
