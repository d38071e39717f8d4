import { expect, test } from 'vitest'
import { partId } from '#lib/domain/photos/parts.ts'
import type { Http } from '../http/http.ts'
import { deliverPhoto, type Parcel } from './deliver-photo.ts'

const parcel: Parcel = {
  ...{ sha256: 'a', type: 'image/png', bytes: 3, parts: ['A'.repeat(43)], sent: 0 },
  ...{ unit: 'xa-thu', place: 'evidence', at: 0 }
}

/** Offers a photo of one part to a server that answers so. */
function offered(answer: () => Response) {
  const arrived: number[] = []
  const http: Http = {
    fetch: async () => answer(),
    timeout: () => new AbortController().signal,
    learn: () => {},
    now: () => 0,
    deviceNow: () => 0
  }
  const way = { http, account: 'can-bo', hurried: () => false }
  const told = deliverPhoto(parcel, new Uint8Array([1, 2, 3]), way, async (parts) => void arrived.push(parts))
  return { told, arrived }
}

test('a busy server is left alone as long as it wishes, and has the photo later', async () => {
  const { told, arrived } = offered(() =>
    Response.json({ error: 'too_many_requests' }, { status: 429, headers: { 'retry-after': '9' } })
  )
  await expect(told).rejects.toMatchObject({ answer: { kind: 'trouble', afterMs: 9_000, busy: 429 } })
  expect(arrived).toEqual([])
})

test('whoever may not read there any more is told so, and keeps the photo', async () => {
  const { told, arrived } = offered(() => Response.json({ error: 'forbidden' }, { status: 403 }))
  expect(await told).toEqual({ end: 'refused', reason: 'not-allowed' })
  expect(arrived).toEqual([])
})

test('a part that the server does not take yet waits, and holds up no other photo', async () => {
  const { told, arrived } = offered(() =>
    Response.json([{ id: partId(parcel.parts[0]!), error: 'held', reason: '{"code":"busy"}' }])
  )
  expect(await told).toEqual({ end: 'waiting' })
  expect(arrived).toEqual([])
})
