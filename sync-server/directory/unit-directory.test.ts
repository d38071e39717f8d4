import type { ServerScope } from 'nano'
import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../tests/devices/directory-world.ts'
import { asDocument } from '../../tests/facts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { DirectoryMemory } from './directory-memory.ts'
import { countingFactsOf, directoryOf } from './unit-directory.ts'

/** A CouchDB that holds one directory, and counts what is read of it. */
class CountedDatabase {
  rows: { id: string; deleted?: boolean; doc?: object }[] = []
  epoch = 'one'
  given = 0
  readings = 0
  /** An answer under way arrives only after this. */
  held: Promise<void> = Promise.resolve()

  write(...facts: Envelope[]) {
    for (const fact of facts) this.rows.push({ id: fact.id, doc: asDocument(fact) })
  }
  get server() {
    return {
      use: () => ({ get: async () => ({ value: this.epoch }) }),
      request: async ({ qs: { since, limit } }: { qs: { since: number; limit: number } }) => {
        const results = this.rows.slice(since, since + limit)
        this.given += results.length
        this.readings++
        await this.held
        return { results, last_seq: since + results.length }
      }
    } as unknown as ServerScope
  }
}

const world = new DirectoryWorld('xa-thu')
/** Remembers anew for each test; whatever lies there bears a right seal. */
const anchors = (isRight = (_fact: Envelope) => true, file: string | null = null) => {
  const memory = new DirectoryMemory(world.unit, file, isRight)
  return {
    rootOf: () => ({ id: world.root.id, publicKey: world.root.publicKey }),
    memoryOf: () => memory
  }
}
const gate = (i: number) =>
  world.says(world.commander, 'gate-registered', `gate/cong-${i}`, {
    gate: `cong-${i}`,
    name: 'Cổng',
    kind: 'hand'
  })

test('one fact that arrives in a long directory is all that is read of it', async () => {
  const database = new CountedDatabase()
  const roots = anchors()
  const { server } = database
  const read = async () => {
    const before = database.given
    const { gates } = await directoryOf(server, world.unit, roots)
    return [database.given - before, gates.size]
  }
  const size = 2_500
  database.write(...world.facts, ...Array.from({ length: size }, (_, i) => gate(i)))
  expect(await read()).toEqual([world.facts.length + size, size])
  expect(await read()).toEqual([0, size])
  database.write(gate(size))
  expect(await read()).toEqual([1, size + 1])
  expect((await countingFactsOf(server, world.unit, roots)).length).toBe(world.facts.length + size + 1)
})

test('what is deleted is gone, what is restored is read from the beginning, and a key may come after what it signed', async () => {
  const database = new CountedDatabase()
  const roots = anchors()
  const { server } = database
  const gates = async () => [...(await directoryOf(server, world.unit, roots)).gates.keys()]
  const [root, ...others] = world.facts
  const [kept, gone] = [gate(1), gate(2)]
  database.write(...others, kept, gone)
  expect(await gates()).toEqual([])
  database.write(root!)
  expect(await gates()).toEqual(['cong-1', 'cong-2'])
  database.rows.push({ id: gone.id, deleted: true })
  expect(await gates()).toEqual(['cong-1'])
  database.rows = []
  database.epoch = 'two'
  database.write(...world.facts, gone)
  expect(await gates()).toEqual(['cong-2'])
})

test('whoever asks while a reading is under way shares the next one, which has what was written meanwhile', async () => {
  const database = new CountedDatabase()
  const roots = anchors()
  const { server } = database
  const size = async () => (await directoryOf(server, world.unit, roots)).gates.size
  database.write(...world.facts, gate(1))
  let letGo = () => {}
  database.held = new Promise((resolve) => (letGo = resolve))
  const first = size()
  await expect.poll(() => database.readings).toBe(1)
  database.write(gate(2))
  const others = [size(), size(), size()]
  letGo()
  expect(await Promise.all([first, ...others])).toEqual([1, 2, 2, 2])
  expect(database.readings).toBe(2)
})
