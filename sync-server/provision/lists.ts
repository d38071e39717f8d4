import * as v from 'valibot'
import { ContactsSet } from '#lib/domain/directory/facts.ts'
import { GateDecisionRecorded, GateRegistered, maxKeepers } from '#lib/domain/directory/gate-facts.ts'
import { folded } from '#lib/domain/search.ts'
import { slug } from '#lib/domain/shapes.ts'
import {
  noUnit,
  readTable,
  reading,
  those,
  type IsUnit,
  type ListResult,
  type TableRow,
  type Wrong
} from './table.ts'
import type { DesiredAccount, DesiredContacts, DesiredDecision, DesiredGate } from './desired-state.ts'

const decisionColumns = ['decision', 'decision_date', 'decision_hours', 'may_order'] as const
const gateColumns = [
  'gate',
  'unit',
  'name',
  'kind',
  'place',
  'hamlet',
  'keepers',
  'agent',
  ...decisionColumns
] as const
const contactColumns = ['unit', 'police', 'committee'] as const

/**
 * Reads gates from CSV.
 * @param accounts those of the same run: a hamlet that they spell otherwise is a mistake in one of the two lists
 */
export function readGates(
  text: string,
  isUnit: IsUnit,
  accounts: readonly DesiredAccount[] = []
): ListResult<DesiredGate> {
  const { lines, problems } = readTable(text, gateColumns, ['hamlet', 'agent', ...decisionColumns])
  const seen = new Set<string>()
  const rows: DesiredGate[] = []
  for (const { line, cells } of lines) {
    const { unit, gate, name, kind, place, hamlet, agent } = cells
    const keepers = keepersIn(cells.keepers)
    const decision = decisionIn(cells)
    const optional = { place, hamlet, keepers: keepers.length > 0 && keepers, agent, decision }
    const told = Object.entries(optional).filter(([, value]) => value)
    const body = { gate, name, kind, ...Object.fromEntries(told) }
    const wrong = wrongInGate(cells, isUnit, seen.has(`${unit}/${gate}`))
    const others = [...misspelt(cells, accounts), ...wrongInDecision(cells)]
    problems.push(...[...wrong, ...others].map((one) => ({ line, ...one })))
    rows.push({ unit, ...(body as Omit<DesiredGate, 'unit'>) })
    seen.add(`${unit}/${gate}`)
  }
  return reading(rows, problems)
}

/** Names a hamlet that accounts of the unit write otherwise: its team would close no gate. */
function misspelt({ unit, hamlet }: GateCells, accounts: readonly DesiredAccount[]): Wrong[] {
  const named = accounts.flatMap((one) => (one.rolesByUnit.has(unit) ? (one.hamlet ?? []) : []))
  if (hamlet === '' || named.includes(hamlet)) return []
  const other = named.find((one) => bare(one) === bare(hamlet))
  const what = `ấp “${hamlet}” viết khác “${other}” trong danh sách tài khoản; hai nơi phải viết giống nhau.`
  return other === undefined ? [] : [{ column: 'hamlet', what }]
}

/** "Ấp 1B", "ấp 1-b", "Ấp 01B" and "1B" are one hamlet to people. */
const bare = (hamlet: string) =>
  folded(hamlet)
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/^(ap|khom)/, '')
    .replace(/^0+(?=\d)/, '')

/** Splits the accounts in one cell, which blanks part. */
const keepersIn = (cell: string) => cell.split(/\s+/).filter((account) => account !== '')

/** Returns the decision on a gate, whose cells may be wrong; null where all four are empty. */
function decisionIn(cells: GateCells): DesiredDecision | null {
  if (decisionColumns.every((column) => cells[column] === '')) return null
  const [from = '', to = ''] = cells.decision_hours.split(/\s*[-–]\s*/)
  return { number: cells.decision, date: cells.decision_date, hours: { from, to }, mayOrder: cells.may_order }
}

/** Names what is wrong in the cells of a decision. */
function wrongInDecision(cells: GateCells): Wrong[] {
  const decision = decisionIn(cells)
  if (!decision) return []
  const { number, date, hours, mayOrder } = GateDecisionRecorded.entries.body.entries
  return those(
    ['decision', !v.is(number, decision.number), 'thiếu số quyết định, hoặc dài quá.'],
    ['decision_date', !v.is(date, decision.date), 'ngày ký phải có dạng 2026-11-24.'],
    ['decision_hours', !v.is(hours, decision.hours), 'giờ đóng phải có dạng 22:00-05:00.'],
    ['may_order', !v.is(mayOrder, decision.mayOrder), 'thiếu người được ra lệnh đóng, hoặc dài quá.']
  )
}

type GateCells = TableRow<(typeof gateColumns)[number]>['cells']

function wrongInGate(
  { unit, gate, name, kind, place, hamlet, keepers, agent }: GateCells,
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
    ['unit', !isUnit(unit), noUnit(unit)],
    ['gate', !v.is(slug, gate), `mã cổng “${gate}” chỉ được gồm a–z, 0–9 và dấu gạch nối.`],
    ['gate', repeated, `cổng ${gate} đã có ở dòng trên.`],
    ['kind', kind !== 'motor' && kind !== 'hand', `loại cổng “${kind}” phải là motor hoặc hand.`],
    [
      'keepers',
      new Set(kept).size < kept.length || !v.is(GateRegistered.entries.body.entries.keepers, kept),
      `tài khoản người giữ cổng “${keepers}” không dùng được: tối đa ${maxKeepers} tài khoản khác nhau, cách nhau một khoảng trống.`
    ],
    ['agent', agent !== '' && !v.is(slug, agent), `tài khoản máy tại cổng “${agent}” không dùng được.`],
    [
      'name',
      !v.is(GateRegistered.entries.body, named),
      `tên, nơi đặt hoặc ấp của cổng “${name}” không dùng được.`
    ]
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
    problems.push(...wrong.map((one) => ({ line, ...one })))
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
    ['unit', !isUnit(unit), noUnit(unit)],
    ['unit', repeated, `đơn vị ${unit} đã có ở dòng trên.`],
    ...Object.entries(numbers).map(([name, number]): [string, boolean, string] => [
      name,
      number !== '' && !v.is(ContactsSet.entries.body, { [name]: number }),
      `số điện thoại “${number}” chỉ được gồm 3 tới 15 chữ số và khoảng trống.`
    ])
  )
}
