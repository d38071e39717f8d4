import { randomBytes } from 'node:crypto'
import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { notices } from '#lib/i18n/settings/notices-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { asDocument, testDecision } from '../../facts.ts'
import { wholeBrowser } from '../../launch.ts'
import { startReceiver, vapidKeys, type ReceivingPhone } from '../../push/receiver.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { phoneOf } from '../gates/gate-stage.ts'
import { enterPin, goInside, openMore, readyForOffline, type Phone } from '../phone.ts'
import { countShown, deliver, tap, withPushService } from '../push-steps.ts'
import { build } from '../server.ts'

let stack: TestStack
let chief: Phone
let keeper: Phone
let officer: TestAccount
let pushed: ReceivingPhone
/** Of the keeper, as the commander's phone shows it. */
let name = ''

test.describe.configure({ mode: 'serial' })
forFile(async (keep) => {
  const keys = vapidKeys()
  const receiver = keep(await startReceiver(keys.publicKey))
  stack = keep(await startTestStack({ buildDir: build, push: { ...keys, services: [receiver.url] } }))
  const gate = { unit: stack.unit, gate: 'cong-chua', name: 'Cổng Chùa', kind: 'hand' } as const
  const units = [{ id: stack.unit, name: 'Thử', kind: 'xã' }]
  await stack.provision({ units, accounts: [], gates: [{ ...gate, decision: testDecision }] })
  chief = keep((await phoneOf(stack, 'commander')).phone)
  const { phone, account } = await phoneOf(stack, 'keeper', undefined, undefined, wholeBrowser)
  keeper = keep(phone)
  name = `Người ${account.name}`
  await stack.entrust(account.name, 'cong-chua')
  officer = await stack.account('officer')
  pushed = receiver.phone()
})

/** An alarm of an officer, whose push the keeper's phone gets. */
async function raise(drill?: true): Promise<string> {
  const id = uuidv7(Date.now(), randomBytes(10))
  const body = { gates: ['cong-chua'], from: 'app', ...(drill && { drill }) }
  const fact = officer.device.fact(stack.unit, 'duty', 'duty.alarm-started', `alarm/${id}`, body)
  pushed.texts.length = 0
  expect(
    (await officer.post(`/${stack.database('duty')}/_bulk_docs`, { docs: [asDocument(fact)] })).status
  ).toBe(201)
  await expect.poll(() => pushed.texts.length).toBe(1)
  const shown = await countShown(keeper.page)
  await deliver(keeper.page, pushed.texts[0]!)
  await expect.poll(shown).toBe(1)
  expect(await shownOn()).toBe(1)
  return id
}
const shownOn = () =>
  keeper.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    return (await registration!.getNotifications()).length
  })
/** What the commander's page of that alarm says of whoever has it. */
async function seen(id: string) {
  await goInside(chief, `/alarm/${id}`)
  return chief.page.getByText(new RegExp(`${name} \\d\\d:\\d\\d`))
}

test('Đã nhận on a locked phone reaches the commander at once, and the notebook stays shut', async () => {
  const { page } = keeper
  await readyForOffline(keeper)
  await withPushService(page, pushed)
  await openMore(keeper, 'Cài đặt')
  await page.getByRole('button', { name: notices.setting.turnOn }).click()
  await expect(page.getByText(notices.setting.on)).toBeVisible()
  await page.getByRole('button', { name: vi.settings.lock }).click()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  const id = await raise()
  await tap(page, 'received')
  await expect(await seen(id)).toBeVisible()
  await expect(chief.page.getByText(a.notAnswered).first()).toBeVisible()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  await expect.poll(shownOn).toBe(0)
})

test('without a signal it waits on the phone, and is recorded when the notebook is next opened', async () => {
  const { page, signal } = keeper
  const id = await raise(true)
  signal.lose()
  await tap(page, 'received')
  const kept = () =>
    page.evaluate(async () => (await (await caches.open('so-tay-antt-received')).keys()).length)
  await expect.poll(kept).toBe(1)
  signal.regain()
  await enterPin(page, vi.pin.enter)
  await expect.poll(kept).toBe(0)
  await expect(await seen(id)).toBeVisible()
})
