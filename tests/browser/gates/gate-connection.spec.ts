import type { Page } from '@playwright/test'
import { gates } from '#lib/i18n/gates/gates-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { startMosquitto } from '../../broker/brokers.ts'
import { logOf, ordered, phoneOf, press, reported, runs, stackWithGate, toGate } from './gate-stage.ts'
import { enterPin, type Phone } from '../phone.ts'
import { ownGates } from './own-gates.ts'
import { ScriptedAgent } from './scripted-agent.ts'
import { expect, forTest, test } from '../fixtures.ts'

const { startAgent, phoneOf: phoneOfFile, toOwnGate, own } = ownGates()
let agent: ScriptedAgent
let phone: Phone
const keep = forTest()

/** A gate, its agent and an officer's phone, on the embedded broker. */
async function look() {
  agent = await startAgent()
  ;({ phone } = await phoneOfFile('officer'))
  await toOwnGate(phone)
  await expect(reported(phone.page)).toContainText(live.motions.open)
}

/** By then the screen says that the line hangs, ms. */
const noticed = 15_000

/** How long it takes from `hang` until the screen says, before anybody has tried, that nothing is sent, ms. */
async function untilToldAfter(page: Page, hang: () => void): Promise<number> {
  const told = page.evaluate((words) => {
    const from = performance.now()
    return new Promise<number>((resolve) => {
      const timer = setInterval(() => {
        if (!document.body.innerText.includes(words)) return
        clearInterval(timer)
        resolve(performance.now() - from)
      }, 50)
    })
  }, live.notSent)
  hang()
  return told
}

/** A press then is written down and goes nowhere. */
async function pressForNothing(page: Page) {
  await page.getByRole('button', { name: live.notSent }).click({ force: true })
  await expect(page.getByText(gates.refusals.OFFLINE, { exact: true })).toBeVisible()
}

/** Alive again, the line is another one; what was pressed meanwhile never arrives, what is pressed now does. */
async function obeysAgain(page: Page) {
  await expect(page.getByRole('button', { name: live.hold })).toBeVisible()
  await expect(reported(page)).toContainText(live.motions.open)
  expect(agent.heard).toEqual([])
  await press(page, live.hold)
  await expect(reported(page)).toContainText(runs.closing)
  await page.mouse.up()
  expect(agent.moves).toEqual(['CLOSE'])
}

test('5: a broker that hangs, on Mosquitto: the screen says within fifteen seconds that nothing is sent', async () => {
  const broker = keep(await startMosquitto())
  const stack = keep(await stackWithGate({ mqttUrl: new URL(`mqtt://127.0.0.1:${broker.tcp}`) }))
  agent = keep(await ScriptedAgent.start(stack, 'cong-1b'))
  const officer = await phoneOf(stack, 'officer', agent)
  const { account } = officer
  phone = keep(officer.phone)
  await toGate(phone)
  await expect(reported(phone.page)).toContainText(live.motions.open)
  const hang = () => process.kill(broker.pid!, 'SIGSTOP')
  expect(await untilToldAfter(phone.page, hang)).toBeLessThan(noticed)
  await pressForNothing(phone.page)
  process.kill(broker.pid!, 'SIGCONT')
  await obeysAgain(phone.page)
  await expect
    .poll(() => logOf(stack, account))
    .toMatchObject([{ outcome: 'refused', code: 'OFFLINE' }, { outcome: 'accepted' }])
})

test('5: a cell that hangs, on the embedded broker: the screen says within fifteen seconds that nothing is sent', async () => {
  await look()
  expect(await untilToldAfter(phone.page, phone.signal.freeze)).toBeLessThan(noticed)
  await pressForNothing(phone.page)
  phone.signal.regain()
  await obeysAgain(phone.page)
})

test('6: two tabs of one phone look at a gate: each keeps its one line, and a command in one is done once and seen in both', async () => {
  await look()
  const other = await phone.page.context().newPage()
  const lines: string[] = []
  for (const [name, page] of [
    ['first', phone.page],
    ['second', other]
  ] as const)
    page.on('websocket', (socket) => {
      lines.push(`${name} begins`)
      socket.on('close', () => lines.push(`${name} ends`))
    })
  await other.goto(`${phone.signal.url}/gate/${own().gate}`)
  await enterPin(other, vi.pin.enter)
  await expect(reported(other)).toContainText(live.motions.open)
  await phone.page.bringToFront()
  await press(phone.page, live.hold)
  for (const page of [phone.page, other]) await expect(reported(page)).toContainText(live.motions.closed)
  await phone.page.mouse.up()
  await expect(ordered(other)).toContainText(live.asked.CLOSE)
  expect(agent.moves).toEqual(['CLOSE'])
  expect(lines).toEqual(['second begins'])
  await other.close()
})

test('a line on which nothing happens asks whether its broker is there, and lives on by the answer', async () => {
  await look()
  const other = await phone.page.context().newPage()
  const opened = other.waitForEvent('websocket')
  await other.goto(`${phone.signal.url}/gate/${own().gate}`)
  await enterPin(other, vi.pin.enter)
  const line = await opened
  const is = (packet: number) => ({
    predicate: ({ payload }: { payload: string | Buffer }) => Buffer.from(payload)[0] === packet
  })
  const answered = line.waitForEvent('framereceived', is(0xd0))
  await line.waitForEvent('framesent', is(0xc0))
  await answered
  expect(line.isClosed()).toBe(false)
  await other.close()
})
