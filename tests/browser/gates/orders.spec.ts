import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { gates } from '#lib/i18n/gates/gates-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { TestStack } from '../../stack.ts'
import { cell, phoneOf, press, reported, runs, stackWithGate, toGate } from './gate-stage.ts'
import { enterPin, goInside, type Phone } from '../phone.ts'
import { ScriptedAgent } from './scripted-agent.ts'
import { expect, forFile, test } from '../fixtures.ts'

let stack: TestStack
let agent: ScriptedAgent
let chief: Phone

test.describe.configure({ mode: 'serial' })
forFile(async (keep) => {
  stack = keep(await stackWithGate())
  agent = keep(await ScriptedAgent.start(stack, 'cong-1b'))
  chief = keep((await phoneOf(stack, 'commander', agent)).phone)
})

test('while an alarm is on the emergency opening is on the screen, and nothing lies over it', async () => {
  const { page } = chief
  const whole = page.viewportSize()!
  await page.setViewportSize({ width: 360, height: 740 })
  await goInside(chief, '/alarm?drill')
  await press(page, a.holdDrill)
  await expect(page.getByText(a.closedOf, { exact: true })).toBeVisible()
  await page.mouse.up()
  await toGate(chief)
  await expect(page.getByRole('link', { name: a.runningDrill })).toBeVisible()
  await agent.tellAll('power-lost')
  const emergency = page.getByRole('link', { name: live.emergency })
  const isFree = () =>
    emergency.evaluate((link) => {
      const { left, top, width, height } = link.getBoundingClientRect()
      const at = (x: number, y: number) => link.contains(document.elementFromPoint(left + x, top + y))
      return at(4, height / 2) && at(width - 4, height / 2) && at(width / 2, 4) && at(width / 2, height - 4)
    })
  for (const part of [0, 0.5, 1]) {
    await page.evaluate((part) => scrollTo(0, part * document.body.scrollHeight), part)
    await expect(emergency).toBeInViewport({ ratio: 1 })
    expect(await isFree()).toBe(true)
  }
  await page.getByRole('link', { name: a.runningDrill }).click()
  await page.getByRole('link', { name: a.endDrill }).click()
  await press(page, a.holdEnd)
  await expect(page.getByRole('heading', { name: a.reopen })).toBeInViewport()
  await page.mouse.up()
  await page.setViewportSize(whole)
})

test('somebody who leaves while the gate runs finds on return what the gate’s own log tells, and no doubt beside it', async () => {
  const { page } = chief
  await toGate(chief)
  agent.push('open')
  await expect(reported(page)).toContainText(runs.over)
  agent.takes(60_000)
  await press(page, live.hold)
  await expect(reported(page)).toContainText(runs.closing)
  await page.mouse.up()
  const { id, actor } = agent.heard.findLast(({ action }) => action === 'CLOSE')!
  agent.freeze()
  await goInside(chief, '/')
  const stand = (motion: string) => ({ motion, position: null, obstructed: null })
  await agent.report({
    kind: 'completed',
    source: 'app',
    action: 'CLOSE',
    command: id,
    actor,
    latencyMs: 18_000,
    before: stand('open'),
    after: stand('closed')
  })
  await toGate(chief)
  const outcome = page.getByRole('status').filter({ hasText: gates.done.CLOSE(18) })
  await expect(outcome).toBeVisible()
  await expect(page.getByText(gates.refusals.UNKNOWN)).toHaveCount(0)
})

test('when the browser says that the network is gone the chip says so at once, whoever is asked next', async () => {
  const { page } = chief
  await expect(page.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) }).first()).toBeVisible()
  const told = await page.evaluate(async () => {
    Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true })
    dispatchEvent(new Event('offline'))
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    return document.querySelector('a[href="/sync"]')?.textContent?.trim()
  })
  expect(told).toBe(vi.syncing.offline)
})

test('what was pressed without a connection has been commanded by nobody', async () => {
  const { page } = chief
  chief.signal.lose()
  await page.getByRole('button', { name: live.notSent }).click({ force: true })
  await expect(cell(page, live.cells.pressed)).toContainText(live.asked.CLOSE)
  await expect(cell(page, live.cells.ordered)).toHaveCount(0)
  await expect(page.getByText(gates.refusals.OFFLINE, { exact: true })).toBeVisible()
})

test('the page of an alarm that is opened without a connection says that nothing can be sent', async () => {
  const { page } = chief
  await goInside(chief, '/')
  await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { get: () => false }))
  await page.goto(`${chief.signal.url}/alarm`)
  await enterPin(page, vi.pin.enter)
  await expect(page.getByText(a.startLost)).toBeVisible()
  await press(page, a.hold)
  await expect(page.getByText(a.noLine)).toBeVisible()
  await page.mouse.up()
  await expect(page.getByText(a.unsent).first()).toBeVisible()
})
