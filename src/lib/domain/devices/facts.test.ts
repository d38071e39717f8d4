import { expect, test } from 'vitest'
import type { StoredFact } from '#lib/domain/stored.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import { codeOr } from './facts.ts'
import { directory } from '../directory/directory.ts'
import { alarms } from '../alarms/alarm.ts'
import { strangersIn } from '../strangers/strangers.ts'
import { people } from '../hui/people.ts'
import { lineStream } from '../hui/stream.ts'
import { incidentsIn } from '../incidents/incident.ts'
import { listedModels } from '../movement/models.ts'

const phone = new TestDevice('giu-cong')
const aside = (book: string): StoredFact => ({
  ...phone.fact('xa-thu', book, 'device.set-aside', `device/${phone.id}`, { n: 1, code: 'not-allowed' }),
  sync: 'sent',
  tries: 1
})
const now = Date.UTC(2026, 10, 25)

const folds: [string, (facts: StoredFact[]) => unknown][] = [
  ['directory', (facts) => directory(facts, null)],
  ['duty', alarms],
  ['duty', (facts: StoredFact[]) => strangersIn(facts, now)],
  ['hui', people],
  ['hui', (facts: StoredFact[]) => lineStream(facts, now)],
  ['incidents', incidentsIn],
  ['movement', (facts: StoredFact[]) => listedModels(facts, '2026-11-25')]
]
test.each(folds)('a number that was explained in the book %s says nothing to its fold', (book, fold) => {
  expect(fold([aside(book)])).toEqual(fold([]))
})

test('what a server of ours says is a code, all else is unknown', () => {
  expect(['not-allowed', 'Ổ đĩa đầy', '', undefined].map(codeOr)).toEqual([
    'not-allowed',
    'unknown',
    'unknown',
    'unknown'
  ])
})
