import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../../server-config.ts'
import type { DesiredAccount, DesiredUnit } from '../desired-state.ts'

/**
 * Writes the passwords that were made, one card a person, into a new file that its owner alone reads.
 * @param at Unix ms
 * @returns its path
 * @throws OperatorError when it cannot be written
 */
export function writePasswordSheet(
  folder: string,
  accounts: readonly DesiredAccount[],
  units: readonly DesiredUnit[],
  at: number
): string {
  const file = join(folder, `phieu-mat-khau-${new Date(at).toISOString().replace(/[:.]/g, '-')}.html`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, sheetOf(accounts, units), { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    throw new OperatorError(`Không ghi được phiếu mật khẩu ${file}. Chưa thay đổi gì.`, { cause })
  }
  return file
}

function sheetOf(accounts: readonly DesiredAccount[], units: readonly DesiredUnit[]): string {
  const nameOf = (id: string) => {
    const unit = units.find((one) => one.id === id)
    return unit ? `${unit.kind} ${unit.name}` : id
  }
  const cards = accounts.map(({ account, password, name, rolesByUnit }) => {
    const places = [...rolesByUnit.keys()].map(nameOf).join(', ')
    return `<section>
<h2>${escaped(name)}</h2>
<p>${escaped(places)}</p>
<dl><dt>Tài khoản</dt><dd>${escaped(account)}</dd><dt>Mật khẩu lần đầu</dt><dd>${escaped(password)}</dd></dl>
<ol><li>Mở địa chỉ: ......................................................</li>
<li>Đăng nhập bằng tài khoản và mật khẩu trên, rồi đặt mật khẩu của mình.</li>
<li>Đọc mã hiện trên máy cho chỉ huy duyệt. Duyệt xong thì hủy phiếu này.</li></ol>
</section>`
  })
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Phiếu mật khẩu</title>
<style>
body { margin: 12mm; color: #000; background: #fff; font: 12pt 'Times New Roman', serif }
section { margin: 0 0 6mm; padding: 6mm; border: 1px dashed #000; break-inside: avoid }
h2, p, dl, ol { margin: 0 0 3mm }
dl { display: grid; grid-template-columns: auto 1fr; gap: 1mm 6mm }
dd { margin: 0; font: bold 15pt monospace }
</style></head><body>
<p>In ra, cắt theo đường đứt, giao tận tay từng người. Giao xong thì hủy tệp này.</p>
${cards.join('\n')}
</body></html>
`
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => escapes[letter]!)
