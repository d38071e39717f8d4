import { expect, test } from 'vitest'
import { line } from '#lib/domain/hui/line.ts'
import { memberExposure } from '#lib/domain/hui/warning/member-exposure.ts'
import { thresholds } from '#lib/domain/hui/warning/thresholds.ts'
import { lineWatch } from '#lib/domain/hui/warning/watch.ts'
import { caseTable } from './case-table.ts'
import { memberTakesAll, runner } from './member-takes-all.ts'

/** The table is rewritten with `npx vitest run tests/hui/cases -u`. */
test('each documented case shows as early as the table tells', async () => {
  await expect(caseTable()).toMatchFileSnapshot('expected.txt')
})

test('a member who takes all parts is seen by nobody but herself', () => {
  const { books, rounds } = memberTakesAll()
  const asOf = Date.UTC(2100, 0, 1)
  const lines = books.map((facts) => lineWatch({ state: line(facts, asOf)!, facts }, asOf))
  const own = memberExposure(runner, lines, { day: rounds[1]!, limits: thresholds, who: (person) => person })
  expect(own).toMatchObject({ id: 'R16', level: 'red', inputs: { takenTogether: 4 } })
})
