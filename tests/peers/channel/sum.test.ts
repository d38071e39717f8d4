import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../devices/directory-world.ts'
import { TestDevice } from '../../facts.ts'
import { channelPhone, linked } from './channel-stage.ts'

const world = new DirectoryWorld()
const { unit, server } = world
const officer = world.phone('can-bo', 'officer')
const colleague = world.phone('ban', 'officer')
world.facts.push(
  world.says(server, 'sealing-key-set', `unit/${unit}`, { key: new TestDevice('niem-phong').publicKey })
)
const approvals = world.facts.filter(({ type }) => type === 'directory.device-approved')
const known = world.known()
const tips = (count: number) => {
  const body = { category: 'theft', text: 'Mất xe' }
  const tip = () => officer.fact(unit, 'incidents', 'incidents.incident-reported', 'incident/mot', body)
  return Array.from({ length: count }, tip)
}
const nothing = { added: 0, known: 0, chain: 0, refused: 0, boxes: 0, photos: 0 }
const givenNothing = { facts: 0, known: 0, chain: 0, sealed: 0, boxes: 0 }

/** Passes what an officer gives to a colleague. @returns what each is told at the end, and the last of the progress */
async function passed(
  given: Parameters<ReturnType<typeof channelPhone>['over']>[2],
  lyingThere: typeof approvals = []
) {
  const [a, b] = [officer, colleague].map((device, i) => channelPhone(device, unit, () => known, i + 1)) as [
    ReturnType<typeof channelPhone>,
    ReturnType<typeof channelPhone>
  ]
  b.has(...lyingThere)
  const [here, there] = linked()
  const [atA, atB] = await Promise.all([a.over(here, b, given), b.over(there, a, { open: [] })])
  return { atA, atB, flows: [a.progress.at(-1)!.given, b.progress.at(-1)!.taken] }
}

test('records that go sealed are told on both phones: how many, and in how many boxes', async () => {
  const { atA, atB } = await passed({ open: [], sealed: tips(3) })
  expect(atA).toMatchObject({ ...nothing, given: { ...givenNothing, sealed: 3, boxes: 1 } })
  expect(atB).toMatchObject({ ...nothing, boxes: 1, given: givenNothing })
})

test('approvals that go along are none of the records that are given, new or there already', async () => {
  const there = approvals.slice(0, 1)
  const [mine, before] = [tips(2), tips(1)]
  const { atA, atB, flows } = await passed({ open: [...before, ...mine], chain: approvals }, [
    ...there,
    ...before
  ])
  const chain = approvals.length - 1
  expect(chain).toBeGreaterThan(0)
  expect(atA).toMatchObject({ ...nothing, given: { ...givenNothing, facts: 2, known: 1, chain } })
  expect(atB).toMatchObject({ ...nothing, added: 2, known: 1, chain, given: givenNothing })
  for (const flow of flows) expect(flow).toMatchObject({ facts: 2, allFacts: 2 })
})
