import { endOfDay } from '#lib/domain/directory/role-ends.ts'
import { roleEnds } from '#lib/i18n/access/role-ends-vi.ts'
import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { TestAccount, TestStack } from '../../stack.ts'
import { phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { goInside, openGate, readyForOffline, writeEntry } from '../phone.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'

let stack: TestStack
/** The server's clock; phones keep the true time. */
let ahead = 0
forFile(async (keep) => void (stack = keep(await stackWithGate({ now: () => Date.now() + ahead }))))
const keep = forTest()

const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

const lists = ({ name }: TestAccount) =>
  stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [
      {
        account: name,
        password: '',
        name: 'Trần Văn Khởi',
        rolesByUnit: new Map([[stack.unit, ['keeper']]]),
        untilByUnit: new Map([[stack.unit, { keeper: today }]])
      }
    ],
    gates: []
  })

const gateLog = async () => {
  const officer = await stack.account('officer')
  return (await officer.db(`/${stack.database('gates')}/_all_docs?include_docs=true`)).text()
}

test('a keeper is told of the last day before, and once it is over the phone says so, closes, and sends what was recorded', async () => {
  const { phone, account } = await phoneOf(stack, 'keeper')
  keep(phone)
  const { page } = phone
  await lists(account)
  await expect(page.getByText(roleEnds.soon(vi.roles.keeper, today))).toBeVisible()
  await goInside(phone, '/settings/rights')
  await expect(page.getByText(roleEnds.until(today))).toBeVisible()

  await openGate(phone, 'Cổng Chùa')
  await readyForOffline(phone)
  phone.signal.lose()
  await writeEntry(phone, 'Ghi trước khi hết hạn')
  ahead = endOfDay(today) - Date.now() + 1
  phone.signal.regain()
  await expect(page.getByRole('link', { name: vi.syncing.chip(vi.syncing.ended) }).first()).toBeVisible()
  await goInside(phone, '/')
  await expect(page.getByText(standing.here.ended)).toBeVisible()
  await expect(page.getByText(roleEnds.soon(vi.roles.keeper, today))).toHaveCount(0)
  await goInside(phone, '/sync')
  await expect(page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
  ahead = 0
  expect(await gateLog()).toContain('Ghi trước khi hết hạn')
})
