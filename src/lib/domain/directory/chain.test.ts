import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import { certifiedId } from '../certified-id.ts'
import { keyHolderOf } from '../gates/contract/keys.ts'
import { agentKeys } from '../gates/contract/gate-machine.ts'
import { keyFor } from '../trust.ts'
import { idTime } from '../uuid.ts'
import type { Envelope } from '../fact.ts'
import { deviceOf, directory, rolesAt, type Directory } from './directory.ts'

const world = new DirectoryWorld()
const { commander, root, server, unit } = world
const second = world.phone('pho', 'commander')
const keeper = world.phone('giu-cong', 'keeper')
const fresh = world.waiting('can-bo', 'officer')
const timeOf = ({ id }: Envelope) => idTime(id)
const iso = (ms: number) => new Date(ms).toISOString()
const isIn = (device: TestDevice, known: Directory) => deviceOf(known, device.account, device.id)!.approved
const letsIn = (...facts: Envelope[]) => isIn(fresh, world.known(...facts))

test('the root certifies the server, the server the first commander, and a commander everybody else', () => {
  const known = world.known()
  for (const device of [server, commander, keeper]) expect(isIn(device, known)).toBe(true)
  expect(letsIn()).toBe(false)
  expect(letsIn(world.approval(commander, fresh, ['officer']))).toBe(true)
  expect(letsIn(world.approval(server, fresh, ['officer']))).toBe(true)
})

test('what the root certifies does not wait for a clock: the server’s certificate may bear a later time than its approvals', () => {
  const other = new TestDevice(server.account)
  const early = world.approval(other, fresh, ['officer'])
  expect(letsIn(other.enrolment(unit), early, world.approval(root, other, []))).toBe(true)
})

test('without a root, or with another one, nobody is approved', () => {
  for (const anchor of [null, commander.id])
    expect(directory(world.facts, anchor).devices.filter(({ admitted }) => admitted)).toEqual([])
})

test('an approval by a device that nobody certified, or that a keeper has, lets nobody in', () => {
  const stranger = new TestDevice('truong')
  const enrolled = stranger.enrolment(unit)
  expect(letsIn(enrolled, world.approval(stranger, fresh, ['officer']))).toBe(false)
  expect(letsIn(world.approval(keeper, fresh, ['officer']))).toBe(false)
  expect(letsIn(world.approval(fresh, fresh, ['commander']))).toBe(false)
})

test('an attacker’s own root certifies nobody, under whatever name', () => {
  for (const account of [root.account, 'ke-gian']) {
    const own = new TestDevice(account)
    const facts = [own.enrolment(unit), world.approval(own, fresh, ['commander'])]
    expect(letsIn(...facts)).toBe(false)
  }
  const borrowed = world.approval(keeper, fresh, ['commander'], { by: root.account })
  expect(letsIn(borrowed)).toBe(false)
})

test('only the root certifies a server, and only the server writes as one', () => {
  const own = new TestDevice(server.account)
  const facts = [own.enrolment(unit), world.approval(commander, own, [])]
  expect(isIn(own, world.known(...facts))).toBe(false)
  const body = { account: 'giu-cong', name: 'Kẻ gian', roles: ['commander'] }
  for (const by of [own, commander]) {
    const listed = world.says(by, 'account-listed', 'account/giu-cong', body)
    expect(world.known(...facts, listed).accounts.get('giu-cong')!.roles).toEqual(['keeper'])
  }
})

test('a certificate is for one account on one device, which introduced itself as that', () => {
  const other = new TestDevice('can-bo-khac')
  const wrongAccount = world.approval(commander, fresh, ['officer'])
  const forged = { ...wrongAccount.body, account: other.account }
  expect(letsIn({ ...wrongAccount, body: forged })).toBe(false)
  // Another device's id under the attacker's own key.
  const thief = new TestDevice('ke-gian')
  const borrowed = thief.enrolment(unit, { device: fresh.id })
  const known = world.known(borrowed, world.approval(commander, fresh, ['officer']))
  expect(known.devices.filter(({ id }) => id === fresh.id)).toMatchObject([{ account: 'can-bo' }])
})

test('a certificate for an account that did not introduce that device gives the device no say in its name', () => {
  const mistaken = world.approval(commander, keeper, ['commander'])
  const certificate = { ...mistaken, body: { ...mistaken.body, account: 'pho' } }
  const said = world.approval(keeper, fresh, ['officer'], { by: 'pho' })
  expect(letsIn(certificate, said)).toBe(false)
})

test('a commander certifies while their own certificate lasts, neither before nor after', () => {
  const [from, until] = [Date.now() + 100_000, Date.now() + 200_000]
  const deputy = world.waiting('tam-quyen', 'commander')
  const certificate = world.approval(commander, deputy, ['commander'], { from: iso(from), until: iso(until) })
  const at = (ms: number) => letsIn(certificate, world.approval(deputy, fresh, ['officer'], { ms }))
  expect([from - 1, from, until - 1, until].map(at)).toEqual([false, true, true, false])
})

test('roles are those of the certificate written last, at that time', () => {
  const start = Date.now() + 10_000
  const listed = world.listing('can-bo', ['officer', 'commander', 'keeper'])
  const first = world.approval(commander, fresh, ['officer'], { from: iso(start) })
  const deputy = world.approval(commander, fresh, ['officer', 'commander'], {
    from: iso(start + 100),
    until: iso(start + 200)
  })
  const less = world.approval(commander, fresh, ['keeper'], { from: iso(start + 300) })
  const known = world.known(listed, less, first, deputy)
  const at = (ms: number) => rolesAt(known, 'can-bo', fresh.id, start + ms).join()
  expect([-1, 0, 100, 200, 299, 300, 9e9].map(at)).toEqual([
    '',
    'officer',
    'officer,commander',
    'officer',
    'officer',
    'keeper',
    'keeper'
  ])
  expect(rolesAt(known, 'ai-do', fresh.id, start)).toEqual([])
})

test('nobody has a role while revoked; a phone that certified before it was revoked is believed about that', () => {
  const approval = world.approval(second, fresh, ['officer'])
  const revoked = world.revocation(commander, second, [approval])
  const known = world.known(approval, revoked)
  expect(rolesAt(known, 'pho', second.id, timeOf(revoked) - 1)).toEqual(['commander'])
  expect(rolesAt(known, 'pho', second.id, timeOf(revoked))).toEqual([])
  expect(isIn(fresh, known)).toBe(true)
  expect(letsIn(revoked, world.approval(second, fresh, ['officer']))).toBe(false)
})

test('an approval that bears a time before its author was revoked, and that the revocation does not name, is backdated', () => {
  const honest = world.approval(second, fresh, ['officer'])
  const ms = timeOf(honest) + 1
  const revoked = world.revocation(commander, second, [honest])
  const accomplice = world.waiting('ke-gian')
  const backdated = world.approval(second, accomplice, ['commander'], { ms, via: 'giu-cong' })
  expect(isIn(accomplice, world.known(honest, backdated))).toBe(true)
  const known = world.known(honest, revoked, backdated)
  expect([isIn(fresh, known), isIn(accomplice, known)]).toEqual([true, false])
  // Two commanders at once: each has to know it.
  const twice = world.revocation(server, second)
  expect(isIn(fresh, world.known(honest, revoked, twice))).toBe(false)
  const suspended = { account: 'pho', reason: 'Nghỉ', stands: [] }
  const suspension = world.says(commander, 'account-suspended', 'account/pho', suspended)
  expect(letsIn(honest, suspension)).toBe(false)
})

test('a backdated readmission brings nobody back', () => {
  const lost = world.revocation(commander, keeper)
  const body = { device: keeper.id, revocation: lost.id }
  const readmitted = world.says(second, 'device-readmitted', `device/${keeper.id}`, body)
  const revoked = world.revocation(commander, second)
  expect(isIn(keeper, world.known(lost, readmitted))).toBe(true)
  expect(isIn(keeper, world.known(lost, readmitted, revoked))).toBe(false)
})

test('nobody ends their own revocation, not even one that they foretold and that names their word', () => {
  const ms = Date.now() + 50_000
  const id = certifiedId({ unit, book: 'directory', device: commander.id, n: 1_000 }, ms)
  const body = { device: second.id, revocation: id }
  const own = (device: TestDevice) => world.says(device, 'device-readmitted', `device/${second.id}`, body)
  const revoked = (stands: Envelope) => world.revocation(commander, second, [stands], { ms, n: 1_000 })
  const [mine, other] = [own(second), own(server)]
  expect(revoked(mine).id).toBe(id)
  expect(isIn(second, world.known(mine, revoked(mine)))).toBe(false)
  expect(isIn(second, world.known(other, revoked(other)))).toBe(true)
})

test('a restriction stands even if its author’s certificate proves to be backdated: nothing goes round in a circle', () => {
  const accomplice = world.waiting('ke-gian', 'commander')
  const backdated = world.approval(second, accomplice, ['commander'])
  const revoked = world.revocation(accomplice, second)
  const known = world.known(backdated, revoked)
  expect([isIn(accomplice, known), isIn(second, known)]).toEqual([false, false])
})

test('a revoked phone does not come back by an older approval, nor a newer one, whoever brings them', () => {
  const revoked = world.revocation(commander, keeper)
  const older = world.approval(second, keeper, ['keeper'], { ms: timeOf(revoked) - 1, via: 'pho' })
  const newer = world.approval(second, keeper, ['keeper'])
  expect(isIn(keeper, world.known(revoked, older, newer))).toBe(false)
})

test('what was said in another unit’s directory, or in another book, is no word here', () => {
  expect(letsIn(world.approval(server, fresh, ['officer'], { unit: 'xa-khac' }))).toBe(false)
  expect(letsIn(world.approval(commander, fresh, ['officer'], { book: 'gates' }))).toBe(false)
})

test('what restricts counts at once, whoever carries it', () => {
  const via = 'can-bo'
  const revoked = world.revocation(commander, keeper, [], { via })
  expect(isIn(keeper, world.known(revoked))).toBe(false)
  const body = { account: 'giu-cong', reason: 'Nghỉ', stands: [] }
  const suspended = world.says(commander, 'account-suspended', 'account/giu-cong', body, { via })
  expect(isIn(keeper, world.known(suspended))).toBe(false)
})

test('neither the server nor the root is revoked by a commander', () => {
  const revoked = world.revocation(commander, server)
  const suspensions = [server, root].map(({ account }) =>
    world.says(commander, 'account-suspended', `account/${account}`, { account, reason: 'x', stands: [] })
  )
  expect(isIn(fresh, world.known(revoked, ...suspensions, world.approval(server, fresh, [])))).toBe(true)
  const byRoot = world.revocation(root, server)
  expect(letsIn(byRoot, world.approval(server, fresh, []))).toBe(false)
})

test('everything else counts by the certificate of its author at that time, whoever carries it', () => {
  const gate = { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' }
  const says = (by: TestDevice, more: object = {}) =>
    world.says(by, 'gate-registered', 'gate/cong-1b', gate, more)
  const known = (...facts: Envelope[]) => world.known(...facts).gates.size === 1
  expect(known(says(commander))).toBe(true)
  expect(known(says(commander, { via: 'giu-cong' }))).toBe(true)
  expect(known(says(keeper))).toBe(false)
  expect(known(says(fresh))).toBe(false)
  expect(known(world.revocation(second, commander), says(commander))).toBe(false)
})

test('a carried record of another book is believed by the certificate of its time', () => {
  const start = Date.now() + 1_000_000
  const until = iso(start + 100)
  const listed = world.listing('can-bo', ['keeper'])
  const known = world.known(listed, world.approval(commander, fresh, ['keeper'], { from: iso(start), until }))
  const vouched = [-1, 0, 99, 100].map((ms) => keyFor(fresh.note(unit, { ms: start + ms }), known) !== null)
  expect(vouched).toEqual([false, true, true, false])
})

test('a phone whose certificate has ended opens no gate', () => {
  const until = Date.now() + 5_000_000
  const lent = world.waiting('giu-cong')
  const known = world.known(world.approval(commander, lent, ['keeper'], { until: iso(until) }))
  const standing = (now?: number) => keyHolderOf(known, 'giu-cong', lent.id, now)?.standing
  expect([until - 1, until, undefined].map(standing)).toEqual(['approved', 'revoked', 'approved'])
})

test('an agent is believed while it is certified', () => {
  const agent = world.phone('may-cong', 'agent')
  expect(agentKeys(world.known()).get(agent.id)?.key).toEqual(agent.publicKey)
  expect(agentKeys(world.known(world.revocation(commander, agent))).size).toBe(0)
  expect(keyHolderOf(world.known(), 'may-cong', agent.id)?.standing).toBe('approved')
})

test('in whatever order all that arrives, the same are certified and revoked', () => {
  const lost = world.revocation(commander, keeper)
  const backdated = world.approval(keeper, fresh, ['commander'], { ms: timeOf(lost) - 5 })
  const backBody = { device: keeper.id, revocation: lost.id }
  const back = world.says(second, 'device-readmitted', `device/${keeper.id}`, backBody)
  const more = [
    lost,
    backdated,
    back,
    world.approval(second, fresh, ['commander']),
    world.revocation(fresh, second),
    world.approval(second, keeper, ['officer']),
    world.approval(fresh, keeper, ['commander'], { until: iso(Date.now() + 5) })
  ]
  const all = [...world.facts, ...more]
  const expected = directory(all, root.id)
  const inOrder = ({ devices, ...rest }: Directory) => ({
    ...rest,
    devices: [...devices].sort((a, b) => (a.id < b.id ? -1 : 1))
  })
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (facts) => {
      expect(inOrder(directory(facts, root.id))).toEqual(inOrder(expected))
    })
  )
})
