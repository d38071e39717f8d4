import gazetteer from '#lib/domain/units/ca-mau.json' with { type: 'json' }
import { finds, folded } from '#lib/domain/search.ts'
import { fullName, validOn, type Gazetteer, type Unit } from '#lib/domain/units/units.ts'
import type { Terminal } from './terminal.ts'

const { units } = gazetteer as unknown as Gazetteer

/** Most units that are listed at once. */
const most = 15

/**
 * Returns the units of a day that a search by plain letters finds, by their own names and those of the units that went into
 * them; those whose own name it is come first.
 */
export function unitsLike(query: string, day: string): Unit[] {
  const nameOf = (id: string) => units.find((unit) => unit.id === id)?.name ?? ''
  const ownNames = ({ id, name, type, aliases = [] }: Unit) => [id, `${type} ${name}`, ...aliases]
  const today = units.filter((unit) => validOn(unit, day))
  const isOwn = (unit: Unit) => finds(query, ownNames(unit))
  const former = today.filter(
    (unit) => !isOwn(unit) && finds(query, [unit.predecessors.map(nameOf).join(' · ')])
  )
  const whole = (unit: Unit) => folded(unit.name) === folded(query)
  return [...today.filter(isOwn).sort((a, b) => Number(whole(b)) - Number(whole(a))), ...former]
}

/** Has the operator find a unit by its name and choose it by number. */
export async function chooseUnit(terminal: Terminal, day: string): Promise<Unit> {
  for (;;) {
    const query = await terminal.ask('Tên xã, phường (gõ không dấu cũng được, tên cũ cũng được):')
    const found = query === '' ? [] : unitsLike(query, day)
    if (found.length === 0) {
      terminal.tell('  Không tìm thấy. Gõ một phần tên, như: phong hiep')
      continue
    }
    found.slice(0, most).forEach((unit, i) => terminal.tell(`  ${i + 1}. ${fullName(unit)}  (${unit.id})`))
    if (found.length > most) terminal.tell(`  … và ${found.length - most} đơn vị nữa; hãy gõ thêm chữ.`)
    const number = await terminal.ask('Số thứ tự (bỏ trống để tìm lại):')
    const chosen = /^\d+$/.test(number) ? found.slice(0, most)[Number(number) - 1] : undefined
    if (chosen) return chosen
  }
}
