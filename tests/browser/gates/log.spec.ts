import { vi } from '#lib/i18n/vi.ts'
import { asDocument } from '../../facts.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { newPhone, openGate, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { build } from '../server.ts'

let stack: TestStack
let phone: Phone

forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [{ unit: stack.unit, gate: 'cong-1b', name: 'Cổng thử', kind: 'hand' }]
  })
  phone = keep(await newPhone(stack.url))
})

test('a long log begins with its newest entries and shows the older ones when asked, to the last', async () => {
  const keeper = await stack.account('keeper')
  const other = keeper.device
  const count = 45
  const notes = Array.from({ length: count }, (_, i) =>
    other.note(stack.unit, { body: { what: 'closed', reason: `Lượt ${i + 1}.`, who: 'Tư Khởi' } })
  )
  await keeper.post(`/${stack.database('gates')}/_bulk_docs`, { docs: notes.map(asDocument) })
  const officer = await stack.account('officer')
  await signInApproved(stack, phone, officer)
  await openGate(phone, 'Cổng thử')
  const { page } = phone
  await expect(page.getByText(`Lượt ${count}.`, { exact: true })).toBeVisible()
  await expect(page.getByText(/^Lượt \d+\.$/)).toHaveCount(20)
  await page.getByRole('button', { name: vi.log.older }).click()
  await expect(page.getByText(/^Lượt \d+\.$/)).toHaveCount(count)
  await expect(page.getByText('Lượt 1.', { exact: true })).toBeAttached()
  // The weeks before hold nothing: one more tap says so.
  await page.getByRole('button', { name: vi.log.older }).click()
  await expect(page.getByText(vi.log.allShown)).toBeVisible()
})
