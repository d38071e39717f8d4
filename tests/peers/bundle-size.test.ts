import { expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { demoHui } from '../../sync-server/demo/hui/hui.ts'
import { TestDevice } from '../facts.ts'
import { peer } from './peer-stage.ts'

const unit = 'phuong-lang-tron'
const now = Date.parse('2026-11-24T05:00:00.000Z')
const [officer, colleague] = [new TestDevice('lt-truc'), new TestDevice('lt-truong')]

/** The hụi of the demo, as two officers signed it, the oldest first. */
function demoFacts(): Envelope[] {
  const written = demoHui(now)
  const signed = [
    ...written.officer.map((fact) => [officer, fact] as const),
    ...written.colleague.map((fact) => [colleague, fact] as const)
  ].map(([device, { type, stream, body, at = now }]) =>
    device.fact(unit, 'hui', type, stream, body, { ms: at })
  )
  return signed.sort((a, b) => (a.id < b.id ? -1 : 1))
}

test('a fact of a large bundle takes at most 90 bytes, of a small one 135, all of it counted', async () => {
  const facts = demoFacts()
  const bytesOf = async (count: number) => {
    const { file } = await peer(officer, unit).give(colleague.account, { facts: facts.slice(-count) })
    return file.length / count
  }
  expect(facts.length).toBeGreaterThan(2_000)
  expect(await bytesOf(1_000)).toBeLessThanOrEqual(90)
  expect(await bytesOf(100)).toBeLessThanOrEqual(135)
})
