import { afterEach, expect, test } from 'vitest'
import { keptLines } from '#lib/app/hui/own/kept-lines.ts'
import { firstValue } from '#lib/app/notebook/first-value.ts'
import { line as fold } from '#lib/domain/hui/line.ts'
import { ownPerson } from '#lib/domain/hui/own/own-record.ts'
import { keepsOthers } from '#lib/domain/notary/findings.ts'
import { changedTo, closeHostPhones, hostStage, withTwoLines } from './host-stage.ts'
import { peer } from './peer-stage.ts'

const { world, unit, host, officer, keeper, owner, line, other, member, said, opening } = hostStage
afterEach(async () => void (await closeHostPhones()))

test('what a host records waits for no courier, is sealed for no server, and is told to none', async () => {
  const { store } = await withTwoLines()
  for (const sync of ['pending', 'carried', 'refused'] as const)
    expect(await store.offered(sync, '', 100)).toEqual([])
  expect([...(await store.heads(host.id)).keys()]).not.toContain('hui')
  expect(await store.unsent(host.id)).toEqual([])
})

test('she hands one line in to whoever reads hụi, with its people, and no word of another line', async () => {
  const { peers } = await withTwoLines()
  expect(peers.officers().map(({ account }) => account)).toEqual([officer.account, world.commander.account])
  expect(await peers.give(keeper.account, { line })).toBeNull()
  expect(await peers.give(officer.account, 'unsent')).toBeNull()
  const recent = await peers.give(keeper.account, 'recent')
  const among = peer(keeper, unit)
  await among.take(recent!, world.known())
  expect([...among.facts.values()].filter(({ book }) => book !== 'directory')).toEqual([])
  const bundle = (await peers.give(officer.account, { line }))!
  expect(bundle).toMatchObject({ open: 3, sealed: 0, left: 0 })
  const taker = peer(officer, unit)
  const report = await taker.take(bundle, world.known())
  expect(report).toMatchObject({ by: host.account, added: 3, refused: new Map() })
  const taken = [...taker.facts.values()].filter(({ book }) => book === 'hui')
  expect(taken.map(({ stream }) => stream).sort()).toEqual([
    `line/${line}`,
    `person/${ownPerson(owner)}`,
    `person/${member}`
  ])
})

test('of a bundle that a host has made by hand nothing is kept but what is hers', async () => {
  const theirs = officer.fact(unit, 'hui', 'x', 'line/a', {}).id
  const stop = { on: '2026-11-01', said, reason: 'Hết tiền' }
  const forged = [
    host.fact(unit, 'hui', 'hui.line-stopped', `line/${theirs}`, stop),
    host.fact(unit, 'hui', 'hui.line-agreed', `line/${line}`, {
      ...opening(line, member).body,
      said: { by: 'officer', how: 'seen' }
    }),
    host.fact(unit, 'hui', 'hui.person-described', `person/${theirs}`, { name: 'Ba Huệ' }),
    host.note(unit)
  ]
  const good = host.fact(unit, 'hui', 'hui.line-stopped', `line/${line}`, stop)
  const taker = peer(officer, unit)
  const bundle = await peer(host, unit).give(officer.account, { facts: [...forged, good] })
  const report = await taker.take(bundle, world.known())
  expect(report).toMatchObject({ added: 1, refused: new Map([['not-approved', 4]]) })
  expect([...taker.facts.keys()]).toEqual([good.id])
})

test('a record under another’s name, or signed for another’s phone, is not kept', async () => {
  const stop = { on: '2026-11-01', said: { by: 'officer', how: 'seen' }, reason: 'Hết tiền' } as const
  const stream = `line/${officer.fact(unit, 'hui', 'x', 'line/a', {}).id}`
  const genuine = world.commander.fact(unit, 'hui', 'hui.line-stopped', stream, stop)
  const forged = [
    host.fact(unit, 'hui', 'hui.line-stopped', stream, stop, { by: world.commander.account }),
    { ...host.fact(unit, 'hui', 'hui.line-stopped', stream, stop), by: world.commander.account },
    { ...genuine, body: { ...stop, reason: 'Khác' } }
  ]
  const taker = peer(officer, unit)
  const report = await taker.take(
    await peer(host, unit).give(officer.account, { facts: forged }),
    world.known()
  )
  expect(report).toMatchObject({ added: 0 })
  expect([...taker.facts.keys()]).toEqual([])
})

test('once her approval is revoked nobody takes anything in from her', async () => {
  const { peers } = await withTwoLines()
  const bundle = (await peers.give(officer.account, { line }))!
  const known = world.known(world.revocation(world.commander, host))
  const taker = peer(officer, unit)
  expect(await taker.take(bundle, known)).toEqual({ code: 'barred-sender' })
  expect(taker.facts.size).toBe(0)
})

test('the same again counts once, and what she corrects later stands as corrected', async () => {
  const { peers, write, store } = await withTwoLines()
  const take = async () => taker.take((await peers.give(officer.account, { line }))!, world.known())
  const taker = peer(officer, unit)
  expect(await take()).toMatchObject({ added: 3, known: 0 })
  const round = {
    on: '2026-11-01',
    said,
    k: 1,
    chosen: 'bid',
    taker: 1,
    bid: 100_000,
    tickets: [],
    collected: false
  }
  await write({ stream: `line/${line}`, type: 'hui.round-held', body: round } as never)
  expect(await take()).toMatchObject({ added: 1, known: 3 })
  const records = await firstValue(store.stream(`line/${line}`, ''))
  const held = records.find(({ type }) => type === 'hui.round-held')!
  const reversed = { entry: held.id, reason: 'Ghi nhầm' }
  await write({ stream: `line/${line}`, type: 'hui.entry-reversed', body: reversed })
  expect(await take()).toMatchObject({ added: 1, known: 4 })
  const facts = [...taker.facts.values()].filter(({ stream }) => stream === `line/${line}`)
  expect(fold(facts, Date.now())!.rounds).toEqual([])
})

test.each(['officer', 'keeper'] as const)(
  'what she kept as a host she hands in once she is %s, in a line at a time',
  async (role) => {
    const { become, store } = await withTwoLines()
    expect(await keptLines({ sync: store })).toEqual([line, other])
    const changed = changedTo(role)
    const peers = await become(role, changed)
    expect(peers.officers().map(({ account }) => account)).toEqual([officer.account, world.commander.account])
    const bundle = (await peers.give(officer.account, { line }))!
    const taker = peer(officer, unit)
    const report = await taker.take(bundle, world.known(...changed))
    expect(report).toMatchObject({ by: host.account, added: 3, refused: new Map() })
    const streams = [...taker.facts.values()].flatMap(({ book, stream }) => (book === 'hui' ? [stream] : []))
    expect(streams.filter((stream) => stream.startsWith('line/'))).toEqual([`line/${line}`])
    // No courier takes it along in the new role either.
    for (const sync of ['pending', 'carried', 'refused'] as const)
      expect(await store.offered(sync, '', 100)).toEqual([])
  }
)

test('of what she kept as a host nothing is among the last days that she gives as an officer', async () => {
  const { become, peers: before } = await withTwoLines()
  expect(await before.give(officer.account, { line })).toMatchObject({ open: 3 })
  const changed = changedTo('officer')
  const bundle = (await (await become('officer', changed)).give(officer.account, 'recent'))!
  const taker = peer(officer, unit)
  expect(await taker.take(bundle, world.known(...changed))).toMatchObject({ by: host.account })
  expect([...taker.facts.values()].filter(({ book }) => book !== 'directory')).toEqual([])
})

test('no number is missing of a phone that hands in only some of its records', () => {
  const judges = { known: world.known(), root: null }
  expect(keepsOthers(host.id, 'hui', judges)).toBe(true)
  expect(keepsOthers(host.id, 'directory', judges)).toBe(false)
  expect(keepsOthers(officer.id, 'hui', judges)).toBe(false)
})
