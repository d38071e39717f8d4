import { waking } from '#lib/i18n/devices/waking/waking-vi.ts'
import { notices } from '#lib/i18n/settings/notices-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { wholeBrowser } from '../../launch.ts'
import { startReceiver, vapidKeys, type ReceivingPhone } from '../../push/receiver.ts'
import { startTestStack } from '../../stack.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { phoneOf } from '../gates/gate-stage.ts'
import { enterPin, goInside, openMore, readyForOffline, type Phone } from '../phone.ts'
import { deliver, withPushService } from '../push-steps.ts'
import { build } from '../server.ts'

let chief: Phone
let keeper: Phone
let pushed: ReceivingPhone
/** Of the keeper, as the commander's phone shows it. */
let name = ''

forFile(async (keep) => {
  const keys = vapidKeys()
  const receiver = keep(await startReceiver(keys.publicKey))
  const stack = keep(await startTestStack({ buildDir: build, push: { ...keys, services: [receiver.url] } }))
  await stack.motorGates('cong-1b')
  chief = keep((await phoneOf(stack, 'commander')).phone)
  const { phone, account } = await phoneOf(stack, 'keeper', undefined, undefined, wholeBrowser)
  keeper = keep(phone)
  name = `Người ${account.name}`
  pushed = receiver.phone()
})

test('the commander sees whose phone will not ring and why, and tries it once it does', async () => {
  const { page } = keeper
  await readyForOffline(keeper)
  await goInside(chief, '/phones')
  // The test's own device of the same account has told nothing; the phone itself says why.
  const silent = chief.page
    .getByRole('region', { name: /có thể không reo khi báo động/ })
    .getByRole('link')
    .filter({ hasText: name })
    .filter({ hasNotText: waking.short.untold })
  await expect(silent).toContainText(new RegExp(`${waking.short.off}|${waking.short.denied}`))
  const device = (await silent.getAttribute('href'))!

  await withPushService(page, pushed)
  await goInside(keeper, '/more')
  await goInside(keeper, '/')
  await expect(page.getByText(notices.setting.offer)).toBeVisible()
  await page.getByRole('button', { name: notices.setting.turnOn }).click()
  await expect(page.getByText(notices.setting.on)).toBeVisible()
  await openMore(keeper, 'Cài đặt')
  await expect(page.getByText(notices.setting.on)).toBeVisible()
  await page.getByRole('button', { name: vi.settings.lock }).click()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()

  await goInside(chief, device)
  await expect(chief.page.getByText(waking.states.on)).toBeVisible()
  await chief.page.getByRole('button', { name: waking.tryOut }).click()
  await expect(chief.page.getByRole('button', { name: waking.trying })).toBeVisible()
  await expect.poll(() => pushed.texts.length).toBe(1)
  await deliver(page, pushed.texts[0]!)
  await expect(chief.page.getByText(/^Máy đã nhận/)).toBeVisible()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  await goInside(chief, '/phones')
  await expect(chief.page.getByText(name).first()).toBeVisible()
  await expect(silent).toHaveCount(0)
})

test('a phone where notifications are turned off says so to the commander', async () => {
  const { page } = keeper
  await enterPin(page, vi.pin.enter)
  await openMore(keeper, 'Cài đặt')
  await page.getByRole('button', { name: notices.setting.turnOff }).click()
  await expect(page.getByText(notices.setting.states.off)).toBeVisible()
  await goInside(chief, '/more')
  await goInside(chief, '/phones')
  await expect(
    chief.page.getByRole('link').filter({ hasText: name }).filter({ hasText: waking.short.off })
  ).toBeVisible()
})
