import type { ServerConfig } from '../../server-config.ts'
import type { CarriedOut } from '../carry-out.ts'

/** Says where the passwords lie that were made; empty when none were. */
export function sheetText({ sheet }: Pick<CarriedOut, 'sheet'>): string[] {
  if (!sheet) return []
  return [
    `Mật khẩu lần đầu nằm trong ${sheet}`,
    `  In ra, giao tận tay từng người, rồi hủy tệp: shred -u ${sheet}`
  ]
}

/** Says what belongs in the safe once a unit has a root key, and what happens when it is lost; empty when none was made. */
export function safeText({ roots }: Pick<CarriedOut, 'roots'>): string[] {
  if (roots.length === 0) return []
  return [
    'Cất vào két:',
    ...roots.map((file) => `  ${file}`),
    '    Khóa gốc: ai có tệp này quyết định máy nào của đơn vị được tin. Chép ra USB, cất xa máy chủ.',
    '    Mất khóa gốc thì phải lập khóa mới và duyệt lại mọi máy của đơn vị.',
    '  Câu mật khẩu của bản sao lưu (BACKUP_PASSPHRASE)',
    '    Tự đặt một câu dài, viết ra giấy, cất xa máy chủ. Mất câu này thì bản sao lưu không trả lại được khóa gốc.'
  ]
}

/** Says what comes next for a new unit, until its commander's phone is approved. */
export function nextText(
  { unit, account, sheet }: { unit: string; account: string } & Pick<CarriedOut, 'sheet'>,
  { dataDir, couch }: Pick<ServerConfig, 'dataDir' | 'couch'>
): string[] {
  const where = `DATA_DIR=${dataDir}${couch ? ' COUCHDB_URL=…' : ''}`
  return [
    'Tiếp theo:',
    `  1. Chạy máy chủ:  DEMO=0 ${where} npm start`,
    `  2. Chỉ huy mở trang, đăng nhập tài khoản ${account} bằng mật khẩu ${sheet ? 'trên phiếu' : 'đang dùng'}. Trang đầu hiện mã của máy.`,
    `  3. Duyệt máy đó${couch ? '' : ' (dừng máy chủ trước)'}:  ${where} npm run approve -- --unit ${unit} --phone MÃ`,
    '  4. Máy của người khác do chỉ huy duyệt. Thêm người, thêm cổng: docs/operator/install.md, mục Lists.',
    '  5. Sao lưu mỗi đêm: docs/operator/backup.md.'
  ]
}
