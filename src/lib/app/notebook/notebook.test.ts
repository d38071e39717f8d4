import { expect, test } from 'vitest'
import type { PhotoHome } from '#lib/domain/database-names.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { BookDeps } from './book-deps.ts'
import type { Courier, CourierReport, Ports, Session } from '#lib/ports/ports.ts'
import type { Drafts } from './drafts.ts'
import { Notebook } from './notebook.svelte.ts'

const unit = 'xa-thu'
const silently = async () => {}
const closing = { drafts: silently, evidence: silently, store: silently, sealing: silently }
const photo: Photo = { sha256: 'a'.repeat(43), type: 'image/jpeg', bytes: 9, parts: ['a'.repeat(43)] }

/** Builds a notebook of an account with these roles, and a log of the photo databases that it asked for. */
function notebook(...roles: Role[]) {
  const asked: PhotoHome[] = []
  const silent = () => ({ subscribe: () => ({ unsubscribe() {} }) })
  const open = async (home: PhotoHome) => {
    asked.push(home)
    return new Blob(['x'])
  }
  let told: (report: { roles: readonly string[] }) => void = () => {}
  const report: Courier['report'] = {
    subscribe({ next }) {
      told = next as typeof told
      return { unsubscribe() {} }
    }
  }
  const rolesOf = (all: readonly Role[]) => all.map((role) => `${unit}:${role}`)
  const session = {
    identity: { account: 'k', roles: rolesOf(roles) },
    keys: {},
    unit,
    store: {
      book: silent,
      counts: silent,
      inState: silent,
      damage: { counts: silent },
      close: () => closing.store()
    },
    photos: { open, counts: silent, close: () => closing.evidence() },
    outbox: { seal: async () => closing.sealing() },
    courier: { report, stop: silently }
  } as unknown as Session
  const drafts = { written: silently, close: () => closing.drafts() } as unknown as Drafts
  const it = new Notebook(session, {} as Ports, { drafts, refuse: () => null, isCleared: () => false })
  return { asked, it, told: (...now: Role[]) => told({ roles: rolesOf(now) }) }
}

test('who may not see a place never asks it for a photo', async () => {
  const [evidence, pictures] = (['evidence', 'pictures'] as const).map((place) => ({ unit, place, at: 5 }))
  const keeper = notebook('keeper')
  expect(await keeper.it.openPhoto(evidence!, photo)).toEqual({ code: 'not-allowed' })
  expect(await keeper.it.openPhoto(pictures!, photo)).toBeInstanceOf(Blob)
  expect(await keeper.it.openPhoto({ ...pictures!, unit: 'xa-khac' }, photo)).toEqual({ code: 'not-allowed' })
  expect(keeper.asked).toEqual([pictures])
  const committee = notebook('ubnd')
  expect(await committee.it.openPhoto(pictures!, photo)).toEqual({ code: 'not-allowed' })
  expect(committee.asked).toEqual([])
})

test('an open notebook and its books follow the roles that the server names', () => {
  const { it, told } = notebook('keeper')
  const { parts } = it.open(
    class {
      constructor(readonly parts: { roles: readonly Role[] }) {}
    }
  )
  expect([it.mayWrite('gates.hand-claimed'), it.roles, parts.roles]).toEqual([true, ['keeper'], ['keeper']])
  told()
  expect([it.mayWrite('gates.hand-claimed'), it.roles, parts.roles]).toEqual([false, [], []])
  expect(it.unit).toBe(unit)
  told('keeper', 'hamlet')
  expect(parts.roles.toSorted()).toEqual(['hamlet', 'keeper'])
})

test('it closes once what is being saved is saved, photos that follow a record too', async () => {
  const steps: string[] = []
  const step = (name: string) => async () => void steps.push(name)
  let save = () => {}
  const record = new Promise<void>((resolve) => (save = resolve))
  const { it } = notebook('officer')
  const { parts } = it.open(
    class {
      constructor(readonly parts: BookDeps) {}
    }
  )
  const saving = async () => {
    await record
    steps.push('record')
    await new Promise((resolve) => setTimeout(resolve))
    steps.push('photo')
  }
  Object.assign(closing, {
    drafts: step('drafts'),
    evidence: step('photos'),
    store: step('store'),
    sealing: step('sealed')
  })
  void parts.whole(saving())
  const closed = it.close()
  save()
  await closed
  expect(steps).toEqual(['record', 'photo', 'drafts', 'sealed', 'photos', 'store'])
})

test('a phone that waits is let in as soon as the exchange brings its certificate; a silent server lets in nobody', () => {
  const { it } = notebook('officer')
  const accessWhen = (state: CourierReport['state'], until: number | null | undefined) => {
    const certificates = until === undefined ? [] : [{ roles: ['officer'], from: 1, until }]
    const device = { account: 'k', id: 'may', admitted: until !== undefined, certificates, barrings: [] }
    const barrings = { devices: new Map(), accounts: new Map() }
    const directory = { accounts: new Map(), roleEnds: new Map(), devices: [device], barrings }
    for (const [of, name, value] of [
      [it, 'directory', directory],
      [it, 'deviceId', 'may'],
      [it, 'now', () => 5],
      [it.sync, 'report', { state, access: 'waiting' }]
    ] as const)
      Object.defineProperty(of, name, { value, configurable: true })
    return it.access
  }
  expect(accessWhen('exchanging', undefined)).toBe('waiting')
  expect(accessWhen('exchanging', null)).toBe('approved')
  expect(accessWhen('exchanging', 3)).toBe('waiting')
  // As after the server was restored from before the approval.
  expect(accessWhen('waiting-for-approval', null)).toBe('waiting')
})
