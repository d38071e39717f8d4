import type { Page } from '@playwright/test'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { noticeSentence } from '#lib/i18n/settings/notices.ts'
import { notices } from '#lib/i18n/settings/notices-vi.ts'
import { startReceiver, vapidKeys, type ReceivingPhone } from '../../push/receiver.ts'
import { wholeBrowser } from '../../launch.ts'
import type { TestStack } from '../../stack.ts'
import { phoneOf, reported, stackWithGate } from './gate-stage.ts'
import { openMore, readyForOffline, type Phone } from '../phone.ts'
import { countShown, deliver, tap, withPushService } from '../push-steps.ts'
import { ScriptedAgent } from './scripted-agent.ts'
import { expect, forFile, test } from '../fixtures.ts'

const { setting } = notices
let stack: TestStack
let agent: ScriptedAgent
let phone: Phone
let pushed: ReceivingPhone
forFile(async (keep) => {
  const keys = vapidKeys()
  const receiver = keep(await startReceiver(keys.publicKey))
  stack = keep(await stackWithGate({ push: { ...keys, services: [receiver.url] } }))
  agent = keep(await ScriptedAgent.start(stack, 'cong-1b'))
  ;({ phone } = await phoneOf(stack, 'keeper', agent, undefined, wholeBrowser))
  keep(phone)
  pushed = receiver.phone()
})

const standing = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    const all = await registration!.getNotifications()
    return all.map(({ title, body, tag, data, icon }) => ({
      title,
      body,
      tag,
      page: data.page as string,
      icon: icon.slice(0, 15)
    }))
  })

test('27 a closed app is told through the push service; a tap opens the gate’s page and moves nothing', async () => {
  const { page } = phone
  await readyForOffline(phone)
  await withPushService(page, pushed)
  await openMore(phone, 'Cài đặt')
  await page.getByRole('button', { name: setting.turnOn }).click()
  await expect(page.getByText(setting.on)).toBeVisible()

  await agent.report({ kind: 'left-open', minutes: 30 })
  await expect.poll(() => pushed.texts.length).toBe(1)
  expect(pushed.faults).toEqual([])
  const shown = await countShown(page)
  // It shows nothing that would have to come over a line that hangs.
  phone.signal.freeze()
  await deliver(page, pushed.texts[0]!)
  await deliver(page, pushed.texts[0]!)
  await expect.poll(shown).toBe(2)
  phone.signal.regain()
  await expect
    .poll(() => standing(page))
    .toEqual([
      {
        title: 'Cổng 1B',
        body: expect.stringMatching(/^Đã mở 30 phút, chưa đóng · \d\d:\d\d$/),
        tag: 'gate/cong-1b/left-open',
        page: '/gate/cong-1b',
        icon: 'data:image/png;'
      }
    ])
  await tap(page)
  await expect(page).toHaveURL(/\/gate\/cong-1b$/)
  await expect(reported(page)).toContainText(live.motions.open)
  expect(await standing(page)).toEqual([])
  expect([agent.heard, agent.moves]).toEqual([[], []])

  await openMore(phone, 'Cài đặt')
  await page.getByRole('button', { name: setting.turnOff }).click()
  await expect(page.getByText(setting.states.off)).toBeVisible()
  const range = { startkey: 'phone ', endkey: 'phone!', include_docs: true }
  const { rows } = await stack.couch.nano.use<{ unit: string }>('push-subscriptions').list(range)
  expect(rows.filter(({ doc }) => doc!.unit === stack.unit)).toEqual([])
})

test('an open app hears the gate wherever its owner is, calls him, and leads to the page', async () => {
  const { page } = phone
  await page.evaluate(() => {
    const told: string[] = []
    Object.assign(window, { told })
    navigator.vibrate = (pattern) => (told.push(`vibrate ${pattern}`), true)
    navigator.setAppBadge = async (count) => void told.push(`badge ${count}`)
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function (when) {
      told.push('tone')
      start.call(this, when)
    }
  })
  const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told)
  const banner = page.getByRole('status').filter({ hasText: 'Cổng 1B' })
  await page.getByRole('link', { name: 'Thêm', exact: true }).click()
  await expect
    .poll(async () => {
      await agent.tellAll('power-lost', 35)
      return banner.count()
    })
    .toBe(1)
  await expect(banner).toContainText(noticeSentence(notices, { kind: 'power-lost', minutes: 35 }))
  // Beside the alert there is one task: the gate was left open.
  await expect
    .poll(told)
    .toEqual(expect.arrayContaining(['tone', expect.stringMatching(/^vibrate/), 'badge 2']))
  await page.getByRole('link', { name: /Cổng 1B/ }).click()
  await expect(page).toHaveURL(/\/gate\/cong-1b$/)
  await expect(banner).toHaveCount(0)
  await expect.poll(async () => (await told()).at(-1)).toBe('badge 1')
  // Nothing of it comes back, and the next thing does.
  await agent.tellAll('obstructed')
  await expect(banner).toContainText(notices.kinds.obstructed as string)
  // It covers nothing of the page, and one who stands before a gate's buttons still reads which gate it is.
  const [name, state] = [page.getByRole('heading', { name: 'Cổng 1B', exact: true }), reported(page)]
  const edges = async () => {
    const [alert, above, below] = await Promise.all([banner, name, state].map((one) => one.boundingBox()))
    return alert!.y + alert!.height <= above!.y && above!.y + above!.height <= below!.y
  }
  await expect.poll(edges).toBe(true)
  await page.getByRole('button', { name: notices.dismiss }).click()
  await expect(banner).toHaveCount(0)
  expect(agent.moves).toEqual([])
})
