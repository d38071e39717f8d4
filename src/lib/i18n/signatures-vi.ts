import type { SignatureStatus } from '#lib/domain/trust.ts'

const states: Record<SignatureStatus, string> = {
  genuine: 'khớp',
  changed: 'KHÔNG KHỚP',
  unknown: 'chưa kiểm được'
}

/** Says whether records match the signatures of their authors' phones. */
export const signatures = {
  states,
  changed: 'Chữ ký không khớp: dòng này đã bị sửa hoặc hỏng sau khi ghi. Báo chỉ huy.',
  found: (changed: number) =>
    `${changed} bản ghi có chữ ký KHÔNG KHỚP. Tệp đã lưu nêu rõ từng bản ghi. Báo chỉ huy.`,
  column: 'Chữ ký'
}
