import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { refused } from '#lib/i18n/refused.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Role } from '#lib/domain/roles.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { newPhone, openGate, openMore, readyForOffline, signIn, writeEntry, type Phone } from './phone.ts'

let stack: TestStack
let phone: Phone
let keeper: TestAccount

test.beforeAll(async () => {
  stack = await startTestStack({ buildDir: fileURLToPath(new URL('../../build', import.meta.url)) })
  keeper = await stack.account('keeper')
  phone = await newPhone(stack.url)
})
test.afterAll(async () => {
  await phone.throwAway()
  await stack.stop()
})

/** What an administrator does: the account's roles in its unit from now on, and the one gate there is. */
function provision(...roles: Role[]) {
  return stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [
      { account: keeper.name, password: '', name: 'Người thử', rolesByUnit: new Map([[stack.unit, roles]]) }
    ],
    gates: [{ unit: stack.unit, gate: 'cong-thu', name: 'Cổng thử', kind: 'hand' }]
  })
}

test('a refused entry is shown in words, stays on the phone, and later entries still arrive', async () => {
  await provision('keeper')
  await signIn(phone, keeper.name, keeper.password)
  await openGate(phone, 'Cổng thử')
  await expect(phone.page.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })).toBeVisible()

  await readyForOffline(phone)
  phone.signal.lose()
  await writeEntry(phone, 'Ghi khi đã mất quyền')
  await provision('ubnd')
  phone.signal.regain()
  await expect(phone.page.getByRole('link', { name: vi.syncing.chip(vi.syncing.refused(1)) })).toBeVisible({
    timeout: 60_000
  })
  await openMore(phone, vi.nav.sync)
  await expect(phone.page.getByText(refused.vi['not-allowed'])).toBeVisible()
  await expect(phone.page.getByText('Ghi khi đã mất quyền')).toBeVisible()

  await provision('keeper')
  await openGate(phone, 'Cổng thử')
  await writeEntry(phone, 'Ghi khi có quyền lại')
  const officer = await stack.account('officer')
  await expect
    .poll(async () => (await officer.db(`/${stack.database('gates')}/_all_docs?include_docs=true`)).text(), {
      timeout: 60_000
    })
    .toContain('Ghi khi có quyền lại')
  const stored = await officer.db(`/${stack.database('gates')}/_all_docs?include_docs=true`)
  expect(await stored.text()).not.toContain('Ghi khi đã mất quyền')
  await expect(phone.page.getByText('Ghi khi đã mất quyền')).toBeVisible()
})
