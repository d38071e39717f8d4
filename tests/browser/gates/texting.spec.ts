import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { sms } from '#lib/i18n/gates/sms/sms-vi.ts'
import { callWords as calls } from '#lib/i18n/settings/contacts.ts'
import { vi } from '#lib/i18n/vi.ts'
import { keyOfDevice } from '#lib/domain/directory/directory.ts'
import { smsOrderIn } from '#lib/domain/gates/contract/sms-text.ts'
import { Signatures } from '../../../gate-agent/shell/signatures.ts'
import type { TestAccount, TestStack } from '../../stack.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { goInside, holdByKey, type Phone } from '../phone.ts'
import { logOf, phoneOf, stackWithGate, toGate } from './gate-stage.ts'
import { ScriptedAgent } from './scripted-agent.ts'

let stack: TestStack
let agent: ScriptedAgent
let chief: Phone
let account: TestAccount

test.describe.configure({ mode: 'serial' })
forFile(async (keep) => {
  stack = keep(await stackWithGate())
  agent = keep(await ScriptedAgent.start(stack, 'cong-1b'))
  const commander = await phoneOf(stack, 'commander', agent)
  chief = keep(commander.phone)
  account = commander.account
})

const button = (name: string) => chief.page.getByRole('button', { name, exact: true })

test('without a number nothing is offered; the commander sets one that can be called', async () => {
  const { page } = chief
  await toGate(chief)
  chief.signal.lose()
  await expect(page.getByRole('button', { name: live.notSent })).toBeVisible()
  await expect(button(sms.close)).toHaveCount(0)
  await page.getByRole('link', { name: sms.set, exact: true }).click()
  await page.getByLabel(sms.set, { exact: true }).fill('0900 x')
  await button(vi.note.save).click()
  await expect(page.getByText(calls.wrong)).toBeVisible()
  await page.getByLabel(sms.set, { exact: true }).fill('0900 000.111')
  await button(vi.note.save).click()
  await expect(button(sms.close)).toBeVisible()
})

test('a text is signed at the tap and shown as prepared, not as given; its owner sends it', async () => {
  const { page } = chief
  await button(sms.close).click()
  await expect(page.getByText(/^Tin đóng cổng đã soạn lúc \d\d:\d\d:\d\d, CHƯA gửi/)).toBeVisible()
  const link = await page.getByRole('link', { name: sms.reopen }).getAttribute('href')
  const [, number, body] = /^sms:([^?]*)\?body=(.*)$/.exec(link!)!
  expect(number).toBe('0900000111')
  const { order, signed } = smsOrderIn(stack.unit, decodeURIComponent(body!))!
  expect(order).toMatchObject({ request: 'CLOSE', gate: 'cong-1b', actor: account.name })
  expect(Math.abs(Date.now() - order.iat)).toBeLessThan(30_000)
  const known = await stack.known()
  const own = known.devices.filter((device) => device.account === account.name)
  const signer = own.find(({ id }) => id.startsWith(order.keyStart))!
  expect(new Signatures().verify(keyOfDevice(known, signer.id)!, signed)).toBe(true)
  await button(sms.ask).click()
  await expect(page.getByText(/^Tin hỏi cổng đã soạn lúc/)).toBeVisible()
  await expect(page.getByText(live.sent)).toHaveCount(0)
})

test('with a signal it is offered no more, and the log has no entry of it', async () => {
  const { page } = chief
  chief.signal.regain()
  await expect(page.getByRole('button', { name: live.hold })).toBeVisible()
  await expect(button(sms.close)).toHaveCount(0)
  await goInside(chief, '/gates')
  expect(await logOf(stack, account)).toEqual([])
})

test('an alarm that nobody hears of goes by text: the agent brings it, and it is one with the phone’s own', async () => {
  const { page } = chief
  await expect(button(sms.close)).toHaveCount(0)
  chief.signal.lose()
  await goInside(chief, '/alarm')
  await expect(page.getByText(a.startLost)).toBeVisible()
  await holdByKey(button(a.hold), () => page.waitForURL(/\/alarm\/[^/]+$/))
  await button(a.byText.send('Cổng 1B')).click()
  await expect(page.getByText(/^Tin báo động đã soạn lúc \d\d:\d\d:\d\d, CHƯA gửi/)).toBeVisible()
  const link = await page.getByRole('link', { name: sms.reopen }).getAttribute('href')
  const text = decodeURIComponent(link!.split('body=')[1]!)
  expect(await agent.texted(text)).toBe(200)
  chief.signal.regain()
  await expect(button(a.byText.send('Cổng 1B'))).toHaveCount(0)
  await page.getByText(`${a.timeline} (3)`).click()
  await expect(page.getByText(a.told.from.sms)).toBeVisible()
  await expect(page.getByText(a.told.from.app)).toBeVisible()
  await goInside(chief, '/alarm')
  await expect(page.getByRole('link', { name: a.running })).toHaveCount(1)
})
