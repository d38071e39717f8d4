import { one, type Sabotage } from './sabotage.ts'

const courier = 'src/lib/data/courier'
const store = 'src/lib/data/store'

/** Takes out guards of what leaves a phone. Where two guards protect the same, both go. */
export const sending: readonly Sabotage[] = [
  one(
    'a refused fact holds up its batch',
    'settled',
    `${courier}/write-results.ts`,
    "else verdicts.settlements.push({ id, sync: 'refused', reason: code })",
    'else return { settlements: [], taken: [], sessionLost: true }'
  ),
  one(
    'a refused fact counts as sent',
    'kept',
    `${courier}/write-results.ts`,
    "else verdicts.settlements.push({ id, sync: 'refused', reason: code })",
    "else verdicts.settlements.push({ id, sync: 'sent' })"
  ),
  {
    name: 'a fact whose answer was lost counts as refused, whatever comes back of it',
    law: 'refused-rightly',
    changes: [
      {
        file: `${courier}/write-results.ts`,
        find: 'canonicalString(there) !== canonicalString(ours)',
        put: 'true'
      },
      { file: `${store}/inbox.ts`, find: 'return sig === arrived.sig && isNews', put: 'return false' }
    ]
  },
  one(
    'rows are matched by position',
    'kept',
    `${courier}/write-results.ts`,
    'const row = rowById.get(id)',
    'const row = rows[offered.findIndex((one) => one.id === id)]',
    6
  ),
  {
    name: 'any page that says 200 counts as success',
    law: 'kept',
    seen: 3071,
    changes: [
      {
        file: `src/lib/data/http/http.ts`,
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
    'if ((status as number) === 0) {',
    11
  ),
  one(
    'nothing is audited but when somebody asks',
    'kept',
    `${courier}/audit/auditor.ts`,
    'if (this.wanted || record.epoch !== one.epoch || isDue(record.next, now) || isLeft) due.push(one)',
    'if (this.wanted) due.push(one)'
  ),
  {
    name: 'a pause that the server asked for lasts by a clock that was put back',
    law: 'settled',
    seen: 4,
    changes: [
      { file: `${courier}/backoff.ts`, find: 'return gone < 0 ? 0 : ', put: 'return ' },
      { file: 'src/lib/data/http/clock.ts', find: 'if (this.#seen === 0) return now', put: 'return now' }
    ]
  },
  one(
    'what may have been brought before is sent again unasked',
    'erased',
    `${courier}/push.ts`,
    'if (old.length === 0) return facts',
    'if (old.length >= 0) return facts'
  ),
  {
    name: 'an audit sends what the server lacks without asking of it',
    law: 'erased',
    seen: 76,
    changes: [
      {
        file: `${courier}/audit/heal.ts`,
        find: 'const deleted = ids.filter((id) => rowById.get(id)?.value?.deleted)',
        put: 'const deleted: string[] = []'
      },
      {
        file: `${courier}/audit/heal.ts`,
        find: "facts.filter(({ id }) => rowById.get(id)?.error === 'not_found')",
        put: 'facts'
      }
    ]
  },
  one(
    'another rule changes nothing for what was refused',
    'settled',
    `${courier}/rule.ts`,
    'if (await offerAgain(context, (fact) => fact.unit === unit && fact.book === book)) context.again = true',
    ''
  ),
  one(
    'a record is set aside before its number is explained',
    'numbered',
    'src/lib/app/sync/unsent-facts.ts',
    '  const outcome = await notebook.record({',
    "  await notebook.sync.mark([fact.id], 'set-aside')\n  const outcome = await notebook.record({",
    9
  )
]
