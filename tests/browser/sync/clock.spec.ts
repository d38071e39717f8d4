import type { Envelope } from '#lib/domain/fact.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { clockSentences } from '#lib/i18n/sync/clock.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { TestStack } from '../../stack.ts'
import { allSent, stackWithGate } from '../gates/gate-stage.ts'
import { signInApproved } from '../approval.ts'
import { courierInPage } from '../courier-in-page.ts'
import { enterPin, newPhone, openGate, openMore, readyForOffline, writeEntry } from '../phone.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'

let stack: TestStack
forFile(async (keep) => void (stack = keep(await stackWithGate())))
const keep = forTest()

const day = 86_400_000

/** Runs in the page: its clock is off by so much, ms. */
function skew(ms: number) {
  const Real = Date
  class Skewed extends Real {
    constructor(...given: [] | [number]) {
      if (given.length === 0) super(Real.now() + ms)
      else super(...given)
    }
    static override now = () => Real.now() + ms
  }
  globalThis.Date = Skewed as DateConstructor
}

for (const [said, off] of [
  ['nhanh 2 ngày', 2 * day],
  ['chậm 3 năm', -3 * 365 * day]
] as const)
  test(`a phone whose clock is off says so (${said}) and records at the server's time`, async () => {
    const keeper = await stack.account('keeper')
    const phone = keep(await newPhone(stack.url))
    await phone.page.context().addInitScript(skew, off)
    // The script reaches no worker, and on a phone all threads have one clock.
    await phone.page.context().addInitScript(courierInPage)
    await signInApproved(stack, phone, keeper)
    const { page, signal } = phone
    await allSent(page)
    const { off: sentence, kept, set } = clockSentences(-off)!
    expect(sentence).toContain(said)
    await openMore(phone, vi.nav.sync)
    await expect(page.getByText(`${sentence} ${kept} ${set}`)).toBeVisible()

    // Kept over a restart without a network.
    await readyForOffline(phone)
    signal.lose()
    await page.reload()
    await enterPin(page, vi.pin.enter)
    await expect(page.getByText(`${sentence} ${kept} ${set}`)).toBeVisible()
    await openGate(phone, 'Cổng Chùa')
    await page.getByRole('link', { name: vi.log.write }).click()
    await expect(page.getByText(`${sentence} ${kept}`)).toBeVisible()
    await page.goBack()
    await writeEntry(phone, `Đồng hồ ${said}`)
    signal.regain()
    await openMore(phone, vi.nav.sync)
    await page.getByRole('button', { name: vi.syncing.now, exact: true }).click()
    await expect(page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
    const stored = await keeper.db(`/${stack.database('gates')}/_all_docs?include_docs=true`)
    const { rows } = (await stored.json()) as { rows: { id: string; doc: Partial<Envelope> }[] }
    const { id, doc } = rows.find(({ doc }) => doc.body?.['reason'] === `Đồng hồ ${said}`)!
    for (const ms of [idTime(id), Date.parse(doc.at!)])
      expect(Math.abs(ms - Date.now())).toBeLessThan(5 * 60_000)
  })
