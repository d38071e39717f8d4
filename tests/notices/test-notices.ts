import type { FactOf, FactType } from '#lib/domain/facts.ts'
import { registerIn, type NoticeFact } from '#lib/domain/notices/register.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { idOf } from '../movement.ts'

const start = Date.parse('2026-11-24T01:00:00.000Z')
const million = 1_000_000

export type Listing = FactOf<'notices.line-listed'>['body']
export type Received = FactOf<'notices.notice-received'>['body']

/** A row of the register: twenty parts of five million, whose notice must say a hundred million. */
export const listing = (body: Partial<Listing> = {}): Listing => ({
  host: idOf('hue'),
  hostName: 'Tăng Mỹ Huệ',
  hamlet: 'Khóm 1',
  line: 'LT-04',
  n: 20,
  face: 5 * million,
  members: 18,
  period: 'month',
  startsOn: '2026-05-05',
  endsOn: '2027-12-05',
  ...body
})

/** A notice that says what `listing()` does. */
export const received = (body: Partial<Received> = {}): Received => ({
  kind: 'new',
  receivedOn: '2026-11-20',
  number: '12',
  from: 'Tăng Mỹ Huệ',
  host: { name: 'Tăng Mỹ Huệ', hamlet: 'Khóm 1' },
  startsOn: '2026-05-05',
  endsOn: '2027-12-05',
  value: 100 * million,
  members: 18,
  ...body
})

/** Facts of a book of notices as one phone writes them, one each second; for folds, so unsigned. */
export class TestNotices {
  readonly facts: NoticeFact[] = []

  get lines() {
    return registerIn(this.facts)
  }

  write<Type extends FactType>(
    type: Type,
    line: string,
    body: FactOf<Type>['body'],
    more: Partial<NoticeFact> = {}
  ): NoticeFact {
    const n = this.facts.length + 1
    const ms = start + n * 1000
    const fact: NoticeFact = {
      id: uuidv7(ms, new Uint8Array(10).fill(n % 256)),
      unit: 'phuong-lang-tron',
      book: 'notices',
      stream: `notice/${idOf(line)}`,
      type,
      at: new Date(ms).toISOString(),
      by: 'lt-ubnd',
      device: 'x'.repeat(43),
      n,
      body: body as NoticeFact['body'],
      sig: `${'x'.repeat(85)}A`,
      ...more
    }
    this.facts.push(fact)
    return fact
  }

  listed(line: string, body: Partial<Listing> = {}, more: Partial<NoticeFact> = {}) {
    return this.write('notices.line-listed', line, listing(body), more)
  }

  received(line: string, body: Partial<Received> = {}, more: Partial<NoticeFact> = {}) {
    return this.write('notices.notice-received', line, received(body), more)
  }

  /** Asks a host to notify, in her own place. */
  asked(host: string, by?: string, more: Partial<NoticeFact> = {}) {
    const body = { host: idOf(host), hostName: 'Tăng Mỹ Huệ', ...(by && { by }) }
    return this.write('notices.notice-asked', host, body, more)
  }

  /** Says that a notice taken in at one place is of another line. @param line whose stream it stands in */
  placed(line: string, notice: string, to: string, replaces?: string, more: Partial<NoticeFact> = {}) {
    const body = { notice, line: idOf(to), ...(replaces !== undefined && { replaces }) }
    return this.write('notices.notice-placed', line, body, more)
  }

  withdrawn(line: string, notice: string, more: Partial<NoticeFact> = {}) {
    return this.write('notices.notice-withdrawn', line, { notice, reason: 'Ghi nhầm dây' }, more)
  }
}
