import { expect, test } from 'vitest'
import { certifiedId } from '../certified-id.ts'
import type { Envelope } from '../fact.ts'
import { inOrder } from '../order.ts'
import { incident } from './incident.ts'

const unit = 'xa-thu'
const start = Date.UTC(2026, 10, 28)

/** Writes facts of one incident, each by a device of its own when `many`. */
function writer(many: boolean) {
  let n = 0
  return (type: string, body: object): Envelope => {
    const device = many ? `${n}`.padStart(43, 'd') : 'd'.repeat(43)
    const numbered = { unit, book: 'incidents', device, n: ++n }
    const rest = { stream: 'incident/x', type: `incidents.${type}`, at: new Date(start + n).toISOString() }
    return {
      id: certifiedId(numbered, start + n),
      ...numbered,
      ...rest,
      by: 'truong',
      body,
      sig: ''
    } as Envelope
  }
}

/** A dispute of m sides, and an answer to each of them but one. */
function contested(m: number): Envelope[] {
  const write = writer(false)
  const report = write('incident-reported', { category: 'theft', text: 'Mất xe' })
  const stages = ['verifying', 'handling', 'forwarded']
  const sides = Array.from({ length: m }, (_, i) =>
    write('stage-changed', { after: report.id, to: stages[i % 3], reason: 'Khác' })
  )
  const answers = sides
    .slice(1)
    .map(({ id }) => write('stage-changed', { after: id, to: 'handling', reason: 'Thống nhất' }))
  return [report, ...sides, ...answers]
}

/** A chain whose facts are told last first, and many devices with one fact each. */
function chained(m: number): Envelope[] {
  const write = writer(true)
  const facts = [write('incident-reported', { category: 'theft', text: 'Mất xe' })]
  while (facts.length < m)
    facts.push(
      write('stage-changed', {
        after: facts.at(-1)!.id,
        to: facts.length % 2 ? 'handling' : 'verifying',
        reason: 'Tiếp'
      })
    )
  return facts.reverse()
}

// Each pair of sides compared once would take minutes here, and more than that hours.
test.each([
  ['a dispute of many sides with an answer to each', () => contested(60_000), 'new'],
  ['a chain told last first by as many devices', () => chained(60_001), 'verifying']
])('%s is folded', (_name, facts, stage) => {
  expect(incident(inOrder(facts()))).toMatchObject({ stage })
})

test('a dispute is settled only by whoever has answered each of its sides', () => {
  const facts = contested(40)
  expect(incident(facts)).toMatchObject({ stage: 'new' })
  expect(incident(facts)!.dispute).toHaveLength(40)
  const side = facts[1]!
  const last = writer(false)('stage-changed', { after: side.id, to: 'handling', reason: 'Thống nhất' })
  const answer = { ...last, id: certifiedId({ ...last, n: 99 }, start + 99), n: 99 }
  expect(incident([...facts, answer])).toMatchObject({ stage: 'handling', dispute: null })
})
