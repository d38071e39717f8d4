import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { incident } from '#lib/domain/incidents/incident.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import { checked } from './incident-report.ts'
import type { NotShown } from '#lib/ports/ports.ts'

const officer = new TestDevice('can-bo')
const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
const stored = (type: string, body: object) =>
  ({
    ...officer.fact('xa-thu', 'incidents', type, 'incident/01936a1c-8f2f-7abc-8def-0123456789ab', body),
    sync: 'sent',
    tries: 0
  }) as StoredFact
const photo = (text: string) =>
  stored('incidents.photo-added', {
    sha256: hash(text),
    type: 'image/png',
    bytes: text.length,
    parts: [hash(text)]
  })
const report = stored('incidents.incident-reported', { category: 'theft', text: 'Mất xe' })

/** Returns a paper's verdicts on photos that a phone returns as these texts, or not at all. */
async function standings(given: Record<string, string | NotShown>) {
  const facts = [report, ...Object.keys(given).map(photo)]
  const texts = new Map(Object.entries(given).map(([named, held]) => [hash(named), held]))
  const { photos } = await checked(incident(facts)!, {
    signed: async () => 'genuine',
    hashOf: async (picture) => hash(await picture.text()),
    openPhoto: async (_home, { sha256 }) => {
      const held = texts.get(sha256)!
      return ['absent', 'unreachable', 'not-matching'].includes(held)
        ? { code: held as NotShown }
        : new Blob([held])
    }
  })
  return photos.map(({ standing, picture, sha256 }) => [standing, picture !== null, sha256])
}

test('36 a photo’s hash on paper is counted from the bytes at hand; others are told, and never shown', async () => {
  expect(
    await standings({ xe: 'xe', cổng: 'cồng', bến: 'not-matching', đò: 'unreachable', kho: 'absent' })
  ).toEqual([
    ['matches', true, hash('xe')],
    ['differs', false, hash('cồng')],
    ['differs', false, null],
    ['unreachable', false, null],
    ['absent', false, null]
  ])
})

test('each record of the story is asked for its signature', async () => {
  const facts = [report, photo('xe')]
  const { signatures } = await checked(incident(facts)!, {
    signed: async (fact) => (fact.id === report.id ? 'changed' : 'genuine'),
    hashOf: async () => '',
    openPhoto: async () => ({ code: 'absent' })
  })
  expect([...signatures].map(([{ id }, found]) => [id, found])).toEqual([
    [facts[0]!.id, 'changed'],
    [facts[1]!.id, 'genuine']
  ])
})
