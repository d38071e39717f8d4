import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  command,
  keeper,
  message,
  noon,
  outcome,
  verdictOn,
  world
} from '../../../../../tests/gate-commands.ts'
import { gateActions } from './actions.ts'
import { Command } from './command.ts'
import { maxEnvelopeBytes, opened, sealed } from './envelope.ts'

const isCommand = (body: unknown) => v.is(Command, body)

test('one shape for each action', () => {
  for (const action of gateActions) expect(isCommand(command(action))).toBe(true)
  expect(
    isCommand(
      command('OPEN', { override: 'fire', approves: command('OPEN').id, drill: true, reason: 'Cháy' })
    )
  ).toBe(true)
  expect(isCommand(command('LOCK', { lock: 'maintenance' }))).toBe(true)
})

test.each([
  ['an emergency that closes', command('CLOSE', { override: 'fire' })],
  ['a kind of emergency that nobody knows', command('OPEN', { override: 'party' })],
  ['an approval of a closing', command('CLOSE', { approves: command('OPEN').id })],
  ['a postponement without end', command('POSTPONE', { until: undefined })],
  ['a postponement past all calendars', command('POSTPONE', { until: Number.MAX_SAFE_INTEGER })],
  ['an end of something else', command('CLOSE', { until: noon })],
  ['a lock without its kind', command('LOCK', { lock: undefined })],
  ['an action that nobody knows', command('OPEN', { action: 'TOGGLE' })],
  ['a position', command('OPEN', { position: 50 })],
  ['a picture without its age', command('OPEN', { seen: { stateSeq: 1, frameSha256: 'f'.repeat(43) } })],
  ['an age without a picture', command('OPEN', { seen: { stateSeq: 1, frameAgeMs: 5 } })],
  [
    'a picture from the future',
    command('OPEN', { seen: { stateSeq: 1, frameSha256: 'f'.repeat(43), frameAgeMs: -1 } })
  ],
  ['an end before the beginning', command('CLOSE', { exp: noon })],
  ['half a millisecond', command('CLOSE', { exp: noon + 5_000.5 })],
  ['a counter of 0', command('CLOSE', { ctr: 0 })],
  ['another version', command('CLOSE', { v: 2 })],
  ['something more', command('CLOSE', { more: 1 })],
  ['words that cannot be seen', command('CLOSE', { reason: '\u200b' })],
  ['a page of words', command('CLOSE', { reason: 'x'.repeat(501) })],
  ['nothing', null]
])('refused: %s', (_, body) => expect(isCommand(body)).toBe(false))

test('an envelope holds a text and a signature and nothing else, and is never large', () => {
  const { payload } = message(command('CLOSE'))
  const { p, s } = JSON.parse(payload) as { p: string; s: string }
  expect(opened(payload, Command)?.signed).toEqual({ p, s })
  for (const wrong of [
    { p },
    { s },
    { p, s, more: 1 },
    { p: JSON.parse(p) as object, s },
    { p, s: s.slice(1) },
    { p: `${p}}`, s }
  ])
    expect(opened(JSON.stringify(wrong), Command)).toBeNull()
  // Letters of three bytes each: the limit is in bytes.
  const padded = (letters: number) => `${payload}${' '.repeat(maxEnvelopeBytes - payload.length - letters)}`
  expect(opened(padded(0), Command)).not.toBeNull()
  expect(opened(padded(-1), Command)).toBeNull()
  const wide = command('CLOSE', { reason: 'ế'.repeat(500) })
  const large = sealed({ p: JSON.stringify(wide) + ' '.repeat(6_500), s })
  expect(large.length).toBeLessThan(maxEnvelopeBytes)
  expect(opened(large, Command)).toBeNull()
})

const around = world()
/** Replaces one character. */
const another = (text: string, at: number, by: string) => {
  const i = at % text.length
  return text[i] === by ? null : text.slice(0, i) + by + text.slice(i + 1)
}

test('any single change of a valid message is refused, be it in the text, the signature or the topic', () => {
  const good = message(command('CLOSE', { reason: 'Đóng cổng, có xe lạ' }))
  expect(outcome(verdictOn(good, around))).toBe('CLOSE')
  const letters = fc.constantFrom(...'0123456789AaZz_-"{}:, \\/é+#')
  const part = fc.constantFrom('payload', 'topic')
  fc.assert(
    fc.property(part, fc.nat(), letters, (part, at, by) => {
      const changed = another(good[part as 'payload'], at, by)
      if (changed === null) return
      expect(verdictOn({ ...good, [part]: changed }, around).verdict).toBe('refused')
    }),
    { numRuns: 1_500 }
  )
})

test('a signature can be written in one way only', () => {
  const good = message(command('CLOSE'))
  const rest = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const taken = [...rest].filter((last) => {
    const payload = good.payload.replace(/.(?="}$)/, last)
    return verdictOn({ ...good, payload }, around).verdict !== 'refused'
  })
  expect(taken).toHaveLength(1)
})

test('any single field changed after signing is refused', () => {
  const honest = command('CLOSE', { reason: 'Đóng cổng' })
  const good = message(honest)
  const { s } = JSON.parse(good.payload) as { s: string }
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(honest)),
      fc.oneof(fc.jsonValue(), fc.constant(command('OPEN').id), fc.nat()),
      (field, value) => {
        const body = { ...honest, [field]: value }
        fc.pre(JSON.stringify(body) !== JSON.stringify(honest))
        const payload = sealed({ p: JSON.stringify(body), s })
        expect(verdictOn({ ...good, payload }, around).verdict).toBe('refused')
      }
    ),
    { numRuns: 1_000 }
  )
  expect(outcome(verdictOn(message(honest, keeper), around))).toBe('CLOSE')
})
