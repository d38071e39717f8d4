import { beforeEach, describe, expect, test } from 'vitest'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { Stage } from '#lib/domain/incidents/facts.ts'
import type { Incident } from '#lib/domain/incidents/incident.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Drafts } from '../notebook/drafts.ts'
import { IncidentPage } from './incident-page.svelte.ts'
import type { NotKept } from '#lib/ports/ports.ts'
import type { Draft, Outcome, Unsaved } from '../notebook/record.ts'

type Told = Incident<StoredFact>
const photo: Photo = { sha256: 's'.repeat(43), type: 'image/jpeg', bytes: 9, parts: ['s'.repeat(43)] }

let written: Pick<Draft, 'type' | 'body'>[]
let kept: Blob[]
let refusals: (Unsaved | null)[]
let notKept: (NotKept | null)[]
let whenKept: () => void
let shelf: Map<string, object>
let drafts: Drafts

beforeEach(async () => {
  written = []
  kept = []
  refusals = []
  notKept = []
  whenKept = () => {}
  shelf = new Map()
  drafts = await Drafts.open({
    load: async () => new Map(),
    keep: (form, draft) => void (draft ? shelf.set(form, draft) : shelf.delete(form)),
    flush: async () => {}
  })
})

async function record({ type, body }: Draft): Promise<Outcome> {
  const refusal = refusals.shift()
  if (refusal) return { ok: false, refusal }
  written.push({ type, body })
  return { ok: true, fact: { id: `f${written.length}` } as StoredFact as never }
}

async function keepPhoto(picture: Blob) {
  whenKept()
  const code = notKept.shift()
  if (code) return { code }
  kept.push(picture)
  return photo
}

/** Builds the page of an incident in that state. */
function page(told: Partial<Told> = {}): IncidentPage {
  const source = { subscribe: () => ({ unsubscribe() {} }) }
  const clock = { now: () => 0 }
  const whole = <T>(saving: Promise<T>) => saving
  const parts = { unit: 'xa-thu', clock, drafts, record, whole, keepPhoto, stream: () => source }
  const its = new IncidentPage('one', parts as unknown as BookDeps)
  const incident = { stage: 'new', open: true, front: ['report'], dispute: null, ...told } as Told
  return Object.defineProperty(its, 'incident', { value: incident })
}

describe('a stage', () => {
  test('follows what this phone sees; of several that agree the last', async () => {
    await page({ front: ['a', 'b'] }).changeStage('verifying', ' Cử người tới ')
    const body = { after: 'b', to: 'verifying', reason: 'Cử người tới' }
    expect(written).toEqual([{ type: 'incidents.stage-changed', body }])
  })

  test('in a dispute follows each side, or it would not end', async () => {
    await page({ front: ['a', 'b'], dispute: [] }).changeStage('handling', 'Đã thống nhất')
    expect(written.map(({ body }) => body)).toEqual([
      { after: 'a', to: 'handling', reason: 'Đã thống nhất' },
      { after: 'b', to: 'handling', reason: 'Đã thống nhất' }
    ])
  })

  test('in a dispute is not saved while one side refuses it', async () => {
    refusals = [null, { code: 'storage-full' }]
    const outcome = await page({ front: ['a', 'b'], dispute: [] }).changeStage('handling', 'Đã thống nhất')
    expect(outcome).toEqual({ ok: false, refusal: { code: 'storage-full' } })
  })

  test.each(['closed', 'cancelled'] as const)('%s is of the type that is the commander’s', async (to) => {
    await page().changeStage(to, 'Xong')
    expect(written).toEqual([
      { type: 'incidents.incident-closed', body: { after: 'report', reason: 'Xong', to } }
    ])
  })

  test('a tip handed on says to whom only where somebody is named', async () => {
    await page().changeStage('forwarded', 'Đủ dấu hiệu', { receiver: ' PC01 ', reference: '  ' })
    await page().changeStage('forwarded', 'Đủ dấu hiệu', { receiver: '', reference: '' })
    expect(written.map(({ type }) => type)).toEqual(['incidents.stage-changed', 'incidents.stage-changed'])
    expect(written[0]!.body).toEqual({
      after: 'report',
      reason: 'Đủ dấu hiệu',
      to: 'forwarded',
      receiver: 'PC01'
    })
    expect(written[1]!.body).toEqual({ after: 'report', reason: 'Đủ dấu hiệu', to: 'forwarded' })
  })

  test('is offered by where the incident stands, the end apart', () => {
    const offered = (stage: Stage, ending: boolean) => page({ stage }).nextStages(ending)
    expect(offered('new', true)).toEqual(['closed', 'cancelled'])
    expect(offered('new', false)).toEqual(['verifying', 'handling', 'forwarded'])
    expect(offered('closed', true)).toEqual([])
  })
})

describe('photos', () => {
  const pictures = ['a', 'b', 'c'].map((text) => new Blob([text]))

  test('what could not be kept waits with its reason, the others are kept', async () => {
    const its = page()
    its.photos.add(pictures)
    notKept = [null, 'not-a-picture']
    await its.keepPhotos()
    expect(kept).toEqual([pictures[0], pictures[2]])
    expect(written.map(({ type }) => type)).toEqual(['incidents.photo-added', 'incidents.photo-added'])
    expect(its.photos.all.map(({ picture, problem }) => [picture, problem])).toEqual([
      [pictures[1], 'not-a-picture']
    ])
    await its.keepPhotos()
    expect(its.photos.all).toEqual([])
    expect(kept).toHaveLength(3)
  })

  const numbers = () => [...shelf.entries()]
  const left = (count: number) => ['incident/one photos', { left: count }]

  test('how many are still to be kept lies on the phone before the first is, and less after each', async () => {
    const its = page()
    const seen: unknown[] = []
    whenKept = () => seen.push(...numbers())
    its.photos.add(pictures)
    await its.keepPhotos()
    expect(seen).toEqual([left(3), left(2), left(1)])
    expect(shelf.size).toBe(0)
  })

  test('what could not be kept is still counted, until somebody takes it away', async () => {
    const its = page()
    its.photos.add(pictures.slice(0, 1))
    notKept = ['not-a-picture']
    await its.keepPhotos()
    expect(numbers()).toEqual([left(1)])
    its.photos.remove(its.photos.all[0]!)
    expect(shelf.size).toBe(0)
  })

  test('what an earlier start had left is told until others are picked, or somebody has read it', async () => {
    page().photos.add(pictures)
    const [one, other] = [page(), page()]
    expect([one.left.lost, other.left.lost]).toEqual([3, 3])
    expect(numbers()).toEqual([left(3)])
    one.photos.add(pictures.slice(0, 1))
    expect(one.left.lost).toBe(0)
    expect(numbers()).toEqual([left(1)])
    other.left.dismiss()
    expect(other.left.lost).toBe(0)
    expect(shelf.size).toBe(0)
  })

  test('a record that is refused leaves its picture waiting too', async () => {
    const its = page()
    its.photos.add(pictures.slice(0, 1))
    refusals = [{ code: 'malformed', at: 'body.caption' }]
    await its.keepPhotos()
    expect(its.photos.all.map(({ problem }) => problem)).toEqual(['malformed'])
    expect(written).toEqual([])
  })
})
