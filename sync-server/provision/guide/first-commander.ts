import * as v from 'valibot'
import { AccountListed, ContactsSet } from '#lib/domain/directory/facts.ts'
import { endOfDay } from '#lib/domain/directory/role-ends.ts'
import { day as dayShape } from '#lib/domain/shapes.ts'
import type { Unit } from '#lib/domain/units/units.ts'
import type { DesiredAccount, DesiredContacts } from '../desired-state.ts'
import { randomLetters } from './new-password.ts'
import { askUntil, type Terminal } from './terminal.ts'

const { account: accountShape, name: nameShape, rank: rankShape } = AccountListed.entries.body.entries

/**
 * Suggests an opaque account: the unit's initials and four characters that say nothing of the person. Accounts are stored
 * in clear.
 */
export function suggestedAccount({ id }: Pick<Unit, 'id'>): string {
  const [, ...words] = id.split('.')[0]!.split('-')
  return `${words.map((word) => word[0]).join('')}-${randomLetters(4)}`
}

const optional =
  (shape: v.GenericSchema, expected: string) =>
  (text: string): string | null =>
    text === '' || v.is(shape, text) ? null : expected

/** Accepts days that are not over in Vietnam: the unit would have no commander at all. */
const dayAhead = v.pipe(
  dayShape,
  v.check((text) => endOfDay(text) > Date.now())
)

/** Asks for the unit's first commander, who is given a password when the account is made. */
export async function askCommander(terminal: Terminal, unit: Unit): Promise<DesiredAccount> {
  const ask = (question: string, wrong: (text: string) => string | null, usual = '') =>
    askUntil(terminal, question, wrong, usual)
  const isNamed = (text: string) => (v.is(nameShape, text) ? null : 'Cần họ tên, nhiều nhất 80 ký tự.')
  terminal.tell('\nChỉ huy đầu tiên của đơn vị. Tên tài khoản lưu không mã hóa, nên đừng ghi tên người.')
  const account = await ask(
    'Tên tài khoản',
    (text) => (v.is(accountShape, text) ? null : 'Chỉ gồm a–z, 0–9 và dấu gạch nối, như ph-7k3m.'),
    suggestedAccount(unit)
  )
  const name = await ask('Họ tên', isNamed)
  const paperName = await ask('Tên trên giấy tờ', isNamed, name)
  const short = 'Nhiều nhất 60 ký tự; bỏ trống cũng được.'
  const rank = await ask('Cấp bậc (như Trung tá; bỏ trống được)', optional(rankShape, short))
  const post = await ask('Chức vụ', optional(rankShape, short), `Trưởng Công an ${unit.type}`)
  const until = await ask(
    'Giữ vai trò chỉ huy đến hết ngày (năm-tháng-ngày; bỏ trống: không có hạn)',
    optional(dayAhead, 'Một ngày có thật, chưa qua, như 2026-12-31.')
  )
  return {
    account,
    password: '',
    name,
    ...(paperName !== name && { paperName }),
    ...(rank && { rank }),
    rolesByUnit: new Map([[unit.id, ['commander']]]),
    ...(post && { postByUnit: new Map([[unit.id, post]]) }),
    ...(until && { untilByUnit: new Map([[unit.id, { commander: until }]]) })
  }
}

/** Asks for the numbers that phones of the unit call; empty when it has none. */
export async function askContacts(terminal: Terminal, unit: Unit): Promise<DesiredContacts[]> {
  const expected = 'Cần 3 tới 15 chữ số, như 0290 3000 113; bỏ trống cũng được.'
  const isPhone = optional(ContactsSet.entries.body.entries.police, expected)
  const police = await askUntil(terminal, '\nSố trực công an (bỏ trống được)', isPhone)
  const committee = await askUntil(terminal, 'Số trực ủy ban (bỏ trống được)', isPhone)
  if (!police && !committee) return []
  return [{ unit: unit.id, ...(police && { police }), ...(committee && { committee }) }]
}
