import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPassOf, IssuedPasses, newPass, readPass } from './passes.ts'

/** Names as provisioning takes them, and keys. */
const accounts = fc.stringMatching(/^[a-z0-9]{1,4}(?:[-.][a-z0-9]{1,4}){0,4}$/)
const devices = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/)
const holders = fc.record({ account: accounts, device: devices })
const now = Date.UTC(2026, 10, 24)

test('a pass tells whose it is and until when, with dots and hyphens in the name too', () => {
  fc.assert(
    fc.property(holders, fc.integer({ min: 1, max: 86_400_000 }), (holder, ms) => {
      const pass = newPass(holder, now, now + ms)
      expect(readPass(pass.username)).toEqual({ ...holder, expiresAt: now + ms })
    })
  )
})

test('a pass is its holder’s alone, and is forgotten with them alone', () => {
  fc.assert(
    fc.property(holders, holders, (one, other) => {
      fc.pre(one.account !== other.account)
      const read = readPass(newPass(one, now).username)!
      expect([isPassOf(read, one.account, one.device), isPassOf(read, other.account)]).toEqual([true, false])
      const issued = new IssuedPasses()
      const add = (holder: typeof one) => issued.add(holder, newPass(holder, now))
      for (let i = 0; i < 32; i++) add(i % 2 ? one : other)
      issued.forget(one.account)
      // Sixteen are kept of a key: the next one ends the oldest of the account that was not forgotten.
      expect([add(one).length, add(other).length]).toEqual([0, 1])
    }),
    { numRuns: 25 }
  )
})

test('no other user name of the broker is taken for a pass', () => {
  const own = newPass({ account: 'nguyen.van.a', device: 'A'.repeat(43) }, now).username
  for (const name of ['admin', 'antt-server', '', '~~~', `${own}~x`, own.slice(1 + own.indexOf('~'))])
    expect([name, readPass(name)]).toEqual([name, null])
})
