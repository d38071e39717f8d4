import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endOfDay } from '#lib/domain/directory/role-ends.ts'
import { DirectoryWorld } from '../../tests/devices/directory-world.ts'
import { testDecision, TestDevice } from '../../tests/facts.ts'
import { KnownPeople } from './known-people.ts'

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
    const file = join(folder, 'people.json')
    writeFileSync(file, JSON.stringify(facts))
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
      const file = join(folder, `${++files}.json`)
      writeFileSync(file, JSON.stringify([...world.facts, ...facts]))
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
