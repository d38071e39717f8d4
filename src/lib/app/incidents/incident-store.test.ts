import { expect, test } from 'vitest'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Drafts } from '../notebook/drafts.ts'
import { IncidentStore, reportKey } from './incident-store.svelte.ts'
import type { Draft, Outcome } from '../notebook/record.ts'

const form = { category: 'theft', text: 'Mất xe', place: '', position: null } as const
const pictures = ['a', 'b'].map((text) => new Blob([text]))

/** Begins a report with two pictures; each step of saving it logs what the phone held then. */
async function begun(outcomeOf: (stream: string) => Outcome) {
  const shelf = new Map<string, object>()
  const drafts = await Drafts.open({
    load: async () => new Map(),
    keep: (form, draft) => void (draft ? shelf.set(form, draft) : shelf.delete(form)),
    flush: async () => {}
  })
  const steps: [string, string[]][] = []
  const step = (what: string) => steps.push([what, [...shelf.keys()]])
  const parts = {
    unit: 'xa-thu',
    clock: { now: () => 0, random: (bytes: number) => new Uint8Array(bytes) },
    drafts,
    streams: () => ({ subscribe: () => ({ unsubscribe() {} }) }),
    stream: () => ({ subscribe: () => ({ unsubscribe() {} }) }),
    whole: <T>(saving: Promise<T>) => saving,
    record: async ({ type, stream }: Draft) => {
      step(type)
      return outcomeOf(stream)
    },
    keepPhoto: async () => {
      step('photo')
      return { sha256: 's'.repeat(43), type: 'image/jpeg', bytes: 9, parts: ['s'.repeat(43)] }
    }
  }
  const store = new IncidentStore(parts as unknown as BookDeps)
  drafts.set(reportKey, { ...form, text: '', photos: 0 })
  store.photos.add(pictures)
  drafts.set(reportKey, { ...form, photos: 2 })
  return { store, shelf, steps }
}

test('at each moment of saving either the form or the incident’s page knows of its pictures', async () => {
  const saved = (stream: string): Outcome => ({ ok: true, fact: { id: 'f', stream } as StoredFact as never })
  const { store, shelf, steps } = await begun(saved)
  expect((await store.report(form)).ok).toBe(true)
  const photos = expect.stringMatching(/^incident\/.+ photos$/)
  expect(steps).toEqual([
    ['incidents.incident-reported', ['incident', photos]],
    ['photo', [photos]],
    ['incidents.photo-added', [photos]],
    ['photo', [photos]],
    ['incidents.photo-added', [photos]]
  ])
  expect(shelf.size).toBe(0)
})

test('a report that is refused keeps its words and pictures in the form alone', async () => {
  const { store, shelf } = await begun(() => ({ ok: false, refusal: { code: 'storage-full' } }))
  expect((await store.report(form)).ok).toBe(false)
  expect([...shelf.keys()]).toEqual(['incident'])
  expect(store.photos.all).toHaveLength(2)
})
