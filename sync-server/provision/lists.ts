import * as v from 'valibot'
import { AccountListed, ContactsSet } from '#lib/domain/directory/facts.ts'
import { GateRegistered, maxKeepers } from '#lib/domain/directory/gate-facts.ts'
import { roles, rootAccount, type Role } from '#lib/domain/roles.ts'
import { day, slug } from '#lib/domain/shapes.ts'
import { serverAccount } from '../fact-writer.ts'
import { readTable, type TableRow, type RowProblem } from './table.ts'
import type { DesiredAccount, DesiredContacts, DesiredGate } from './desired-state.ts'

const accountColumns = [
  'account',
  'password',
  'name',
  'known_as',
  'paper_name',
  'rank',
  'post',
  'unit',
  'role',
  'until',
  'hamlet'
] as const
const optionalColumns = ['paper_name', 'rank', 'post', 'until', 'hamlet'] as const
const gateColumns = ['gate', 'unit', 'name', 'kind', 'place', 'hamlet', 'keepers'] as const
const contactColumns = ['unit', 'police', 'committee'] as const

/** All rows of a list, or every problem with it and no rows. */
export type ListResult<T> = { rows: T[]; problems: string[] }

type IsUnit = (unit: string) => boolean

/**
 * Reads accounts from CSV; several lines of one account give it several roles, each until a day of its own, and a post in
 * each unit.
 */
export function readAccounts(text: string, isUnit: IsUnit): ListResult<DesiredAccount> {
  const { lines, problems } = readTable(text, accountColumns, optionalColumns)
  const accounts = new Map<string, DesiredAccount>()
  for (const { line, cells } of lines) {
    const wrong = [...wrongInAccount(cells, isUnit), ...contradictions(cells, accounts)]
    problems.push(...wrong.map((what) => ({ line, what })))
    addRole(accounts, cells)
  }
  return reading([...accounts.values()], problems)
}

function reading<T>(rows: T[], problems: RowProblem[]): ListResult<T> {
  const inOrder = [...problems].sort((a, b) => a.line - b.line)
  return {
    rows: problems.length > 0 ? [] : rows,
    problems: inOrder.map(({ line, what }) => `Dòng ${line}: ${what}`)
  }
}

/** Returns the sentences whose condition holds, so that all problems of a line are reported at once. */
const those = (...sentences: [boolean, string][]): string[] =>
  sentences.flatMap(([holds, what]) => (holds ? what : []))

type AccountCells = TableRow<(typeof accountColumns)[number]>['cells']

function wrongInAccount(
  { account, password, name, known_as, paper_name, rank, post, unit, role, until, hamlet }: AccountCells,
  isUnit: IsUnit
) {
  const shapes = AccountListed.entries.body.entries
  const { account: accountShape, name: nameShape, hamlet: hamletShape } = shapes
  return those(
    [!v.is(accountShape, account), `tên tài khoản “${account}” chỉ được gồm a–z, 0–9 và dấu gạch nối.`],
    [[serverAccount, rootAccount, 'admin'].includes(account), `tên tài khoản “${account}” dành cho máy chủ.`],
    [password !== '' && password.length < 8, `mật khẩu của ${account} ngắn hơn 8 ký tự.`],
    [!v.is(nameShape, name), `họ tên của ${account} để trống hoặc quá dài.`],
    [known_as !== '' && !v.is(nameShape, known_as), `tên thường gọi của ${account} không dùng được.`],
    [paper_name !== '' && !v.is(nameShape, paper_name), `tên trên giấy tờ của ${account} không dùng được.`],
    [rank !== '' && !v.is(shapes.rank, rank), `cấp bậc của ${account} quá dài hoặc không dùng được.`],
    [post !== '' && !v.is(shapes.post, post), `chức vụ của ${account} quá dài hoặc không dùng được.`],
    [
      until !== '' && !v.is(day, until),
      `ngày hết hạn “${until}” phải là một ngày có thật, viết năm-tháng-ngày như 2026-12-31.`
    ],
    [until !== '' && role === 'agent', `máy tại cổng ${account} không có ngày hết hạn.`],
    [hamlet !== '' && !v.is(hamletShape, hamlet), `tên ấp của ${account} không dùng được.`],
    [!isUnit(unit), `không có đơn vị “${unit}”.`],
    [!roles.includes(role as Role), `không có vai trò “${role}”; chọn một trong: ${roles.join(', ')}.`]
  )
}

function contradictions(
  { account, password, name, known_as, paper_name, rank, post, unit, role, until, hamlet }: AccountCells,
  known: Map<string, DesiredAccount>
) {
  const before = known.get(account)
  if (!before) return those([password === '', `tài khoản ${account} chưa có mật khẩu.`])
  const isNamed = before.name === name && (before.knownAs ?? '') === known_as
  const here = before.postByUnit?.get(unit)
  const isRepeated = before.rolesByUnit.get(unit)?.includes(role as Role) ?? false
  const isSameDay = (before.untilByUnit?.get(unit)?.[role as Role] ?? '') === until
  return those(
    [
      (before.paperName ?? paper_name) !== paper_name && paper_name !== '',
      `tên trên giấy tờ của ${account} khác với dòng trước.`
    ],
    [(before.rank ?? rank) !== rank && rank !== '', `cấp bậc của ${account} khác với dòng trước.`],
    [
      here !== undefined && post !== '' && here !== post,
      `chức vụ của ${account} ở ${unit} khác với dòng trước.`
    ],
    [isRepeated && !isSameDay, `ngày hết hạn của vai trò ${role} khác với dòng trước của ${account}.`],
    [isRepeated && isSameDay, `dòng này lặp lại vai trò ${role} của ${account} ở ${unit}.`],
    [(before.hamlet ?? hamlet) !== hamlet && hamlet !== '', `ấp của ${account} khác với dòng trước.`],
    [!isNamed, `họ tên của ${account} khác với dòng trước.`],
    [password !== '' && password !== before.password, `mật khẩu của ${account} khác với dòng trước.`]
  )
}

function addRole(accounts: Map<string, DesiredAccount>, cells: AccountCells) {
  const { account, password, name, known_as, paper_name, rank, post, unit, until, hamlet } = cells
  const role = cells.role as Role
  const wanted = accounts.get(account) ?? {
    account,
    password,
    name,
    ...(known_as ? { knownAs: known_as } : {}),
    rolesByUnit: new Map<string, Role[]>()
  }
  if (hamlet) wanted.hamlet = hamlet
  if (paper_name) wanted.paperName = paper_name
  if (rank) wanted.rank = rank
  if (post) wanted.postByUnit = new Map([...(wanted.postByUnit ?? []), [unit, post]])
  if (until) {
    const days = { ...wanted.untilByUnit?.get(unit), [role]: until }
    wanted.untilByUnit = new Map([...(wanted.untilByUnit ?? []), [unit, days]])
  }
  const held = wanted.rolesByUnit.get(unit) ?? []
  wanted.rolesByUnit.set(unit, [...new Set([...held, role])])
  accounts.set(account, wanted)
}

/** Reads gates from CSV. */
export function readGates(text: string, isUnit: IsUnit): ListResult<DesiredGate> {
  const { lines, problems } = readTable(text, gateColumns, ['hamlet'])
  const seen = new Set<string>()
  const rows: DesiredGate[] = []
  for (const { line, cells } of lines) {
    const { unit, gate, name, kind, place, hamlet } = cells
    const keepers = keepersIn(cells.keepers)
    const optional = { place, hamlet, keepers: keepers.length > 0 && keepers }
    const told = Object.entries(optional).filter(([, value]) => value)
    const body = { gate, name, kind, ...Object.fromEntries(told) }
    const wrong = wrongInGate(cells, isUnit, seen.has(`${unit}/${gate}`))
    problems.push(...wrong.map((what) => ({ line, what })))
    rows.push({ unit, ...(body as Omit<DesiredGate, 'unit'>) })
    seen.add(`${unit}/${gate}`)
  }
  return reading(rows, problems)
}

/** Splits the accounts in one cell, which blanks part. */
const keepersIn = (cell: string) => cell.split(/\s+/).filter((account) => account !== '')

function wrongInGate(
  { unit, gate, name, kind, place, hamlet, keepers }: TableRow<(typeof gateColumns)[number]>['cells'],
  isUnit: IsUnit,
  repeated: boolean
) {
  const named = {
    gate: 'cong',
    kind: 'hand',
    name,
    ...(place ? { place } : {}),
    ...(hamlet ? { hamlet } : {})
  }
  const kept = keepersIn(keepers)
  return those(
    [!isUnit(unit), `không có đơn vị “${unit}”.`],
    [!v.is(slug, gate), `mã cổng “${gate}” chỉ được gồm a–z, 0–9 và dấu gạch nối.`],
    [repeated, `cổng ${gate} đã có ở dòng trên.`],
    [kind !== 'motor' && kind !== 'hand', `loại cổng “${kind}” phải là motor hoặc hand.`],
    [
      new Set(kept).size < kept.length || !v.is(GateRegistered.entries.body.entries.keepers, kept),
      `tài khoản người giữ cổng “${keepers}” không dùng được: tối đa ${maxKeepers} tài khoản khác nhau, cách nhau một khoảng trống.`
    ],
    [!v.is(GateRegistered.entries.body, named), `tên, nơi đặt hoặc ấp của cổng “${name}” không dùng được.`]
  )
}

/** Reads duty phones from CSV, one line per unit; an empty cell means no such number. */
export function readContacts(text: string, isUnit: IsUnit): ListResult<DesiredContacts> {
  const { lines, problems } = readTable(text, contactColumns)
  const rows: DesiredContacts[] = []
  for (const { line, cells } of lines) {
    const { unit, police, committee } = cells
    const wrong = wrongInContacts(
      cells,
      isUnit,
      rows.some((row) => row.unit === unit)
    )
    problems.push(...wrong.map((what) => ({ line, what })))
    rows.push({ unit, ...(police && { police }), ...(committee && { committee }) })
  }
  return reading(rows, problems)
}

function wrongInContacts(
  { unit, ...numbers }: TableRow<(typeof contactColumns)[number]>['cells'],
  isUnit: IsUnit,
  repeated: boolean
) {
  return those(
    [!isUnit(unit), `không có đơn vị “${unit}”.`],
    [repeated, `đơn vị ${unit} đã có ở dòng trên.`],
    ...Object.entries(numbers).map(([name, number]): [boolean, string] => [
      number !== '' && !v.is(ContactsSet.entries.body, { [name]: number }),
      `số điện thoại “${number}” chỉ được gồm 3 tới 15 chữ số và khoảng trống.`
    ])
  )
}
