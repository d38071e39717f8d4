import { expect, test } from 'vitest'
import { maxEnvelopeBytes, sealed } from '#lib/domain/gates/contract/envelope.ts'
import { SiteEar } from './site-ear.ts'

/** An ear, and a voice at its broker. */
function ear(now = () => 1_000) {
  const troubles: unknown[] = []
  let hear: (message: { topic: string; payload: string; retain: boolean }) => void = () => {}
  const link = {
    listen: (_filter: string, told: typeof hear) => ((hear = told), () => {}),
    watch: () => () => {},
    stop: async () => {}
  }
  const clock = { now, after: () => () => {} }
  const one = new SiteEar(link as never, { clock, trouble: (problem) => troubles.push(problem) })
  return { one, troubles, says: (topic: string, payload: string) => hear({ topic, payload, retain: false }) }
}

test('what is said to be found, and the topics that would fit a kind, leave an answer its envelope', () => {
  const { one, says } = ear()
  const cover = JSON.stringify({ command_topic: 'a', state_topic: 'b' })
  for (let i = 0; i < 12; i++) says(`homeassistant/cover/${'a'.repeat(150)}/${i}/config`, cover)
  for (let i = 0; i < 5; i++)
    for (const end of ['status', 'OUT/JSON', 'status/door', 'connected', 'availability', '1/get'])
      says(`${i}${'ồ'.repeat(140)}/${end}`, 'x')
  const heard = one.heard(() => false)
  const text = sealed({ p: JSON.stringify({ survey: 'heard', ...heard }), s: 'A'.repeat(86) })
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxEnvelopeBytes)
  expect(heard.found.length).toBeGreaterThan(0)
})

test('a topic that no proposal may name is not remembered', () => {
  const { one, says } = ear()
  says('x'.repeat(201), '1')
  expect(one.heard(() => false).topics).toEqual([])
})

test('a message that nobody can read takes no gate down', () => {
  const bad = new Error('bad')
  const { troubles, says } = ear(() => {
    throw bad
  })
  says('a', '1')
  expect(troubles).toEqual([bad])
})
