import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endOfDay } from '#lib/domain/directory/role-ends.ts'
import { DirectoryWorld } from '../../tests/devices/directory-world.ts'
import { testDecision, TestDevice } from '../../tests/facts.ts'
import { ScriptedDirectory } from '../../tests/gates/agent/scripted-directory.ts'
import { KnownPeople } from './known-people.ts'

/** The file in which an agent keeps these facts. */
const linesOf = (facts: readonly object[]) => facts.map((fact) => `${JSON.stringify(fact)}\n`).join('')

test('an agent obeys a keeper until the end of the last day, without a network too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'antt-'))
  try {
    const world = new DirectoryWorld('xa-thu', Date.UTC(2026, 9, 1))
    const keeper = world.phone('giu-cong', 'keeper')
    const { server, unit } = world
    const listed = {
      account: 'giu-cong',
      name: 'Tư Khởi',
      roles: ['keeper'],
      until: { keeper: '2026-11-10' }
    }
    const gate = { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor', keepers: ['giu-cong'] }
    const facts = [
      ...world.facts,
      world.says(server, 'account-listed', 'account/giu-cong', listed),
      world.says(server, 'gate-registered', 'gate/cong-1b', gate)
    ]
    const file = join(folder, 'people.jsonl')
    writeFileSync(file, linesOf(facts))
    const people = new KnownPeople(file, unit, world.root)
    const sought = { account: 'giu-cong', key: keeper.id, gate: 'cong-1b' }
    const end = endOfDay('2026-11-10')
    expect(people.holderOf(sought, end - 1)).toMatchObject({ roles: ['keeper'], standing: 'approved' })
    expect(people.holderOf(sought, end)).toMatchObject({ roles: [], closing: [], standing: 'revoked' })
    // Revoked or not, what they send is read; of an account without a phone it is not.
    expect(['giu-cong', 'nguoi-la'].map((account) => people.knows(account))).toEqual([true, false])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a decision counts from its disk where its author may record one, until it is withdrawn; a forged one does not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'antt-'))
  try {
    const world = new DirectoryWorld()
    const [officer, committee, keeper, hamlet] = (['officer', 'ubnd', 'keeper', 'hamlet'] as const).map(
      (role) => world.phone(`nguoi-${role}`, role)
    ) as [TestDevice, TestDevice, TestDevice, TestDevice]
    const waiting = world.waiting('nguoi-moi')
    const stranger = new TestDevice(world.commander.account)
    const says = (by: TestDevice, type: string, body: object, gate = 'cong-1b') =>
      world.says(by, `gate-decision-${type}`, `gate/${gate}`, body)
    const recorded = (by: TestDevice, gate?: string) => says(by, 'recorded', testDecision, gate)
    let files = 0
    const knows = (...facts: object[]) => {
      const file = join(folder, `${++files}.jsonl`)
      writeFileSync(file, linesOf([...world.facts, ...facts]))
      return new KnownPeople(file, world.unit, world.root).hasDecision('cong-1b')
    }
    expect(knows()).toBe(false)
    for (const by of [world.commander, officer, committee]) expect(knows(recorded(by))).toBe(true)
    for (const by of [keeper, hamlet, waiting, stranger]) expect(knows(recorded(by))).toBe(false)
    expect(knows(recorded(officer, 'cong-2'))).toBe(false)
    const foreign = recorded(officer)
    expect(
      knows({ ...foreign, stream: 'gate/cong-1b', body: { ...testDecision, mayOrder: 'Ai cũng được' } })
    ).toBe(false)
    const first = recorded(officer)
    const withdrawal = { decisions: [first.id], reason: 'UBND thu hồi' }
    const withdrawn = says(committee, 'withdrawn', withdrawal)
    expect(knows(first, withdrawn)).toBe(false)
    expect(knows(first, says(keeper, 'withdrawn', withdrawal))).toBe(true)
    expect(knows(withdrawn, recorded(world.commander), first)).toBe(true)
    // The phone that withdraws it has a clock an hour slow.
    const early = {
      at: new Date(Date.parse(first.at) - 3_600_000).toISOString(),
      ms: Date.parse(first.at) - 3_600_000
    }
    expect(
      knows(first, world.says(committee, 'gate-decision-withdrawn', 'gate/cong-1b', withdrawal, early))
    ).toBe(false)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** An agent with a folder of its own, and its server. */
async function agentIn(
  work: (parts: {
    file: string
    world: DirectoryWorld
    directory: ScriptedDirectory
    start(): KnownPeople
  }) => Promise<void>
) {
  const folder = mkdtempSync(join(tmpdir(), 'antt-'))
  const world = new DirectoryWorld('xa-thu', Date.UTC(2026, 9, 1))
  const file = join(folder, 'people.jsonl')
  try {
    const directory = new ScriptedDirectory()
    await work({ file, world, directory, start: () => new KnownPeople(file, world.unit, world.root) })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
const gates = (world: DirectoryWorld, count: number) =>
  Array.from({ length: count }, (_, i) =>
    world.says(world.server, 'gate-registered', `gate/cong-${i}`, {
      gate: `cong-${i}`,
      name: 'Cổng',
      kind: 'hand'
    })
  )

test('what arrives is written at the end of the file; what the server no longer has leaves it, but not who may do what', () =>
  agentIn(async ({ file, world, directory, start }) => {
    const people = start()
    directory.write(...world.facts)
    await people.follow(directory.session)
    const before = readFileSync(file, 'utf8')
    expect(before.split('\n')).toHaveLength(world.facts.length + 1)
    const keeper = world.phone('giu-cong', 'keeper')
    directory.write(...world.facts.slice(-3))
    await people.follow(directory.session)
    expect(readFileSync(file, 'utf8').startsWith(before)).toBe(true)
    expect(start().knows(keeper.account)).toBe(true)
    const decision = world.says(world.commander, 'gate-decision-recorded', 'gate/cong-1b', testDecision)
    directory.write(decision)
    await people.follow(directory.session)
    const known = () =>
      [people, start()].map((one) => [one.knows(keeper.account), one.hasDecision('cong-1b')])
    expect(known()).toEqual([true, true].map(() => [true, true]))
    // Restored from a backup, the server lacks both; the agent finds out when it reads everything again.
    directory.rows = []
    directory.write(...world.facts.slice(0, -3))
    for (let i = 0; i < 70; i++) await people.follow(directory.session)
    expect(known()).toEqual([true, true].map(() => [true, false]))
  }))

test('a revocation that was changed on its way counts as soon as it is right, also after a restart between', () =>
  agentIn(async ({ world, directory, start }) => {
    const keeper = world.phone('giu-cong', 'keeper')
    const revoked = world.revocation(world.commander, keeper)
    directory.write(...world.facts, { ...revoked, body: { ...revoked.body, reason: 'Khác' } })
    const standing = (people: KnownPeople) =>
      people.holderOf({ account: keeper.account, key: keeper.id, gate: 'cong-1b' }, Date.now())?.standing
    const before = start()
    await before.follow(directory.session)
    expect(standing(before)).toBe('approved')
    directory.write(revoked)
    for (const people of [before, start()]) {
      await people.follow(directory.session)
      expect(standing(people)).toBe('revoked')
    }
  }))

test('of a line that a power cut tore nothing counts, and the file is written anew; a damaged one counts for nothing', () =>
  agentIn(async ({ file, world, directory, start }) => {
    const keeper = world.phone('giu-cong', 'keeper')
    writeFileSync(file, linesOf(world.facts))
    appendFileSync(file, linesOf(gates(world, 1)).slice(0, 80))
    const people = start()
    expect(people.knows(keeper.account)).toBe(true)
    directory.write(...world.facts, ...gates(world, 1))
    await people.follow(directory.session)
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(world.facts.length + 2)
    writeFileSync(file, `{\n${linesOf(world.facts)}`)
    expect(start().isKnown).toBe(false)
  }))

test('nobody is known of a directory that was read in part: who is revoked may stand at its end', () =>
  agentIn(async ({ world, directory, start }) => {
    const keeper = world.phone('giu-cong', 'keeper')
    directory.write(...world.facts, ...gates(world, 600))
    directory.write(world.revocation(world.commander, keeper))
    const people = start()
    await people.follow(directory.session)
    expect([people.isKnown, people.knows(keeper.account)]).toEqual([false, false])
    await people.follow(directory.session)
    const holder = people.holderOf({ account: keeper.account, key: keeper.id, gate: 'cong-1' }, Date.now())
    expect(holder?.standing).toBe('revoked')
    await people.follow(directory.session)
    const polls = directory.asked.map((path) => path.includes('longpoll'))
    expect(polls).toEqual([false, false, true])
  }))
