import { gates } from '#lib/i18n/gates/gates-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { defaultPolicy } from '#lib/domain/gates/contract/checks/policy.ts'
import { maxCommandReason } from '#lib/domain/gates/facts.ts'
import { TestDevice } from '../../facts.ts'
import { words } from '../../inputs/odd.ts'
import { draftsOf } from '../forms/drafts.ts'
import { ordered, press, reported, runs, slideByKeys } from './gate-stage.ts'
import { enterPin } from '../phone.ts'
import { ownGates } from './own-gates.ts'
import { expect, test } from '../fixtures.ts'

const { startAgent, phoneOf, toOwnGate, ownLog, own } = ownGates()

test('a gate is closed by holding: commanded and reported are told apart, and the log has both', async () => {
  const agent = await startAgent()
  const { phone, page, account } = await phoneOf('officer')
  await toOwnGate(phone)
  await expect(reported(page)).toContainText(live.motions.open)
  await press(page, live.hold)
  await expect(ordered(page)).toContainText(live.asked.CLOSE)
  await page.mouse.up()
  await expect(reported(page)).toContainText(/Đang đóng, còn [1-4] giây/)
  await expect(reported(page)).toContainText(/Đã đóng.*Đóng xong trong [45] giây/s)
  await expect(page.getByText(`${gates.replies.completed}. ${live.reached}.`)).toBeVisible()
  expect(agent.moves).toEqual(['CLOSE'])
  const [command] = agent.heard
  expect(command).toMatchObject({ action: 'CLOSE', actor: account.name, gate: own().gate })
  await expect
    .poll(() => ownLog(account))
    .toEqual([{ command: command!.id, action: 'CLOSE', outcome: 'accepted' }])
})

test('lifted too early, or drifted away, nothing is sent; a wet finger may drift a little', async () => {
  const agent = await startAgent()
  const { phone, page } = await phoneOf('officer')
  await toOwnGate(phone)
  await expect(reported(page)).toContainText(live.motions.open)
  await press(page, live.hold)
  await expect(page.getByRole('button', { name: live.holding })).toBeVisible()
  await page.mouse.up()
  await expect(page.getByRole('button', { name: vi.holdLonger })).toBeVisible()
  await expect(page.getByRole('button', { name: live.hold })).toBeVisible()
  const away = await press(page, live.hold)
  await page.mouse.move(away.x + 40, away.y)
  await expect(page.getByRole('button', { name: live.hold })).toBeVisible()
  await page.mouse.up()
  const near = await press(page, live.hold)
  await page.mouse.move(near.x + 20, near.y)
  await expect(ordered(page)).toContainText(live.asked.CLOSE)
  await page.mouse.up()
  await expect(reported(page)).toContainText(live.motions.closed)
  expect(agent.heard.map(({ action }) => action)).toEqual(['CLOSE'])
})

test('by keys too: held for a second; and while the gate moves one press stops it', async () => {
  const agent = await startAgent()
  const { phone, page } = await phoneOf('officer')
  await toOwnGate(phone)
  await expect(reported(page)).toContainText(live.motions.open)
  agent.takes(60_000)
  await page.getByRole('button', { name: live.hold }).focus()
  await page.keyboard.down('Enter')
  await expect(ordered(page)).toContainText(live.asked.CLOSE)
  await page.keyboard.up('Enter')
  await page.getByRole('button', { name: live.stop, exact: true }).click()
  await expect(reported(page)).toContainText(live.motions.stopped)
  await expect(ordered(page)).toContainText(live.asked.STOP)
  expect(agent.moves).toEqual(['CLOSE', 'STOP'])
})

test('24: what is old says how old it is, and is never shown as what is', async () => {
  const agent = await startAgent({ position: 0 })
  agent.freeze()
  await agent.say({ agentTime: Date.now() - 60_000 })
  const { phone, page } = await phoneOf('officer')
  await toOwnGate(phone)
  await expect(reported(page)).toContainText(live.motions.unknown)
  await expect(reported(page)).toContainText(/Tin cũ lúc \d\d:\d\d: Đã đóng/)
  await agent.say()
  await expect(reported(page).getByText(live.motions.closed, { exact: true })).toBeVisible()
  await expect(reported(page)).toContainText(/[3-9] giây trước/)
  await page.getByRole('link', { name: 'Cổng', exact: true }).click()
  await expect(page.getByRole('link', { name: new RegExp(own().name) })).toContainText(
    new RegExp(`${live.motions.closed} · \\d+ giây trước`)
  )
  agent.die()
  await expect(page.getByRole('link', { name: new RegExp(own().name) })).toContainText(live.motions.unknown)
})

test('nobody but the approved agent of the unit is believed; its lock is shown with whose it is', async () => {
  const agent = await startAgent({ position: 100 })
  const { phone, page, account } = await phoneOf('officer')
  await toOwnGate(phone)
  await expect(reported(page)).toContainText(live.motions.open)
  agent.freeze()
  const forger = new TestDevice('ke-gian')
  // Later than anything that is said honestly: once believed, it would stay.
  const closed = { motion: 'closed', position: 0, seq: 1_000_000 } as const
  await agent.say(closed, forger)
  await agent.say({ ...closed, key: forger.id }, forger)
  const lock = { kind: 'maintenance', by: account.name, since: Date.now() } as const
  await agent.say({ motion: 'stopped', position: 40, lock })
  await expect(reported(page)).toContainText(live.motions.stopped)
  await expect(page.getByText(new RegExp(`bảo trì, người khóa: Người ${account.name}`))).toBeVisible()
})

test('25: opening needs the whole travel, a reason and that nobody sees; it is sent once', async () => {
  const agent = await startAgent({ position: 0 })
  const { phone, page, account } = await phoneOf('keeper')
  await toOwnGate(phone)
  await expect(reported(page)).toContainText(live.motions.closed)
  await page.getByRole('link', { name: live.open }).click()
  const slide = page.getByRole('slider', { name: live.form.slide })
  const thumb = page.locator('.thumb')
  const track = page.locator('.track')
  const draw = async (part: number) => {
    const from = (await thumb.boundingBox())!
    const whole = (await track.boundingBox())!
    const [x, y] = [from.x + from.width / 2, from.y + from.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + (whole.width - from.width) * part, y, { steps: 6 })
    await page.mouse.up()
  }
  await draw(0.9)
  await expect(page.getByText(live.form.reasonMissing)).toHaveCount(0)
  // 26: no picture demands a reason and a word that there is none.
  await draw(1)
  await expect(page.getByText(live.form.reasonMissing)).toBeVisible()
  await expect(page.getByText(live.form.unseenMissing)).toBeVisible()
  const reason = page.getByLabel(live.form.reason, { exact: true })
  const unseen = page.getByLabel(live.form.unseen)
  await reason.fill('Xe hàng đi chợ sớm')
  await page.getByRole('radio', { name: live.form.hows.OPEN }).check({ force: true })
  await unseen.check()
  // The words outlive a reload; nothing that was said of how to open, or in place of a picture, does.
  await expect.poll(() => draftsOf(page)).not.toEqual([])
  await page.reload()
  await enterPin(page, vi.pin.enter)
  await expect(reason).toHaveValue('Xe hàng đi chợ sớm')
  await expect(page.getByRole('radio', { name: live.form.hows.PASS })).toBeChecked()
  await expect(unseen).not.toBeChecked()
  await slide.focus()
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight')
  await expect(page.getByText(live.form.unseenMissing)).toBeVisible()
  await unseen.check()
  await draw(0.9)
  await expect(slide).toHaveValue('0')
  await slide.focus()
  // One key does not jump to the end.
  await page.keyboard.press('End')
  await expect(slide).toHaveValue('0')
  expect(agent.heard).toEqual([])
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowRight')
  await expect(reported(page)).toContainText(runs.opening)
  expect(agent.heard).toHaveLength(1)
  expect(agent.heard[0]).toMatchObject({
    action: 'PASS',
    reason: 'Xe hàng đi chợ sớm',
    seen: { noCamera: true }
  })
  await expect.poll(() => ownLog(account)).toMatchObject([{ action: 'PASS', outcome: 'accepted' }])
  await page.getByRole('link', { name: live.open }).click()
  await expect(reason).toHaveValue('')
})

test('whatever stands there as the reason: nothing is sent before it can be recorded, and every character stays', async () => {
  const agent = await startAgent({ position: 0 })
  const { phone, page } = await phoneOf('keeper')
  await toOwnGate(phone, '/open')
  await page.getByLabel(live.form.unseen).check()
  const field = page.getByLabel(live.form.reason, { exact: true })
  for (const { what, typed, says } of words(maxCommandReason, live.form.reasonMissing))
    await test.step(what, async () => {
      await field.evaluate((element, text) => {
        ;(element as HTMLInputElement).value = text
        element.dispatchEvent(new Event('input', { bubbles: true }))
      }, typed)
      await slideByKeys(page)
      await expect(page.locator('.field').filter({ has: field }).getByRole('alert')).toHaveText(says)
      await expect(field).toHaveValue(typed)
    })
  expect(agent.heard).toEqual([])
})

test('an emergency opens past the second person, with its own word as the reason', async () => {
  const always = { from: '00:00', to: '23:59' }
  const agent = await startAgent({ position: 0, policy: { ...defaultPolicy, twoPersons: always } })
  const { phone, page } = await phoneOf('keeper')
  await toOwnGate(phone)
  await page.getByRole('link', { name: live.emergency }).click()
  await page.getByRole('radio', { name: gates.emergencies.birth }).check({ force: true })
  // The slide itself says that there is no picture: nobody in a hurry ticks a box first.
  await expect(page.getByLabel(live.form.unseen)).toHaveCount(0)
  await slideByKeys(page, live.form.slideUnseen)
  await expect(reported(page)).toContainText(runs.opening)
  expect(agent.heard[0]).toMatchObject({
    action: 'OPEN',
    override: 'birth',
    reason: gates.emergencies.birth,
    seen: { noCamera: true }
  })
})

test('two persons open together: the second sees who waits, and agrees', async () => {
  const policy = { ...defaultPolicy, twoPersons: { from: '00:00', to: '23:59' } }
  const agent = await startAgent({ position: 0, policy })
  const first = await phoneOf('keeper')
  const second = await phoneOf('commander')
  const open = async ({ page }: typeof first) => {
    await page.getByLabel(live.form.reason, { exact: true }).fill('Ghe hàng về trễ')
    await page.getByLabel(live.form.unseen).check()
    await slideByKeys(page)
  }
  await toOwnGate(second.phone)
  await toOwnGate(first.phone)
  await first.page.getByRole('link', { name: live.open }).click()
  await first.page.getByRole('radio', { name: live.form.hows.OPEN }).check({ force: true })
  await open(first)
  await expect(first.page.getByText(gates.refusals.NEEDS_SECOND, { exact: true })).toBeVisible()
  await expect(second.page.getByText(new RegExp(`Người ${first.account.name} xin mở cổng`))).toBeVisible()
  await second.page.getByRole('link', { name: live.second.agree }).click()
  await expect(
    second.page.getByRole('heading', { name: live.form.approving(`Người ${first.account.name}`) })
  ).toBeVisible()
  await open(second)
  await expect(reported(second.page)).toContainText(runs.opening)
  expect(agent.heard.at(-1)).toMatchObject({ approves: agent.heard[0]!.id })
})

test('no signal: nothing is sent then or later, the log says so, and voice is offered', async () => {
  const agent = await startAgent()
  const { phone, page, account } = await phoneOf('officer')
  await toOwnGate(phone)
  await expect(reported(page)).toContainText(live.motions.open)
  phone.signal.lose()
  const button = page.getByRole('button', { name: live.notSent })
  await expect(button).toBeVisible()
  // Nothing would be sent, so it says that it is off; a press is written down all the same, and once.
  await button.click({ force: true })
  await button.click({ force: true })
  await expect(page.getByText(gates.refusals.OFFLINE, { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: live.byHand.write })).toBeVisible()
  phone.signal.regain()
  await expect(page.getByRole('button', { name: live.hold })).toBeVisible()
  await expect
    .poll(() => ownLog(account))
    .toMatchObject([{ action: 'CLOSE', outcome: 'refused', code: 'OFFLINE' }])
  expect(agent.heard).toEqual([])
  // And now it goes as always.
  await press(page, live.hold)
  await expect(reported(page)).toContainText(runs.closing)
  await page.mouse.up()
})

test('4: no word in three seconds is not known, and nothing is sent again', async () => {
  const agent = await startAgent()
  const { phone, page, account } = await phoneOf('officer')
  await toOwnGate(phone)
  await expect(reported(page)).toContainText(live.motions.open)
  agent.mute = true
  await press(page, live.hold)
  await expect(page.getByText(live.sent)).toBeVisible()
  await page.mouse.up()
  await expect(page.getByText(gates.refusals.UNKNOWN, { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: live.byHand.write })).toBeVisible()
  await expect.poll(() => ownLog(account)).toMatchObject([{ action: 'CLOSE', outcome: 'unknown' }])
  expect(agent.heard).toHaveLength(1)
})

test('with no agent at all the gate is calmly not known, and the log works as ever', async () => {
  const { phone, page } = await phoneOf('officer')
  await toOwnGate(phone)
  await expect(reported(page)).toContainText(live.motions.unknown)
  await expect(reported(page)).toContainText(live.neverHeard)
  await press(page, live.hold)
  await expect(page.getByText(gates.refusals.AGENT_OFFLINE, { exact: true })).toBeVisible()
  await page.mouse.up()
})
