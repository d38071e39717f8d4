import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endOfDay } from '#lib/domain/directory/role-ends.ts'
import { DirectoryWorld } from '../../tests/devices/directory-world.ts'
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
  } finally {
    rmSync(folder, { recursive: true })
  }
})
