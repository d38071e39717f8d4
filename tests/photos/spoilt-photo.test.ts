import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PhotoPage } from './photo-page.ts'
import { counted, lineTo, look, PhotoPhone, ring, shown, taken, type Fate, type Line } from './photos.ts'
import { named, startTestServer, type TestServer } from '../courier/server.ts'

declare const photos: PhotoPage

let server: TestServer
let line: Line
let phone: PhotoPhone
beforeAll(async () => {
  server = await startTestServer()
  await server.account(named('can-bo'), ['officer'])
  line = await lineTo(server)
  phone = await PhotoPhone.of(named('can-bo'), server, line)
})
afterAll(async () => {
  await phone?.throwAway()
  await line?.site.close()
  await server?.stop()
})

test('35 a byte that changed on the phone: told and not shown while nobody can give it again, then whole, and mended', async () => {
  const { photo, bytes } = await taken(phone)
  await ring(phone)
  await counted(phone, 0)
  expect(await phone.tab.evaluate(() => photos.spoil())).toBe(1)
  const told: [Fate, object][] = [
    ['lost', { code: 'not-matching' }],
    ['pass', shown(bytes)],
    ['lost', shown(bytes)]
  ]
  for (const [fate, answer] of told) {
    line.fate = () => fate
    expect(await look(phone, photo)).toEqual(answer)
  }
})
