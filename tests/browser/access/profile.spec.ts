import { readFile } from 'node:fs/promises'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { enterPin, newPhone, openGate, signIn, writeEntry } from '../phone.ts'
import { draftsOf } from '../forms/drafts.ts'
import { filesWith } from '../profile-search.ts'

const keep = forTest()
const count = 60_000
/** A text of which each one but the first of a block is packed as a copy of the one before. */
const canary = (n: number) => `canh gac cong so 1B luc nua dem, luot thu ${n} trong so truc`

test('what a phone keeps of records, drafts, passwords and tokens cannot be read in its profile, where a clear text is found', async ({
  demo
}) => {
  const phone = keep(await newPhone(demo.url))
  const { page, profile } = phone
  const tokens = new Set<string>()
  page.on('request', (request) => {
    const token = request.headers()['x-antt']
    if (token) tokens.add(token)
  })
  await signIn(phone, 'ph-truc')
  await openGate(phone, 'Cổng Chùa')
  await writeEntry(phone, 'Ghi trong so kin')
  await page.goto(`${phone.signal.url}/incident/new`)
  await enterPin(page, vi.pin.enter)
  await page.getByLabel(incidents.form.text).fill('Viet do trong so kin')
  await expect.poll(() => draftsOf(page)).toHaveLength(1)
  await page.evaluate(plant, [canary.toString(), count] as const)
  await phone.kill()

  // Somewhere in the middle: a file in which a plain search does not find it.
  const files = await filesWith(profile, canary(count / 2))
  const packed = await Promise.all(
    files.map(async (file) => !(await readFile(file)).includes(canary(count / 2)))
  )
  expect(packed).toContain(true)
  expect(tokens.size).toBeGreaterThan(0)
  const hidden = ['Ghi trong so kin', 'Viet do trong so kin', 'antt-demo', ...tokens]
  for (const text of hidden) expect(await filesWith(profile, text), text).toEqual([])
})

/** Fills a database of the page with clear texts until the browser packs what it has written. */
async function plant([text, count]: readonly [text: string, count: number]) {
  const canary = new Function(`return ${text}`)() as (n: number) => string
  const opened = indexedDB.open('canary')
  opened.addEventListener('upgradeneeded', () => opened.result.createObjectStore('clear'))
  await new Promise((resolve) => opened.addEventListener('success', resolve))
  for (let begun = 0; begun < count; begun += 5_000) {
    const writing = opened.result.transaction('clear', 'readwrite')
    for (let n = begun; n < begun + 5_000; n++) writing.objectStore('clear').put(canary(n), n)
    await new Promise((resolve) => writing.addEventListener('complete', resolve))
  }
}
