import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { photoDatabase, type PhotoHome } from '#lib/domain/database-names.ts'
import { counted, lineTo, PhotoPhone, ring, taken, type Line } from './photos.ts'
import { named, startTestServer, type TestServer } from '../courier/server.ts'
import { launch } from '../store/browser.ts'

export let server: TestServer
export let line: Line
let browser: Browser
let phones: PhotoPhone[] = []
const phonesOfFile = new Map<string, PhotoPhone>()

/** A real server, a line to it that does what a test wants, and phones that are thrown away after each test. */
export function setStage(): void {
  // Real browsers on a busy machine: none of these times is what is tested.
  vi.setConfig({ testTimeout: 120_000 })
  beforeAll(async () => {
    server = await startTestServer([])
    await server.account(named('can-bo'), ['officer'])
    await server.account(named('chi-huy'), ['commander'])
    line = await lineTo(server)
    browser = await launch()
  })
  afterAll(async () => {
    await Promise.all([...phonesOfFile.values()].map((phone) => phone.throwAway()))
    phonesOfFile.clear()
    await browser?.close()
    await line?.site.close()
    await server?.stop()
  })
  beforeEach(() => {
    line.fate = () => 'pass'
    line.seen = []
  })
  afterEach(async () => {
    await Promise.all(phones.splice(0).map((phone) => phone.throwAway()))
  })
}

export const phoneOf = (name: string) => kept(PhotoPhone.of(named(name), server, line, browser))

/** A phone that a test kills. */
export const mortalPhoneOf = (name: string) => kept(PhotoPhone.of(named(name), server, line))

async function kept(opening: Promise<PhotoPhone>): Promise<PhotoPhone> {
  const phone = await opening
  phones.push(phone)
  return phone
}

/** The account's one phone for all tests of a file that leave nothing waiting there. */
export async function phoneOfFile(name: string): Promise<PhotoPhone> {
  const phone = phonesOfFile.get(name) ?? (await PhotoPhone.of(named(name), server, line, browser))
  phonesOfFile.set(name, phone)
  return phone
}

/** A photo that a phone has taken and brought to the server. */
export async function sent(name: string, open = phoneOf) {
  const phone = await open(name)
  const photo = await taken(phone)
  await ring(phone)
  await counted(phone, 0)
  return { phone, ...photo }
}
export const database = () => server.couch.nano.use(photoDatabase(evidence()))
export const evidence = (): PhotoHome => ({ unit: server.unit, place: 'evidence', at: 0 })
