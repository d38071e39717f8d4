import type { Locator } from '@playwright/test'
import { maxStepNote, type AcceptanceStep } from '#lib/domain/gates/acceptance/steps.ts'
import { maxReason } from '#lib/domain/directory/limits.ts'
import { acceptance } from '#lib/i18n/gates/acceptance/acceptance-vi.ts'
import { care } from '#lib/i18n/gates/care-vi.ts'
import { gates } from '#lib/i18n/gates/gates-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { sessions } from '#lib/i18n/devices/sessions-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { words, type Refused } from '../../inputs/odd.ts'
import type { TestStack } from '../../stack.ts'
import { draftsOf } from '../forms/drafts.ts'
import { ordered, phoneOf, press, reported, slideByKeys, stackWithGate, toGate } from '../gates/gate-stage.ts'
import { enterPin, goInside } from '../phone.ts'
import { ScriptedAgent } from '../gates/scripted-agent.ts'
import { expect, forTest, test } from '../fixtures.ts'

let stack: TestStack
let agent: ScriptedAgent | undefined
const keep = forTest(async (keep) => void (stack = keep(await stackWithGate())))

/** Each sentence that may stand at a field, once: nothing is saved, and every character stays. */
async function odd(field: Locator, rows: readonly Refused[], save: () => Promise<void>) {
  for (const { typed, says } of rows.filter(
    (row, i) => rows.findIndex(({ says }) => says === row.says) === i
  )) {
    await field.evaluate((element, text) => {
      ;(element as HTMLInputElement).value = text
      element.dispatchEvent(new Event('input', { bubbles: true }))
    }, typed)
    await save()
    await expect(field.page().getByText(says, { exact: true })).toBeVisible()
    await expect(field).toHaveValue(typed)
  }
}

test('a lost phone is taken out of use by a hold with its reason: the gate obeys it no more, its records stay', async () => {
  agent = keep(await ScriptedAgent.start(stack, 'cong-1b'))
  const officer = await phoneOf(stack, 'officer', agent)
  const commander = await phoneOf(stack, 'commander', agent)
  keep(officer.phone)
  keep(commander.phone)
  const { page } = commander.phone
  await toGate(officer.phone)
  await expect(reported(officer.phone.page)).toContainText(live.motions.open)

  await goInside(commander.phone, '/phones')
  await expect(page.getByText(standing.pick)).toBeVisible()
  // Beside it, the account has the device that writes for the test.
  const officersPhone = () =>
    page.getByRole('link', { name: new RegExp(officer.account.name) }).filter({ hasNotText: 'Máy thử' })
  await officersPhone().click()
  await expect(page.getByText(standing.phone.text)).toBeVisible()
  // Waits for the line about its session, which comes later and pushes the button down.
  await expect(page.getByText(sessions.open('').split(' · ')[0]!)).toBeVisible()
  const rows = words(maxReason, standing.reasonMissing)
  await odd(page.getByLabel(standing.reason), rows, async () => {
    await press(page, standing.phone.hold)
    await expect(page.getByRole('alert')).toBeVisible()
    await page.mouse.up()
  })
  const name = `Người ${officer.account.name}`
  const told = (words: string) => page.getByRole('status').filter({ hasText: words })
  await page.getByLabel(standing.reason).fill('Mất máy ở chợ')
  await press(page, standing.phone.hold)
  await expect(page.getByText(standing.pick)).toBeVisible()
  await page.mouse.up()
  await expect(told(standing.done.revoked(name))).toContainText(vi.sync.sent)
  await page.getByText(standing.outCount(1)).click()
  await officersPhone().click()
  await expect(page.getByText('Mất máy ở chợ')).toBeVisible()
  await expect(page.getByRole('button', { name: standing.phone.readmit })).toBeVisible()

  // The broker throws it out, and its own screen says why.
  await expect(officer.phone.page.getByText(gates.refusals.REVOKED)).toBeVisible()
  await expect(officer.phone.page.getByRole('button', { name: live.notSent })).toBeVisible()
  expect(agent.heard).toEqual([])

  await press(page, standing.phone.readmit)
  await expect(told(standing.done.readmitted(name))).toContainText(vi.sync.sent)
  await page.mouse.up()
  await page.getByRole('link', { name: standing.account.open(name) }).click()
  await expect(page.getByRole('heading', { name: standing.account.stop })).toBeVisible()
  await page.getByLabel(standing.reason).fill('Nghỉ việc')
  await press(page, standing.account.hold)
  await expect(told(standing.done.suspended(name))).toContainText(vi.sync.sent)
  await page.mouse.up()
  await goInside(commander.phone, `/phones/account/${officer.account.name}`)
  await press(page, standing.account.restore)
  await expect(told(standing.done.restored(name))).toContainText(vi.sync.sent)
  await page.mouse.up()
  await goInside(commander.phone, '/phones')
  await expect(page.getByText(standing.pick)).toBeVisible()
  for (const gone of [vi.saved.here, standing.done.restored(name)]) await expect(told(gone)).toHaveCount(0)
})

test('a gate is registered on the phone and tested: what the phone saw and what the tester says are signed together', async () => {
  const { phone } = await phoneOf(stack, 'commander')
  keep(phone)
  const { page } = phone
  await goInside(phone, '/gates')
  await page.getByRole('link', { name: care.add }).click()
  const save = () => page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await save()
  await page.getByRole('radio', { name: care.kinds.motor }).check({ force: true })
  await odd(page.getByLabel(care.name), words(80, care.nameMissing), save)
  await page.getByLabel(care.name).fill(' cổng 1b')
  await save()
  await expect(page.getByText(care.nameTaken)).toBeVisible()
  await page.getByLabel(care.name).fill('Cổng Kinh 5')
  await odd(page.getByLabel(care.place), words(120), save)
  await page.getByLabel(care.place).fill('Đầu ấp 1B')
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Cổng Kinh 5' })).toBeVisible()
  await page.waitForURL(/\/gate\/cong-[0-9a-f]{12}$/)
  const id = new URL(page.url()).pathname.split('/')[2]!
  await expect(page.getByText(care.noMachine(id))).toBeVisible()
  agent = keep(await ScriptedAgent.start(stack, id, { position: 100, travelMs: 60_000 }))
  agent.takes(1_500)
  await agent.learn()
  await expect(page.getByText(care.noMachine(id))).toBeHidden()

  const step = async (name: AcceptanceStep) => {
    await page.getByRole('link', { name: new RegExp(acceptance.steps[name].title) }).click()
    await expect(page.getByRole('heading', { name: acceptance.steps[name].title })).toBeVisible()
  }
  const sign = (name: keyof typeof acceptance.signs) =>
    page.locator('li[data-tone=green]', { hasText: acceptance.signs[name] })
  const close = async () => {
    await press(page, live.hold)
    await expect(ordered(page)).toContainText(live.asked.CLOSE)
    await page.mouse.up()
  }
  const done = async () => {
    await page.getByRole('radio', { name: acceptance.answers.yes, exact: true }).check()
    await page.getByRole('button', { name: acceptance.next }).click()
  }
  await page.getByText(care.about).click()
  await page.getByRole('link', { name: acceptance.never }).click()
  await step('travel')
  await expect(reported(page)).toContainText(live.motions.open)
  await close()
  await expect(sign('closed-whole')).toContainText(/[1-9]\d* giây/)
  await slideByKeys(page, acceptance.slide)
  await expect(sign('opened-whole')).toBeVisible()
  await expect(page.getByText(acceptance.observed.seen)).toBeVisible()
  await done()

  await step('stop')
  const sealed = async () => (await draftsOf(page)).find(([name]) => name.includes('acceptance/'))?.[1]
  // So slowly that the press which stops it always comes in time.
  agent.takes(60_000)
  await close()
  const before = await sealed()
  await page.getByRole('button', { name: live.stop, exact: true }).click()
  await expect(sign('stopped-half')).toBeVisible()
  await expect.poll(sealed).not.toBe(before)
  // Reload and lock keep what was done; the step begins anew, and what was seen stays.
  await page.reload()
  await enterPin(page, vi.pin.enter)
  await expect(page.getByText(acceptance.observed.seen)).toBeVisible()
  await done()
  await step('warning')
  await page.getByRole('radio', { name: acceptance.answers.yes, exact: true }).check()
  await odd(page.getByLabel(acceptance.note), words(maxStepNote), () =>
    page.getByRole('button', { name: acceptance.next }).click()
  )
  await page.getByLabel(acceptance.note).fill('Còi kêu nhỏ')
  await done()
  // A yes alone passes nothing that the gate could have said itself.
  await step('obstruction')
  await done()
  await page.getByRole('button', { name: acceptance.sign(3, 9) }).click()
  await expect(page.getByText(acceptance.paper.result(3, 9))).toBeVisible()
  await expect(page.getByRole('row', { name: acceptance.steps['agent-away'].title })).toContainText(
    acceptance.answers['not-done']
  )
  await expect(page.getByText(/travelSeconds\): [1-9]/)).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()
  await expect(page.getByText(/đạt 3\/9/).first()).toBeVisible()
  expect(agent.moves).toEqual(['CLOSE', 'OPEN', 'CLOSE', 'STOP'])
})
