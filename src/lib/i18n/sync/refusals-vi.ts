import type { FactLimit } from '#lib/domain/fact-limits.ts'
import type { AdmissionRefusal, HeldReason, Refusal } from '#lib/domain/rules.ts'

/** Codes for why the server has not accepted a record that this phone keeps. */
export type RefusedCode =
  | Refusal['code']
  | AdmissionRefusal['code']
  | FactLimit['code']
  | HeldReason
  | 'id-taken'
  | 'unreadable'
  | 'damaged'
  | 'not-accepted'
  | 'unknown'

const kept = 'Vẫn còn trên máy. Chưa gửi được:'

const sentences: Record<RefusedCode, string> = {
  'signed-out': `${kept} cần đăng nhập lại.`,
  'not-allowed': `${kept} tài khoản này chưa có quyền. Hỏi chỉ huy.`,
  'not-author': `${kept} bản ghi mang tên tài khoản khác.`,
  'wrong-place': `${kept} máy chủ không nhận bản ghi này vào sổ đó.`,
  removed: `${kept} máy chủ đã xóa sổ của quý đó, cùng bản ghi này.`,
  'unknown-type': `${kept} máy chủ chưa biết loại bản ghi này, sẽ tự gửi lại sau.`,
  immutable: `${kept} máy chủ đã có bản ghi này, không sửa được.`,
  malformed: `${kept} máy chủ không đọc được một chỗ trong bản ghi.`,
  'not-nfc': `${kept} có dấu chưa chuẩn.`,
  'not-well-formed': `${kept} có ký tự bị lỗi.`,
  'not-integer': `${kept} có số không nguyên.`,
  'too-large': `${kept} nội dung quá dài.`,
  'bad-id': `${kept} mã của bản ghi không khớp với máy này. Báo chỉ huy.`,
  'bad-signature': `${kept} chữ ký không khớp với nội dung. Báo chỉ huy.`,
  'not-enrolled': `${kept} máy chủ chưa biết máy đã ghi. Sẽ tự gửi lại.`,
  'not-approved': `${kept} chỉ huy chưa duyệt máy đã ghi. Duyệt xong sẽ tự gửi.`,
  barred: `${kept} máy đã ghi bị ngừng dùng hoặc tài khoản tạm ngưng. Hỏi chỉ huy.`,
  'unknown-unit': `${kept} tài khoản này không thuộc đơn vị của bản ghi. Hỏi chỉ huy.`,
  'too-many-phones': `${kept} tài khoản này có quá nhiều máy đang chờ duyệt. Hỏi chỉ huy.`,
  busy: `${kept} máy chủ đang bận. Sẽ tự gửi lại.`,
  'id-taken': `${kept} mã của bản ghi đã có người dùng. Báo chỉ huy.`,
  unreadable: `${kept} máy chủ không đọc được bản ghi. Báo chỉ huy.`,
  damaged: 'Bị hỏng trên máy này: không mở được nội dung nên không gửi được. Báo chỉ huy.',
  'not-accepted': `${kept} máy chủ từ chối, chưa rõ vì sao. Báo chỉ huy.`,
  unknown: `${kept} máy chủ từ chối. Báo chỉ huy.`
}

export const refusals = { kept, sentences }
