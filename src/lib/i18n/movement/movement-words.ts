import type { Precision } from '#lib/domain/movement/facts.ts'
import { grouped } from '../amounts.ts'
import { text } from '../text.ts'
import { vi } from '../vi.ts'
import { movementVi, type MovementText } from './movement-vi.ts'

const vietnamese = { ...vi, movement: movementVi }
export type MovementWords = typeof vietnamese

/** Words of the movement screens; bundled with those screens, since the first screen needs none. */
export const movementWords = text('movement', vietnamese)

/** Formats an ISO day as `29/03/2025` and a month as `11/2022`. */
export const dayText = (day: string): string => day.split('-').reverse().join('/')

/** Formats a count with its precision: `330`, `hơn 6.000`, `khoảng 1.000`. */
export function countText(
  { value, precision }: { value: number; precision: Precision },
  t: MovementText
): string {
  const digits = grouped(String(value))
  return precision === 'exact' ? digits : t[precision](digits)
}

/** Formats totals, leaving out those that are zero: `2 mô hình · 5 tổ · 1 ban chỉ đạo · 41 thành viên`. */
export function totalsText(
  {
    models,
    groups,
    boards,
    members
  }: {
    models?: number
    groups: number
    boards: number
    members: { value: number; precision: Precision }
  },
  t: MovementText
): string {
  const plain = (value: number, name: (count: number) => string) =>
    value > 0 ? [t.countOf(grouped(String(value)), name(value))] : []
  return [
    ...plain(models ?? 0, t.model),
    ...plain(groups, t.group),
    ...plain(boards, t.board),
    t.countOf(countText(members, t), t.member(members.value))
  ].join(' · ')
}
