import { expect, test } from 'vitest'
import { verify } from '#lib/data/keys/keys.ts'
import { ownId } from '#lib/domain/hui/own/own-record.ts'
import { DirectoryWorld } from '../../../../../tests/devices/directory-world.ts'
import { verdictOn } from './fact-verdict.ts'

test('of what a host signed no fold reads but what is hers, whoever brought it', async () => {
  const world = new DirectoryWorld()
  const host = world.phone('ch-mot', 'host')
  const stop = { on: '2026-11-01', said: { by: 'host', how: 'talk' }, reason: 'Hết tiền' }
  const by = new Map([[world.unit, world.known()]])
  const counts = (stream: string) => {
    const fact = host.fact(world.unit, 'hui', 'hui.line-stopped', stream, stop)
    const stored = { ...fact, via: 'can-bo', sync: 'received', tries: 0 } as const
    return verdictOn(stored, by, { verify, wanted: 'counting' })
  }
  expect(await counts(`line/${ownId({ unit: world.unit, by: host.account }, 1_000)}`)).toBe(true)
  expect(await counts(`line/${host.note(world.unit).id}`)).toBe(false)
})
