import * as v from 'valibot'
import { AccountListed, ContactsSet, GateRegistered } from '#lib/domain/directory/facts.ts'
import { roles, type Role } from '#lib/domain/roles.ts'
import { slug } from '#lib/domain/shapes.ts'
import { serverAccount } from '../scribe.ts'
import { readTable, type Line } from './table.ts'
import type { WantedAccount, WantedContacts, WantedGate } from './wanted.ts'

export const accountColumns = ['account', 'password', 'name', 'known_as', 'unit', 'role'] as const
export const gateColumns = ['gate', 'unit', 'name', 'kind', 'place', 'keeper'] as const
export const contactColumns = ['unit', 'police', 'committee'] as const

/** Either all that a list says, or every sentence about what is wrong with it: nothing is half taken. */
export type Reading<T> = { rows: T[]; problems: string[] }

type IsUnit = (unit: string) => boolean

/** The accounts of a CSV; several lines of one account give it several roles. */
export function readAccounts(text: string, isUnit: IsUnit): Reading<WantedAccount> {
  const table = readTable(text, accountColumns)
  if (table.problem !== undefined) return { rows: [], problems: [table.problem] }
  const accounts = new Map<string, WantedAccount>()
  const problems: string[] = []
  for (const line of table.lines) {
    const wrong = wrongAccount(line.cells, isUnit) ?? contradiction(line.cells, accounts)
    if (wrong) problems.push(`Dòng ${line.line}: ${wrong}`)
    else addRole(accounts, line)
  }
  return { rows: problems.length > 0 ? [] : [...accounts.values()], problems }
}

type AccountCells = Line<(typeof accountColumns)[number]>['cells']

function wrongAccount({ account, password, name, known_as, unit, role }: AccountCells, isUnit: IsUnit) {
  const { account: accountShape, name: nameShape } = AccountListed.entries.body.entries
  if (!v.is(accountShape, account)) return `tên tài khoản “${account}” chỉ được gồm a–z, 0–9 và dấu gạch nối.`
  if (account === serverAccount || account === 'admin') return `tên tài khoản “${account}” dành cho máy chủ.`
  if (password && password.length < 8) return `mật khẩu của ${account} ngắn hơn 8 ký tự.`
  if (!v.is(nameShape, name)) return `họ tên của ${account} để trống hoặc quá dài.`
  if (known_as && !v.is(nameShape, known_as)) return `tên thường gọi của ${account} không dùng được.`
  if (!isUnit(unit)) return `không có đơn vị “${unit}”.`
  if (!roles.includes(role as Role)) return `không có vai trò “${role}”; chọn một trong: ${roles.join(', ')}.`
  return null
}

function contradiction(
  { account, password, name, known_as }: AccountCells,
  known: Map<string, WantedAccount>
) {
  const before = known.get(account)
  if (!before) return password ? null : `tài khoản ${account} chưa có mật khẩu.`
  if (before.name !== name || (before.knownAs ?? '') !== known_as)
    return `họ tên của ${account} khác với dòng trước.`
  if (password && password !== before.password) return `mật khẩu của ${account} khác với dòng trước.`
  return null
}

function addRole(accounts: Map<string, WantedAccount>, { cells }: Line<(typeof accountColumns)[number]>) {
  const { account, password, name, known_as, unit, role } = cells
  const wanted = accounts.get(account) ?? {
    account,
    password,
    name,
    ...(known_as ? { knownAs: known_as } : {}),
    rolesByUnit: new Map<string, Role[]>()
  }
  const held = wanted.rolesByUnit.get(unit) ?? []
  wanted.rolesByUnit.set(unit, [...new Set([...held, role as Role])])
  accounts.set(account, wanted)
}

/** The gates of a CSV. */
export function readGates(text: string, isUnit: IsUnit): Reading<WantedGate> {
  const table = readTable(text, gateColumns)
  if (table.problem !== undefined) return { rows: [], problems: [table.problem] }
  const seen = new Set<string>()
  const rows: WantedGate[] = []
  const problems: string[] = []
  for (const { line, cells } of table.lines) {
    const { unit, gate, name, kind, place, keeper } = cells
    const body = { gate, name, kind, ...(place ? { place } : {}), ...(keeper ? { keeper } : {}) }
    const wrong = wrongGate(cells, body, isUnit, seen.has(`${unit}/${gate}`))
    if (wrong) problems.push(`Dòng ${line}: ${wrong}`)
    else rows.push({ unit, ...(body as Omit<WantedGate, 'unit'>) })
    seen.add(`${unit}/${gate}`)
  }
  return { rows: problems.length > 0 ? [] : rows, problems }
}

function wrongGate(
  { unit, gate, name, kind, keeper }: Line<(typeof gateColumns)[number]>['cells'],
  body: object,
  isUnit: IsUnit,
  repeated: boolean
) {
  if (!isUnit(unit)) return `không có đơn vị “${unit}”.`
  if (!v.is(slug, gate)) return `mã cổng “${gate}” chỉ được gồm a–z, 0–9 và dấu gạch nối.`
  if (repeated) return `cổng ${gate} đã có ở dòng trên.`
  if (kind !== 'motor' && kind !== 'hand') return `loại cổng “${kind}” phải là motor hoặc hand.`
  if (keeper && !v.is(slug, keeper)) return `tài khoản người giữ cổng “${keeper}” không dùng được.`
  return v.is(GateRegistered.entries.body, body) ? null : `tên hoặc nơi đặt cổng “${name}” không dùng được.`
}

/** The duty phones of a CSV, a line a unit; an empty cell is a number that the unit has not. */
export function readContacts(text: string, isUnit: IsUnit): Reading<WantedContacts> {
  const table = readTable(text, contactColumns)
  if (table.problem !== undefined) return { rows: [], problems: [table.problem] }
  const rows: WantedContacts[] = []
  const problems: string[] = []
  for (const { line, cells } of table.lines) {
    const { unit, police, committee } = cells
    const wrong = wrongContacts(
      cells,
      isUnit,
      rows.some((row) => row.unit === unit)
    )
    if (wrong) problems.push(`Dòng ${line}: ${wrong}`)
    else rows.push({ unit, ...(police && { police }), ...(committee && { committee }) })
  }
  return { rows: problems.length > 0 ? [] : rows, problems }
}

function wrongContacts(
  { unit, ...numbers }: Line<(typeof contactColumns)[number]>['cells'],
  isUnit: IsUnit,
  repeated: boolean
) {
  if (!isUnit(unit)) return `không có đơn vị “${unit}”.`
  if (repeated) return `đơn vị ${unit} đã có ở dòng trên.`
  const wrong = Object.entries(numbers).find(
    ([name, number]) => number && !v.is(ContactsSet.entries.body, { [name]: number })
  )
  return wrong ? `số điện thoại “${wrong[1]}” chỉ được gồm 3 tới 15 chữ số và khoảng trống.` : null
}
