import { books } from '#lib/domain/roles.ts'
import { privateBook as t } from '#lib/i18n/personal/private-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { hosts } from '../hui/hui-entries.ts'
import { goInside, newPhone, type Phone } from '../phone.ts'
import { filesWith } from '../profile-search.ts'
import { build } from '../server.ts'

/** Invented, and nowhere else. */
const [number, covered, source] = ['000777196385', '0007••••6385', 'Ba ban ca dau cho canh 0777']
const planted = 'canh gac de tim thay truoc, luot 0777'
const printed: string[] = []
const keep = forFile(async (keep) => {
  keep({ stop: overhear(printed) })
})

/** Takes note of all that this process prints: the server of the stack runs in it. */
function overhear(into: string[]): () => Promise<void> {
  const streams = [process.stdout, process.stderr]
  const writes = streams.map((stream) => stream.write.bind(stream))
  for (const [i, stream] of streams.entries())
    stream.write = ((...said: Parameters<typeof stream.write>) => {
      into.push(String(said[0]))
      return writes[i]!(...said)
    }) as typeof stream.write
  return async () => {
    for (const [i, stream] of streams.entries()) stream.write = writes[i]!
  }
}

async function phoneOf(stack: TestStack, { name, password }: TestAccount): Promise<Phone> {
  const phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, { name, password })
  return phone
}

async function write({ page }: Phone, kind: string, value: string) {
  await page.getByRole('link', { name: t.add, exact: true }).click()
  for (const choice of [kind, t.consents.law])
    await page
      .locator('label.option')
      .filter({ has: page.getByText(choice, { exact: true }) })
      .click()
  await page.getByLabel(t.value, { exact: true }).fill(value)
  await page.getByRole('button', { name: t.add, exact: true }).click()
  await expect(page.getByRole('link', { name: t.add, exact: true })).toBeVisible()
}

test('what stands in the private book is in no address, log or other book, nor on the phone of an officer without the role', async () => {
  const stack = keep(await startTestStack({ buildDir: build }))
  const [host] = (await hosts(stack, 'Tăng Mỹ Huệ')) as [string]
  const reader = await phoneOf(stack, await stack.account('officer', 'private-reader'))
  const officer = await phoneOf(stack, await stack.account('officer'))
  const addresses: string[] = []
  reader.page.on('request', (request) => void addresses.push(request.url()))
  await goInside(reader, `/private/person/${host}`)
  await write(reader, t.kinds['id-number'], number)
  await write(reader, t.kinds['tip-source'], source)
  await expect(reader.page.getByText(covered)).toBeVisible()
  const stored = async () => JSON.stringify(await factsIn(stack.couch.nano, stack.database('private')))
  await expect.poll(stored).toContain(number)
  await expect.poll(stored).toContain(source)

  await goInside(officer, '/sync')
  await officer.page.getByRole('button', { name: vi.syncing.now, exact: true }).click()
  await expect(officer.page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
  await goInside(officer, `/hui/person/${host}`)
  await expect(officer.page.getByText('Tăng Mỹ Huệ').or(officer.page.locator('form')).first()).toBeVisible()
  await officer.page.evaluate(plant, planted)
  await officer.kill()

  expect(await filesWith(officer.profile, planted)).not.toEqual([])
  for (const text of [number, source, covered])
    expect(await filesWith(officer.profile, text), text).toEqual([])

  const everything = [...addresses, ...printed]
  for (const book of books.filter((one) => one !== 'private'))
    everything.push(JSON.stringify(await factsIn(stack.couch.nano, stack.database(book))))
  expect(addresses.length).toBeGreaterThan(0)
  for (const text of [number, source]) expect(everything.filter((one) => one.includes(text))).toEqual([])
})

/** Puts a clear text into a database of the page, and waits until it is on the disk. */
async function plant(text: string) {
  const opened = indexedDB.open('canary')
  opened.addEventListener('upgradeneeded', () => opened.result.createObjectStore('clear'))
  await new Promise((resolve) => opened.addEventListener('success', resolve))
  const writing = opened.result.transaction('clear', 'readwrite', { durability: 'strict' })
  writing.objectStore('clear').put(text, 1)
  await new Promise((resolve) => writing.addEventListener('complete', resolve))
}
