import * as v from 'valibot'
import { AccountListed } from '#lib/domain/directory/facts.ts'
import { maxPost } from '#lib/domain/directory/limits.ts'
import { roles, rootAccount, type Role } from '#lib/domain/roles.ts'
import { day } from '#lib/domain/shapes.ts'
import { serverAccount } from '../fact-writer.ts'
import type { DesiredAccount } from './desired-state.ts'
import { noUnit, readTable, reading, those, type IsUnit, type ListResult, type TableRow } from './table.ts'

const optionalColumns = ['paper_name', 'rank', 'post', 'until', 'hamlet'] as const
const columns = [
  ...(['account', 'password', 'name', 'known_as', 'unit', 'role'] as const),
  ...optionalColumns
] as const
type Cells = TableRow<(typeof columns)[number]>['cells']

/**
 * Reads accounts from CSV; several lines of one account give it several roles, each until a day of its own, and a post in
 * each unit. An account without a password is given one when it is made.
 */
export function readAccounts(text: string, isUnit: IsUnit): ListResult<DesiredAccount> {
  const { lines, problems } = readTable(text, columns, optionalColumns)
  const accounts = new Map<string, DesiredAccount>()
  for (const { line, cells } of lines) {
    const wrong = [...wrongInAccount(cells, isUnit), ...contradictions(cells, accounts)]
    problems.push(...wrong.map((one) => ({ line, ...one })))
    addRole(accounts, cells)
  }
  return reading([...accounts.values()], problems)
}

function wrongInAccount(cells: Cells, isUnit: IsUnit) {
  const { account, password, name, known_as, paper_name, rank, post, unit, role, until, hamlet } = cells
  const shapes = AccountListed.entries.body.entries
  const isWrong = (shape: v.GenericSchema, text: string) => text !== '' && !v.is(shape, text)
  const short = `phải ngắn hơn ${maxPost} ký tự, không có ký tự lạ.`
  return those(
    [
      'account',
      !v.is(shapes.account, account),
      `tên tài khoản “${account}” chỉ được gồm a–z, 0–9 và dấu gạch nối.`
    ],
    [
      'account',
      [serverAccount, rootAccount, 'admin'].includes(account),
      `tên tài khoản “${account}” dành cho máy chủ, hãy chọn tên khác.`
    ],
    [
      'password',
      password !== '' && password.length < 8,
      `mật khẩu của ${account} ngắn hơn 8 ký tự; để trống thì máy tự đặt.`
    ],
    ['name', !v.is(shapes.name, name), `họ tên của ${account} để trống hoặc quá dài (nhiều nhất 80 ký tự).`],
    [
      'known_as',
      isWrong(shapes.name, known_as),
      `tên thường gọi của ${account} không dùng được (nhiều nhất 80 ký tự).`
    ],
    [
      'paper_name',
      isWrong(shapes.name, paper_name),
      `tên trên giấy tờ của ${account} không dùng được (nhiều nhất 80 ký tự).`
    ],
    ['rank', isWrong(shapes.rank, rank), `cấp bậc của ${account} ${short}`],
    ['post', isWrong(shapes.post, post), `chức vụ của ${account} ${short}`],
    ['unit', !isUnit(unit), noUnit(unit)],
    [
      'role',
      !roles.includes(role as Role),
      `không có vai trò “${role}”; chọn một trong: ${roles.join(', ')}.`
    ],
    [
      'until',
      until !== '' && !v.is(day, until),
      `ngày hết hạn “${until}” phải là một ngày có thật, viết năm-tháng-ngày như 2026-12-31.`
    ],
    [
      'until',
      until !== '' && role === 'agent',
      `máy tại cổng ${account} không có ngày hết hạn; hãy để trống.`
    ],
    ['hamlet', isWrong(shapes.hamlet, hamlet), `tên ấp của ${account} không dùng được (nhiều nhất 40 ký tự).`]
  )
}

function contradictions(cells: Cells, known: Map<string, DesiredAccount>) {
  const { account, unit, role, until } = cells
  const before = known.get(account)
  if (!before) return []
  const differs = (cell: string, then: string | undefined) =>
    cell !== '' && then !== undefined && cell !== then
  const like = (what: string, then: string | undefined) =>
    `${what} của ${account} khác với dòng trước${then ? ` (“${then}”)` : ''}.`
  const isRepeated = before.rolesByUnit.get(unit)?.includes(role as Role) ?? false
  const day = before.untilByUnit?.get(unit)?.[role as Role] ?? ''
  const post = before.postByUnit?.get(unit)
  // Its one hamlet would count in both, where another of that name may be.
  const team = [...before.rolesByUnit].find(([other, held]) => other !== unit && held.includes('hamlet'))
  return those(
    ['name', before.name !== cells.name, like('họ tên', before.name)],
    ['known_as', (before.knownAs ?? '') !== cells.known_as, like('tên thường gọi', before.knownAs)],
    ['paper_name', differs(cells.paper_name, before.paperName), like('tên trên giấy tờ', before.paperName)],
    ['rank', differs(cells.rank, before.rank), like('cấp bậc', before.rank)],
    ['post', differs(cells.post, post), like(`chức vụ ở ${unit}`, post)],
    [
      'unit',
      role === 'hamlet' && team !== undefined,
      `${account} đã thuộc tổ của một ấp ở ${team?.[0]}; hãy lập tài khoản khác cho ${unit}.`
    ],
    ['hamlet', differs(cells.hamlet, before.hamlet), like('ấp', before.hamlet)],
    // Never says which.
    ['password', cells.password !== '' && cells.password !== before.password, like('mật khẩu', '')],
    [
      'role',
      isRepeated && day === until,
      `dòng này lặp lại vai trò ${role} của ${account} ở ${unit}; hãy bỏ một dòng.`
    ],
    ['until', isRepeated && day !== until, like(`ngày hết hạn của vai trò ${role}`, day)]
  )
}

function addRole(accounts: Map<string, DesiredAccount>, cells: Cells) {
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
