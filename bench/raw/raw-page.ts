import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { firstIdAt } from '#lib/domain/uuid.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { visit } from '../browser.ts'
import { gates, notes } from '../notes.ts'

/** What `raw.html` offers: see there. Times are ms since the start of the navigation. */
interface RawPage {
  make(pin: string): Promise<void>
  fill(rows: readonly Envelope[]): Promise<void>
  unlock(asked: RawQuery & { pin: string }): Promise<RawUnlock>
  expect(row: Envelope): void
  saving: Promise<number>
}
declare const raw: RawPage

interface RawQuery {
  streams: readonly string[]
  /** Ids, UUIDv7: this one and later, before that one. */
  from: string
  until: string
}

export interface RawUnlock {
  padMs: number
  unwrappedMs: number
  ms: number
  /** The rows that were opened. */
  rows: number
}

/** Below the app's own path, so that the app's service worker answers for it from whatever cache has it. */
const path = '/_app/raw.html'
const batch = 2_000
const dayMs = 86_400_000

/** Lays the page beside a built app. */
export const layRawPage = (buildDir: string): Promise<void> =>
  copyFile(fileURLToPath(new URL('raw.html', import.meta.url)), join(buildDir, path))

/** Gives a profile that has the app its raw page, which opens without a server, and the bench's own `count` notes in it. */
export async function prepareRaw(
  { url, profile }: { url: string; profile: string },
  { unit, count, pin }: { unit: string; count: number; pin: string }
): Promise<void> {
  await visit({ url: url + path, profile }, async (page) => {
    await page.evaluate(async (path) => (await caches.open('raw')).add(path), path)
    await page.evaluate((pin) => raw.make(pin), pin)
    let rows: Envelope[] = []
    const fill = async () => {
      await page.evaluate((rows) => raw.fill(rows), rows)
      rows = []
    }
    for (const note of notes(unit, count, Date.now())) if (rows.push(note) === batch) await fill()
    await fill()
  })
}

/** Opens it in a new browser process and unlocks it, for the same rows as the app's first screen reads: a day of each gate. */
export function unlockRaw(
  { url, profile }: { url: string; profile: string },
  { pin, throttle = 1 }: { pin: string; throttle?: number }
): Promise<RawUnlock> {
  const asked = {
    pin,
    streams: gates.map((gate) => `gate/${gate}`),
    from: firstIdAt(Date.now() - dayMs),
    until: 'g'
  }
  return visit({ url: url + path, profile, throttle }, (page) =>
    page.evaluate((asked) => raw.unlock(asked), asked)
  )
}

/** Unlocks it and saves `count` rows, one after the other: ms from the tap to the frame with each. */
export function saveRaw(
  phone: { url: string; profile: string },
  { pin, count, unit, throttle }: { pin: string; count: number; unit: string; throttle: number }
): Promise<number[]> {
  const now = Date.now()
  const rows = [...notes(unit, count + 1, now, { days: 0.01 })]
  // Leaves out the rows that were saved here before: they are not sealed.
  const until = firstIdAt(now - 0.02 * dayMs)
  const asked = { pin, streams: [`gate/${gates[0]}`], from: firstIdAt(now - dayMs), until }
  return visit({ url: phone.url + path, profile: phone.profile, throttle }, async (page) => {
    await page.evaluate((asked) => raw.unlock(asked), asked)
    const times: number[] = []
    for (const row of rows) {
      await page.evaluate((row) => raw.expect(row), row)
      await page.mouse.click(8, 8)
      times.push(await page.evaluate(() => raw.saving))
    }
    return times.slice(1)
  })
}
