import { expect, test } from 'vitest'
import type { PhotoHome } from '#lib/domain/places.ts'
import type { Role } from '#lib/domain/roles.ts'
import { Notebook, type NotebookParts } from './notebook.svelte.ts'

const unit = 'xa-thu'
const photo = { sha256: 'a'.repeat(43), type: 'image/jpeg', bytes: 9 } as const

/** A notebook of somebody in these roles, and what its places of photos were asked for. */
function notebook(...roles: Role[]) {
  const asked: PhotoHome[] = []
  const silent = () => ({ subscribe: () => ({ unsubscribe() {} }) })
  const open = async (home: PhotoHome) => {
    asked.push(home)
    return new Blob(['x'])
  }
  const parts = {
    store: { book: silent, counts: silent, inState: silent },
    evidence: { open, counts: silent },
    courier: { report: silent() }
  } as unknown as NotebookParts
  const identity = { account: 'k', roles: roles.map((role) => `${unit}:${role}`) }
  return { asked, it: new Notebook(identity, parts) }
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
