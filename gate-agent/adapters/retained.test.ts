import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Message } from './dialect.ts'
import { makes, type Make, type MakeReport } from './golden/makes.ts'

const minute = 60_000

/** Plays reports one after the other, each a minute after the last. */
function heard({ dialect, gate, says }: Make, life: readonly (MakeReport & { retain?: boolean })[]) {
  return life.reduce(
    (state, { retain = false, ...said }, at) =>
      says(said)
        .map((message): Message => ({ ...message, retain, at: (at + 1) * minute }))
        .reduce((state, message) => dialect.normalise(state, message), state),
    gate
  )
}
const closes: MakeReport[] = [
  { word: 'closing', position: 40 },
  { word: 'stopped', position: 0 },
  { word: 'closed', position: 0 }
]

test.each(Object.keys(makes))(
  'what the broker had stored changes nothing that was said live (%s)',
  (name) => {
    const make = makes[name]!
    const words = ['open', 'closed', 'opening', 'closing', 'stopped', 'unknown'] as const
    const report = fc.record({ word: fc.constantFrom(...words), position: fc.constantFrom(0, 50, 100) })
    fc.assert(
      fc.property(fc.array(report, { maxLength: 8 }), fc.array(report, { maxLength: 8 }), (live, stored) => {
        const mixed = live.flatMap((said, at) => [{ ...(stored[at] ?? said), retain: true }, said])
        const { motion, position } = heard(make, live)
        expect(heard(make, mixed)).toMatchObject({ motion, position })
      })
    )
  }
)

test.each(Object.keys(makes))('a stored "online" vouches for no stored "closed" (%s)', (name) => {
  const make = makes[name]!
  const born = heard(make, [{ here: false }, { here: true }])
  const stored = [...closes, { here: true }, ...closes].map((said) => ({ ...said, retain: true }))
  const state = heard({ ...make, gate: born }, stored)
  expect(state).toMatchObject({ motion: 'unknown', position: null, deviceOnline: true })
  expect(state.reportedAt).toBe(make.gate.reportedAt)
})

test.each(Object.keys(makes))(
  'a birth ends what was said before, with or without a word of leaving (%s)',
  (name) => {
    const make = makes[name]!
    const closed = heard(make, closes)
    expect(closed.motion).toBe('closed')
    for (const life of [[{ here: true }], [{ here: false }, { here: true }]]) {
      const state = heard(make, [...closes, ...life])
      expect(state).toMatchObject({ motion: 'unknown', position: null, deviceOnline: true })
      expect(state.reportedAt).toBe(closed.reportedAt)
    }
  }
)

test.each(Object.keys(makes))('what was said a moment before the sign of life belongs to it (%s)', (name) => {
  const { dialect, gate, says } = makes[name]!
  const at = (ms: number, said: MakeReport) => says(said).map((message) => ({ ...message, at: ms }))
  const away = at(0, { here: false })
  const state = [
    ...away,
    ...at(minute, { word: 'stopped', position: 60 }),
    ...at(minute + 500, { here: true })
  ].reduce((state, message) => dialect.normalise(state, message), gate)
  expect(state).toMatchObject({ position: 60, deviceOnline: true })
})
