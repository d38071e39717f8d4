import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Command } from './command.ts'
import * as v from 'valibot'
import { maxSmsLength, smsCommand, smsOrderIn, smsSigned, smsWords } from './sms-text.ts'

const unit = 'xa-phong-hiep'
const key = 'kZ_9-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLM'.slice(0, 43)
const signature = `${'s'.repeat(85)}A`
const order = {
  request: 'CLOSE',
  gate: 'cong-1b',
  actor: 'ph-tu-khoi',
  key,
  iat: Date.UTC(2026, 10, 24, 8, 0, 5, 700),
  ctr: Date.UTC(2026, 10, 24, 8)
} as const
const text = (more: object = {}) => `${smsWords({ ...order, ...more })} ${signature}`

test('a request is one text of plain characters, and reads as it was written, to the second', () => {
  expect(text()).toMatch(/^ANTT DONG cong-1b ph-tu-khoi kZ_9-abc [0-9a-z]{6} [0-9a-z]{8} s{85}A$/)
  const { order: read, signed } = smsOrderIn(unit, ` ${text()}\r\n`)!
  const { key: _, ...rest } = order
  expect(read).toEqual({ ...rest, keyStart: 'kZ_9-abc', iat: Date.UTC(2026, 10, 24, 8, 0, 5) })
  expect(signed).toEqual({ p: smsSigned(unit, smsWords(order)!), s: signature })
})

test('it fits one segment, or is not made at all', () => {
  const name = fc.integer({ min: 1, max: 64 }).map((length) => 'a'.repeat(length))
  fc.assert(
    fc.property(name, name, fc.constantFrom('CLOSE', 'ALARM', 'QUERY'), (gate, actor, request) => {
      const words = smsWords({ ...order, gate, actor, request } as typeof order)
      if (words === null) return gate.length + actor.length > 33
      const whole = `${words} ${signature}`
      return whole.length <= maxSmsLength && smsOrderIn(unit, whole)?.order.request === request
    })
  )
})

test('nothing else is a request: no opening, no stop, nothing more, and no second way to write a number', () => {
  const good = text()
  for (const bad of [
    '',
    good.replace('DONG', 'MO'),
    good.replace('DONG', 'DUNG'),
    good.replace('ANTT', 'antt'),
    `${good} x`,
    good.slice(0, -1),
    good.replace(/A$/, 'B'),
    good.replace(' ph-', '  ph-'),
    good.replace(/ ([0-9a-z]{6}) /, ' 0$1 '),
    good.replace('cong-1b', 'CONG-1B'),
    `x${good}`
  ])
    expect(smsOrderIn(unit, bad)).toBeNull()
})

test('what is signed says whose text it is: another unit signs another', () => {
  expect(smsSigned('xa-khac', smsWords(order)!)).not.toBe(smsOrderIn(unit, text())!.signed.p)
  expect(smsSigned(unit, smsWords(order)!).startsWith('{')).toBe(false)
})

test('its command closes and nothing else, and bears one id however often it is sent', () => {
  const { order: read, signed } = smsOrderIn(unit, text())!
  const command = smsCommand(read, unit, key, signed)
  expect(v.is(Command, command)).toBe(true)
  expect(command).toMatchObject({ action: 'CLOSE', key, exp: read.iat + 120_000, ctr: order.ctr })
  expect(command).not.toHaveProperty('alarm')
  const raising = smsOrderIn(unit, text({ request: 'ALARM' }))!
  expect(smsCommand(raising.order, unit, key, raising.signed)).toMatchObject({ action: 'CLOSE', alarm: true })
  expect(smsCommand(read, unit, key, signed).id).toBe(command.id)
  const other = smsOrderIn(unit, text({ ctr: order.ctr + 1 }))!
  expect(smsCommand(other.order, unit, key, other.signed).id).not.toBe(command.id)
})

test('any text at all is read or passed over', () => {
  const nearly = fc.array(fc.constantFrom('ANTT', 'DONG', 'HOI', ' ', 'cong-1b', 'zzzzzzz', 'a', signature))
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        nearly.map((parts) => parts.join(' '))
      ),
      (said) => {
        const read = smsOrderIn(unit, said)
        if (read) smsCommand(read.order, unit, key, read.signed)
      }
    )
  )
})
