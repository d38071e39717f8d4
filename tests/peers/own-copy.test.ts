import { afterEach, expect, test } from 'vitest'
import { hadOwnBook } from '#lib/app/hui/own/kept-lines.ts'
import { firstValue } from '#lib/app/notebook/first-value.ts'
import { signedPart, type Envelope } from '#lib/domain/fact.ts'
import { ownId } from '#lib/domain/hui/own/own-record.ts'
import { changedTo, closeHostPhones, hostPhone, hostStage, withTwoLines } from './host-stage.ts'

const { world, unit, host, officer, keeper, line, member } = hostStage
afterEach(async () => void (await closeHostPhones()))

test('from a copy she has her book again on another phone of hers, and of others’ records nothing', async () => {
  const first = await withTwoLines()
  const kept = await firstValue(first.store.inState('kept', 100))
  const theirs = officer.fact(unit, 'hui', 'hui.person-described', `person/${member}`, { name: 'A' })
  const forged = {
    ...host.fact(unit, 'hui', 'hui.person-described', `person/${member}`, { name: 'B' }),
    n: 99
  }
  const text = [...kept.map(signedPart), theirs, forged].map((fact) => `${JSON.stringify(fact)}\n`).join('')
  const again = await hostPhone()
  expect(await again.peers.takeCopy('không phải')).toBeNull()
  expect(await again.peers.takeCopy(text)).toEqual({ added: 5, known: 0, refused: 1 })
  expect(await again.peers.takeCopy(text)).toEqual({ added: 0, known: 5, refused: 1 })
  expect(await firstValue(again.store.counts())).toEqual({ pending: 0, refused: 0, kept: 5 })
  expect(await again.store.offered('carried', '', 100)).toEqual([])
})

test.each(['officer', 'keeper'] as const)(
  'from a copy she has her book again once she is %s, and nobody else’s, nor what she wrote of the commune’s',
  async (role) => {
    const first = await withTwoLines()
    const kept = await firstValue(first.store.inState('kept', 100))
    const stranger = world.phone(`ch-${role}`, 'host')
    const described = (by: typeof host, id: string, forged = {}) =>
      by.fact(unit, 'hui', 'hui.person-described', `person/${id}`, { name: 'A' }, forged)
    const strangers = ownId({ unit, by: stranger.account }, 1)
    const stop = { on: '2026-11-01', said: { by: 'officer', how: 'seen' }, reason: 'Hết tiền' }
    const theirs = officer.fact(unit, 'hui', 'x', 'line/a', {}).id
    // Of others, of the commune’s book, or of theirs under her name: not hers, whoever signed it.
    const left = [
      described(officer, member),
      described(stranger, strangers),
      described(stranger, strangers, { by: host.account }),
      host.fact(unit, 'hui', 'hui.line-stopped', `line/${theirs}`, stop),
      host.note(unit)
    ]
    // About what is hers, but signed by no phone of hers, or as an officer would, before and after she was one.
    const refused = [
      described(stranger, member, { by: host.account }),
      { ...described(stranger, member), by: host.account, device: host.id },
      { ...signedPart(kept[0]!), body: { name: 'B' } },
      host.fact(unit, 'hui', 'hui.line-stopped', `line/${line}`, stop),
      host.fact(unit, 'hui', 'hui.line-stopped', `line/${line}`, stop, { ms: Date.now() + 60_000 })
    ]
    const text = [...left, ...refused, ...kept.map(signedPart)].map((fact) => JSON.stringify(fact)).join('\n')
    const again = await hostPhone()
    const peers = await again.become(role, changedTo(role))
    expect(await peers.takeCopy(text)).toEqual({ added: 5, known: 0, refused: refused.length })
    const here = await firstValue(again.store.inState('kept', 100))
    expect(here.map(signedPart)).toEqual(kept.map(signedPart))
    expect(await firstValue(again.store.counts())).toEqual({ pending: 0, refused: 0, kept: 5 })
    expect(await again.store.offered('carried', '', 100)).toEqual([])
  }
)

test('whoever was never a host is offered no copy to bring back, whoever was is, in every role', () => {
  const has = (account: string, ...changed: Envelope[]) =>
    hadOwnBook({ directory: world.known(...changed), identity: { account, roles: [] } })
  expect([host, officer, keeper].map(({ account }) => has(account))).toEqual([true, false, false])
  expect(has(host.account, ...changedTo('officer'))).toBe(true)
})

test('of a copy that was cut off the rest is taken in', async () => {
  const first = await withTwoLines()
  const kept = await firstValue(first.store.inState('kept', 100))
  const text = kept.map((fact) => JSON.stringify(signedPart(fact))).join('\n')
  const again = await hostPhone()
  expect(await again.peers.takeCopy(text.slice(0, -2))).toEqual({ added: 4, known: 0, refused: 1 })
  expect(await again.peers.takeCopy(text)).toEqual({ added: 1, known: 4, refused: 0 })
})
