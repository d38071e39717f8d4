import { beforeEach, expect, test, vi } from 'vitest'
import { partBytes, type Photo } from '#lib/domain/photos/parts.ts'
import { photoOf, someBytes } from '../../../../tests/photo.ts'
import { PhotoSync } from './photo-sync.ts'
import type { StoredPhoto } from './photo-store.ts'

const kept = vi.hoisted(() => new Map<string, [StoredPhoto, Uint8Array<ArrayBuffer>]>())
vi.mock('./photo-store.ts', () => ({
  PhotoStore: class {
    find = async (_home: object, { sha256 }: StoredPhoto) => kept.get(sha256)?.[0] ?? null
    sealed = async ({ sha256 }: StoredPhoto) => kept.get(sha256)?.[1] ?? null
    async keep(photo: StoredPhoto, sealed: Uint8Array<ArrayBuffer>) {
      kept.set(photo.sha256, [photo, sealed])
      return true
    }
  }
}))
beforeEach(() => kept.clear())

const home = { unit: 'xa-thu', place: 'evidence', at: 0 } as const
const bytes = someBytes(partBytes + 500)
const photo = photoOf(bytes)
const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
const sync = new PhotoSync('thu', key)

test('a photo from another phone is kept sealed, and waits for the courier only where this account may bring it', async () => {
  expect(await sync.lyingHere(home, photo)).toBeNull()
  for (const [isCarried, state] of [
    [true, 'waiting'],
    [false, 'received']
  ] as const) {
    expect(await sync.keepBrought(home, photo, new Blob([bytes]), isCarried)).toBe(true)
    const [row, sealed] = kept.get(photo.sha256)!
    expect(row).toEqual({ ...photo, ...home, state, sent: 0 })
    expect(Buffer.from(sealed).includes(Buffer.from(bytes.subarray(0, 32)))).toBe(false)
    const lying = Buffer.from(await (await sync.lyingHere(home, photo))!.arrayBuffer())
    expect(lying.equals(bytes)).toBe(true)
  }
})

test('other bytes, or parts that are others than its fact says, are not kept', async () => {
  const other = someBytes(bytes.length)
  const [first] = photo.parts
  const wrong: [Photo, Uint8Array<ArrayBuffer>][] = [
    [photo, other],
    [photo, bytes.slice(0, -1)],
    [{ ...photo, bytes: photo.bytes + 1 }, bytes],
    [{ ...photo, parts: [first!, first!] }, bytes],
    [{ ...photo, parts: [first!] }, bytes],
    [{ ...photo, sha256: first! }, bytes]
  ]
  for (const [named, brought] of wrong)
    expect(await sync.keepBrought(home, named, new Blob([brought]), true)).toBe(false)
  expect(kept.size).toBe(0)
})
