import type { FactOf, FactType } from '#lib/domain/facts.ts'
import { privateEntries, type PrivateFact } from '#lib/domain/personal/entries.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { idOf } from '../movement.ts'

const start = Date.parse('2026-11-24T01:00:00.000Z')

export type Detail = FactOf<'private.detail-recorded'>['body']

/** An identity number that cannot be real. */
const detail = (body: Partial<Detail> = {}): Detail => ({
  about: 'person',
  kind: 'id-number',
  value: '000123456789',
  purpose: 'identity',
  ...body
})

/** Facts of a book `private` as one phone writes them, one each second; for folds, so unsigned. */
export class TestPrivate {
  readonly facts: PrivateFact[] = []

  of(who: string) {
    return privateEntries(this.facts).get(idOf(who)) ?? []
  }

  write<Type extends FactType>(
    type: Type,
    stream: string,
    body: FactOf<Type>['body'],
    more: Partial<PrivateFact> = {}
  ): PrivateFact {
    const n = this.facts.length + 1
    const ms = start + n * 1000
    const fact: PrivateFact = {
      id: uuidv7(ms, new Uint8Array(10).fill(n % 256)),
      unit: 'phuong-lang-tron',
      book: 'private',
      stream,
      type,
      at: new Date(ms).toISOString(),
      by: 'lt-truc',
      device: 'x'.repeat(43),
      n,
      body: body as PrivateFact['body'],
      sig: `${'x'.repeat(85)}A`,
      ...more
    }
    this.facts.push(fact)
    return fact
  }

  recorded(who: string, body: Partial<Detail> = {}, more: Partial<PrivateFact> = {}) {
    return this.write('private.detail-recorded', `subject/${idOf(who)}`, detail(body), more)
  }

  removed(who: string, of: string, more: Partial<PrivateFact> = {}) {
    return this.write('private.detail-removed', `subject/${idOf(who)}`, { detail: of, reason: 'asked' }, more)
  }

  read(who: string, of: string, more: Partial<PrivateFact> = {}) {
    return this.write('private.detail-read', `subject/${idOf(who)}`, { detail: of, reason: 'paper' }, more)
  }

  asked(
    request: string,
    body: Partial<FactOf<'private.request-received'>['body']> = {},
    more: Partial<PrivateFact> = {}
  ) {
    const whole = { kind: 'view', receivedOn: '2026-11-20', from: 'Bà Tư', ...body } as const
    return this.write('private.request-received', `request/${idOf(request)}`, whole, more)
  }

  answered(request: string, more: Partial<PrivateFact> = {}) {
    const body = { outcome: 'done', text: 'Đã cho xem tại trụ sở' } as const
    return this.write('private.request-answered', `request/${idOf(request)}`, body, more)
  }
}
