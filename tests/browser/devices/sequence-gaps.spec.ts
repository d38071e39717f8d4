import { otherPhones } from '#lib/i18n/devices/other-devices-vi.ts'
import { phoneNumbers as t } from '#lib/i18n/devices/sequence-gaps-vi.ts'
import { clockTime } from '#lib/i18n/format.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { asDocument } from '../../facts.ts'
import type { TestAccount, TestStack } from '../../stack.ts'
import { phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { goInside } from '../phone.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'

let stack: TestStack
forFile(async (keep) => void (stack = keep(await stackWithGate())))
const keep = forTest()

async function write({ post }: TestAccount, facts: Envelope[]) {
  const path = `/${stack.database(facts[0]!.book as 'gates')}/_bulk_docs`
  const rows = (await (await post(path, { docs: facts.map(asDocument) })).json()) as { ok?: true }[]
  expect(rows.every(({ ok }) => ok)).toBe(true)
}

test('the commander sees which numbers of which phone are missing or stand twice, and which were still on it', async () => {
  const keeper = await stack.account('keeper')
  const device = keeper.device
  const body = { key: device.publicKey, label: 'Máy gác cổng' }
  const place = [stack.unit, 'directory', 'directory.device-enrolled', `device/${device.id}`] as const
  await write(keeper, [device.fact(...place, body)])
  const written = Date.now() - 2 * 3_600_000
  const note = (n: number, more: number) => device.note(stack.unit, { n, ms: written + more })
  await write(keeper, [note(1, 0), note(4, 1_000), note(4, 2_000)])
  const own = await phoneOf(stack, 'commander')
  const phone = keep(own.phone)
  const { page } = phone
  await goInside(phone, '/phones')
  await expect(page.getByRole('heading', { name: t.title })).toBeVisible()
  const book = otherPhones.book('gates')
  const row = page.getByRole('link').filter({ hasText: 'Máy gác cổng' }).filter({ hasText: book })
  await expect(row).toContainText(t.gap(book, [2, 3], clockTime(written + 1_000, Date.now())))
  await expect(row).toContainText(t.fork(book, [[4, 4]]))

  // The phone says that they wait on it: then it is known where they are.
  const heads = { heads: { gates: 4, directory: 1 }, waiting: { gates: [[2, 3]] }, photos: 0 }
  const told = { v: 1, tells: 'numbers', account: keeper.name, device: device.id, at: Date.now(), ...heads }
  const p = JSON.stringify(told)
  const report = {
    method: 'POST',
    headers: keeper.headers,
    body: JSON.stringify({ p, s: device.sign(p) })
  }
  expect((await fetch(`${stack.url}/devices`, report)).status).toBe(200)
  await goInside(phone, '/more')
  await goInside(phone, '/phones')
  await expect(row).toContainText(t.onPhone(book, [[2, 3]], clockTime(told.at, Date.now())))
  await expect(row).not.toContainText('không rõ ở đâu')
})
