import type { Change } from './bundle.ts'
import type { Law } from './inside/broken.ts'

/** A guard taken out of the product, and the law that histories must then see broken. */
export interface Sabotage {
  name: string
  law: Law
  changes: readonly Change[]
}

const courier = 'src/lib/data/courier'
const store = 'src/lib/data/store'
const one = (name: string, law: Law, file: string, find: string, put: string): Sabotage => ({
  name,
  law,
  changes: [{ file, find, put }]
})

/** Each guard once. Where two stand for the same, both are taken out. */
export const sabotages: readonly Sabotage[] = [
  one(
    'the place moves before its page is stored',
    'agreed',
    `${courier}/pull.ts`,
    '  await placed\n  await stored\n  await keep()',
    '  await keep()'
  ),
  one(
    'a phone begins to read where the feed ends',
    'agreed',
    `${courier}/pull.ts`,
    "place?.epoch === epoch ? place.seq : '0'",
    "place?.epoch === epoch ? place.seq : '999999999'"
  ),
  one(
    'another epoch is not looked at',
    'no-alarm',
    `${courier}/pull.ts`,
    "place?.epoch === epoch ? place.seq : '0'",
    "place ? place.seq : '0'"
  ),
  one(
    'deletions are passed over',
    'erased',
    `${courier}/pull.ts`,
    'if (deleted) erased.push(id)',
    'if (deleted) continue'
  ),
  one(
    'a refused fact holds up its batch',
    'settled',
    `${courier}/settle.ts`,
    "else verdicts.settlements.push({ id, sync: 'refused', reason: code })",
    'else return { settlements: [], taken: [], sessionLost: true }'
  ),
  one(
    'a refused fact counts as sent',
    'kept',
    `${courier}/settle.ts`,
    "else verdicts.settlements.push({ id, sync: 'refused', reason: code })",
    "else verdicts.settlements.push({ id, sync: 'sent' })"
  ),
  {
    name: 'a fact whose answer was lost counts as refused, whatever comes back of it',
    law: 'refused-rightly',
    changes: [
      { file: `${courier}/settle.ts`, find: 'return sameFact(there, offered.get(id)!)', put: 'return false' },
      { file: `${store}/inbox.ts`, find: 'sig === arrivedById.get(id)!.sig', put: 'false' }
    ]
  },
  one(
    'rows are matched by position',
    'kept',
    `${courier}/settle.ts`,
    'const row = rowById.get(id)',
    'const row = rows[offered.findIndex((one) => one.id === id)]'
  ),
  {
    name: 'any page that says 200 counts as success',
    law: 'kept',
    changes: [
      {
        file: `${courier}/http.ts`,
        find: "if (couch && status >= 200 && status < 300) return { kind: 'ok', body }",
        put: "if (status >= 200 && status < 300) return { kind: 'ok', body }"
      },
      {
        file: `${courier}/push.ts`,
        find: 'if (!rows.success) return this.#halve(name, batch, 500)',
        put: "if (!rows.success) {\n      await this.settle(batch.map(({ id }) => ({ id, sync: 'sent' as const })))\n      return true\n    }"
      }
    ]
  },
  one(
    'one fact on which a server fails is refused',
    'refused-rightly',
    `${courier}/push.ts`,
    'if (status === 500) {',
    'if ((status as number) === 0) {'
  ),
  one(
    'nothing is audited but when somebody asks',
    'kept',
    `${courier}/audit/auditor.ts`,
    'if (this.wanted || record.epoch !== one.epoch || isDue(record, now)) due.push(one)',
    'if (this.wanted) due.push(one)'
  ),
  one(
    'two tabs read the last number at once',
    'numbered',
    `${store}/store.ts`,
    'return this.#writer.alone(async () => {',
    'return Promise.resolve().then(async () => {'
  ),
  {
    name: 'a pause that the server asked for lasts by a clock that was put back',
    law: 'settled',
    changes: [
      { file: `${courier}/courier.ts`, find: 'return gone < 0 ? 0 : ', put: 'return ' },
      { file: 'src/lib/data/clock.ts', find: 'if (this.#seen === 0) return now', put: 'return now' }
    ]
  }
]
