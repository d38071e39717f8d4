import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { asDocument } from '../../facts.ts'
import type { TestAccount, TestStack } from '../../stack.ts'
import { allSent, stackWithGate } from '../gates/gate-stage.ts'
import { newPhone, signIn } from '../phone.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'

let stack: TestStack
let writer: TestAccount
forFile(async (keep) => {
  stack = keep(await stackWithGate())
  writer = await stack.account('commander')
  await write('gates', 'gates.note-written', 'gate/cong-chua', 1_000, {
    what: 'closed',
    reason: 'Theo giờ',
    who: 'Tư Khởi'
  })
  await write('incidents', 'incidents.note-added', 'incident/', 1_000, { text: 'Đã xác minh tại chỗ' })
})
const keep = forTest()

/** Writes so many records of one kind, as a year of a small unit leaves behind. */
async function write(book: 'gates' | 'incidents', type: string, stream: string, count: number, body: object) {
  const named = stream.endsWith('/') ? `${stream}01936a1c-8f2f-7abc-8def-000000000001` : stream
  for (let written = 0; written < count; written += 200) {
    const docs = Array.from({ length: 200 }, () =>
      asDocument(writer.device.fact(stack.unit, book, type, named, body))
    )
    const answer = await writer.post(`/${stack.database(book)}/_bulk_docs`, { docs })
    const rows = (await answer.json()) as { error?: string; reason?: string }[]
    expect(rows.find(({ error }) => error)).toBeUndefined()
  }
}

test('on a weak line and a slow phone the first minutes say what comes, gates first, and how much is left', async () => {
  const account = await stack.account('officer')
  const phone = keep(await newPhone(stack.url))
  const { page, signal } = phone
  await signIn(phone, account.name, account.password)
  await expect(page.getByText(standing.here.waiting([]))).toBeVisible()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  signal.weaken(400, 300)
  await stack.letInPhoneOf(account.name)

  const from = performance.now()
  const tell = (what: string) =>
    test.info().annotations.push({ type: what, description: `${Math.round(performance.now() - from)} ms` })
  const bar = page.getByRole('progressbar')
  await expect(bar).toBeVisible()
  tell('bar')
  await expect(page.getByText(/còn khoảng [\d.]+ bản ghi/)).toBeVisible()
  tell('counted')
  await expect(page.getByRole('link', { name: vi.home.gatesOpen })).toBeVisible()
  tell('gates')
  await expect(bar).toBeVisible()
  await expect(page.getByText(/^Đang nhận: vụ việc/)).toBeVisible()
  tell('incidents come')
  await expect(bar).toHaveCount(0)
  await allSent(page)
  tell('all')
})
