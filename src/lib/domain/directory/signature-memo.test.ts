import { expect, test, vi } from 'vitest'
import { verify } from '#lib/data/keys/keys.ts'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import { genuineFacts, SignatureMemo } from './signature-memo.ts'

const world = new DirectoryWorld()
const { facts } = world
const genuine = (of = facts, memo = new SignatureMemo(), asked: typeof verify = verify) =>
  genuineFacts(of, memo, asked)

test('facts that their devices signed are all there, whoever carries them', async () => {
  expect(await genuine()).toEqual(facts)
  const carried = facts.map((fact) => ({ ...fact, via: 'ai-do' }))
  expect(await genuine(carried)).toEqual(carried)
})

test('what was changed, was not signed, or has no key here is left out', async () => {
  const changed = facts.map((fact) => ({ ...fact, at: '2026-01-01T00:00:00.000Z' }))
  expect(await genuine([...changed])).toEqual([])
  expect(await genuine(facts.map((fact) => ({ ...fact, sig: 'x' })))).toEqual([])
  const noEnrolment = facts.filter(({ type }) => type !== 'directory.device-enrolled')
  expect(await genuine(noEnrolment)).toEqual([])
})

test('a key under the name of another device verifies nothing', async () => {
  const [phone, thief] = [new TestDevice('giu-cong'), new TestDevice('ke-gian')]
  const borrowed = thief.enrolment(world.unit, { device: phone.id })
  const forged = world.says(thief, 'contacts-set', 'unit/xa-thu', {}, { device: phone.id, by: 'giu-cong' })
  expect(await genuine([borrowed, forged])).toEqual([])
  const odd = { ...borrowed, body: { key: 'none', label: 'Máy' } }
  expect(await genuine([odd])).toEqual([])
})

test('each is verified once, as the same object or read anew; a changed text under a known signature is verified again', async () => {
  const same = vi.fn(verify)
  const kept = new SignatureMemo()
  for (let i = 0; i < 3; i++) await genuine(facts, kept, same)
  expect(same).toHaveBeenCalledTimes(facts.length)
  const anew = vi.fn(verify)
  const memo = new SignatureMemo()
  for (let i = 0; i < 3; i++) expect(await genuine(structuredClone(facts), memo, anew)).toEqual(facts)
  expect(anew).toHaveBeenCalledTimes(facts.length)
  expect(await genuine(structuredClone(facts), kept, same)).toEqual(facts)
  expect(same).toHaveBeenCalledTimes(facts.length)
  const changed = facts.map((fact) => ({ ...fact, stream: 'unit/khac' }))
  expect(await genuine(changed, memo, anew)).toEqual([])
  expect(anew).toHaveBeenCalledTimes(2 * facts.length)
})

test('what was verified is left out again once the enrolment of its device is gone', async () => {
  const memo = new SignatureMemo()
  const said = world.says(world.commander, 'contacts-set', 'unit/xa-thu', {})
  expect(await genuine([...facts, said], memo)).toContain(said)
  const isItself = ({ type, by }: { type: string; by: string }) =>
    type === 'directory.device-enrolled' && by === world.commander.account
  expect(await genuine([...facts.filter((fact) => !isItself(fact)), said], memo)).not.toContain(said)
  expect(await genuine([...facts, said], memo)).toContain(said)
})
