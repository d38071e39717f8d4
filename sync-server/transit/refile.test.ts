import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../tests/devices/directory-world.ts'
import { TestDevice } from '../../tests/facts.ts'
import type { StoredBox } from './boxes.ts'
import { refile } from './refile.ts'

const world = new DirectoryWorld()
const { unit } = world
const [carrier, author] = [world.phone('mang', 'officer'), world.phone('ghi', 'officer')]
const known = world.known()

test('a fact waits in the name of a phone only if that phone’s key has signed it', async () => {
  const kept: string[] = []
  const use = () => ({ insert: async ({ _id }: { _id: string }) => void kept.push(_id) })
  const deps = {
    couch: { nano: { use } },
    directories: { of: async () => known },
    sealing: { publicOf: () => new TestDevice('niem-phong').publicKey }
  } as unknown as Parameters<typeof refile>[2]
  const box = { _id: `box:@${carrier.id}:x`, unit, via: 'may', took: 1 } as StoredBox
  const genuine = author.note(unit)
  const forged = { ...author.note(unit), sig: genuine.sig }
  const inName = carrier.fact(unit, 'gates', 'x', 'gate/cong-1b', {}, { device: author.id })
  for (const fact of [forged, inName, new TestDevice('la').note(unit), carrier.note(unit)])
    expect(await refile(box, [fact], deps)).toBe(false)
  expect(kept).toEqual([])
  expect(await refile(box, [genuine], deps)).toBe(true)
  expect(kept).toEqual([`box:=${author.id}:${genuine.id}`])
})
