import type { FactOf, FactType } from '#lib/domain/facts.ts'
import type { MovementFact } from '#lib/domain/movement/models.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'

const start = Date.parse('2026-11-24T01:00:00.000Z')

/** An id of its own for each name. */
export const idOf = (name: string) => {
  const bytes = new TextEncoder().encode(name.padEnd(10, '.')).slice(0, 10)
  return uuidv7(start, bytes)
}

/** Facts of a movement book as one phone writes them, one each second; for folds, so unsigned. */
export class TestMovement {
  #n = 0

  write<Type extends FactType>(
    type: Type,
    stream: string,
    body: FactOf<Type>['body'],
    more: Partial<MovementFact> = {}
  ): MovementFact {
    const n = ++this.#n
    const ms = start + n * 1000
    return {
      id: uuidv7(ms, new Uint8Array(10).fill(n % 256)),
      unit: 'xa-phong-hiep',
      book: 'movement',
      stream,
      type,
      at: new Date(ms).toISOString(),
      by: 'ph-tonghop',
      device: 'x'.repeat(43),
      n,
      body,
      sig: `${'x'.repeat(85)}A`,
      ...more
    }
  }

  listed(
    model: string,
    body: Partial<FactOf<'movement.model-listed'>['body']> = {},
    more: Partial<MovementFact> = {}
  ) {
    const whole = { name: `Mô hình ${model}`, field: 'security' as const, since: '2022-11', ...body }
    return this.write('movement.model-listed', `model/${idOf(model)}`, whole, more)
  }

  counted(
    model: string,
    group: string,
    asOf: string,
    [groups, members]: [number, number],
    body: Partial<FactOf<'movement.group-counted'>['body']> = {},
    more: Partial<MovementFact> = {}
  ) {
    const known = { group: idOf(group), kind: 'group' as const, name: `Tổ ${group}`, groups, asOf }
    const whole = { ...known, members: { value: members, precision: 'exact' as const }, ...body }
    return this.write('movement.group-counted', `model/${idOf(model)}`, whole, more)
  }

  published(
    name: string,
    asOf: string,
    figures: Record<string, number>,
    body: object = {},
    more: Partial<MovementFact> = {}
  ) {
    const whole = {
      asOf,
      area: { level: 'district' as const, id: 'phuoc-long', kind: 'huyện', name: 'Phước Long' },
      figures: Object.entries(figures).map(([what, value]) => ({ what, value, precision: 'exact' })),
      source: 'Báo cáo thử',
      ...body
    } as FactOf<'movement.figures-published'>['body']
    return this.write('movement.figures-published', `figures/${idOf(name)}`, whole, more)
  }
}
