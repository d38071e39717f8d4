import type { Page } from '@playwright/test'
import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { allSent, logOf, phoneOf, press } from '../gates/gate-stage.ts'
import { enterPin, goInside, readyForOffline, type Phone } from '../phone.ts'
import { ScriptedAgent } from '../gates/scripted-agent.ts'
import { testDecision } from '../../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { build } from '../server.ts'

const { key } = a
let stack: TestStack
let agents: ScriptedAgent[]
let chief: Phone
let keeper: Phone
let commander: TestAccount

// One story: each part goes on where the one before ended.
test.describe.configure({ mode: 'serial' })
forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [
      { unit: stack.unit, gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor', decision: testDecision },
      { unit: stack.unit, gate: 'cong-kinh-3', name: 'Cổng Kinh 3', kind: 'motor', decision: testDecision },
      { unit: stack.unit, gate: 'cong-chua', name: 'Cổng Chùa', kind: 'hand', decision: testDecision }
    ]
  })
  agents = [
    keep(await ScriptedAgent.start(stack, 'cong-1b')),
    keep(await ScriptedAgent.start(stack, 'cong-kinh-3'))
  ]
  const first = await phoneOf(stack, 'commander')
  chief = keep(first.phone)
  commander = first.account
  keeper = keep((await phoneOf(stack, 'keeper')).phone)
})

const row = (page: Page, name: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) })
    .first()

async function hold(page: Page, name: string) {
  await press(page, name)
  const holding = page.getByRole('button', { name: a.holding })
  await expect(holding).toBeVisible()
  await expect(holding).toHaveCount(0)
  await page.mouse.up()
}

const button = (page: Page) => page.getByRole('button', { name: a.button, exact: true })
/** As after a night in a pocket: locked, and signed in nowhere. */
async function lockedAt(path: string) {
  const { page } = keeper
  await page.context().clearCookies()
  await page.goto(`${keeper.signal.url}${path}`)
}

/** Reads the types of fact in the unit's directory on the server. */
async function arrived(): Promise<string[]> {
  const answer = await commander.db(`/${stack.database('directory')}/_all_docs?include_docs=true`)
  const { rows } = (await answer.json()) as { rows: { doc: { type?: string } }[] }
  return rows.flatMap(({ doc }) => doc.type ?? [])
}

/** The log of both gates as the server holds it. */
async function logs() {
  const both = ['cong-1b', 'cong-kinh-3'].map((gate) => logOf(stack, commander, gate))
  return (await Promise.all(both)).flat()
}

async function allow(page: Page, answer: string) {
  await goInside(chief, '/settings/alarm')
  await page.getByRole('radio', { name: answer, exact: true }).check({ force: true })
  await allSent(page)
}

test('no locked phone does anything before its commander allows it and its owner turns it on', async () => {
  const { page } = keeper
  await goInside(keeper, '/settings')
  await expect(page.getByText(vi.settings.lock)).toBeVisible()
  await expect(page.getByText(key.title)).toHaveCount(0)
  await allow(chief.page, key.allowed.yes)
  await expect(page.getByText(key.off)).toBeVisible()
  await lockedAt('/')
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  // Without the key it takes the PIN, and then the alarm's page is open.
  await button(page).click()
  await expect(page.getByText(vi.pin.forAlarm)).toBeVisible()
  await enterPin(page, vi.pin.enter)
  await expect(page.getByRole('button', { name: a.hold })).toBeVisible()
  await goInside(keeper, '/settings')
  await page.getByRole('button', { name: key.turnOn }).click()
  await expect(page.getByText(key.on)).toBeVisible()
  await expect.poll(arrived).toContain('directory.alarm-key-set')
  for (const agent of agents) await agent.learn()
})

test('from the shortcut a locked phone closes the gates at once, shows nothing else, and writes it down when unlocked', async () => {
  const { page } = keeper
  await lockedAt('/alarm?from=shortcut')
  await expect(row(page, 'Cổng 1B')).toContainText(live.motions.open)
  await expect(row(page, 'Cổng Chùa')).toContainText(key.handLater)
  await hold(page, a.hold)
  await expect(row(page, 'Cổng 1B')).toContainText(/còn \d giây/)
  await expect(page.getByText(a.allClosed)).toBeVisible()
  expect(agents.map(({ heard }) => heard.map(({ action }) => action))).toEqual([['CLOSE'], ['CLOSE']])
  expect(agents.map(({ moves }) => moves)).toEqual([['CLOSE'], ['CLOSE']])
  const ms = await page.evaluate(() => performance.getEntriesByName('alarm-commanded')[0]!.startTime)
  test.info().annotations.push({
    type: 'locked: from the shortcut’s start to all commands answered, ms',
    description: String(Math.round(ms))
  })
  expect(ms).toBeLessThan(8_000)
  await expect(page.getByRole('navigation')).toHaveCount(0)

  await page.getByRole('button', { name: key.unlock }).click()
  await enterPin(page, vi.pin.enter)
  await expect(page.getByText(a.running).first()).toBeVisible()
  await expect(page).toHaveURL(/\/alarm\/[0-9a-f-]{36}$/)
  await expect(page.getByText(a.told.from['alarm-key'])).toBeAttached()
  await expect(row(page, 'Cổng Chùa')).toContainText(a.notAnswered)
  await allSent(page)
  // One gate's attempt may have gone before the other's was written.
  const attempts = async () => (await logs()).map(({ action, outcome }) => [action, outcome !== 'refused'])
  await expect.poll(attempts).toEqual([
    ['CLOSE', true],
    ['CLOSE', true]
  ])
  await expect(chief.page.getByRole('link', { name: a.running })).toHaveCount(0)
  await goInside(chief, '/')
  await expect(chief.page.getByRole('link', { name: a.running })).toBeVisible()
})

test('a notification’s page asks for the PIN, also where the locked phone may raise the alarm', async () => {
  const { page } = keeper
  const { pathname } = new URL(page.url())
  await lockedAt(pathname)
  await expect(button(page)).toBeVisible()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  await enterPin(page, vi.pin.enter)
  await expect(page).toHaveURL(new RegExp(`${pathname}$`))
  await expect(page.getByText(a.running).first()).toBeVisible()
})

test('without a signal the locked phone says that nothing was sent, and the try is in the log', async () => {
  const { page, signal } = keeper
  await allSent(page)
  await readyForOffline(keeper)
  signal.lose()
  await page.goto(`${signal.url}/`)
  await button(page).click()
  await hold(page, a.hold)
  await expect(row(page, 'Cổng 1B')).toContainText(a.unsent)
  await expect(page.getByRole('button', { name: a.closeAgain(2) })).toBeVisible()
  signal.regain()
  await page.getByRole('button', { name: key.unlock }).click()
  await enterPin(page, vi.pin.enter)
  await expect(page).toHaveURL(/\/alarm\/[0-9a-f-]{36}$/)
  await allSent(page)
  await expect.poll(async () => (await logs()).filter(({ code }) => code === 'OFFLINE').length).toBe(2)
  expect(agents.map(({ heard }) => heard.length)).toEqual([1, 1])
})

/** Reads what each alarm key of this phone knows of the unit. */
const cardsOn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('antt-alarm')
        opening.addEventListener('error', reject)
        opening.addEventListener('success', () => {
          const asked = opening.result.transaction('keys').objectStore('keys').getAll()
          asked.addEventListener('success', () =>
            resolve(asked.result.map(({ card }: { card: unknown }) => card))
          )
        })
      })
  )

test('when the commander no longer allows it, nothing of it stays on the phone', async () => {
  const { page } = keeper
  await allow(chief.page, key.allowed.no)
  await goInside(keeper, '/settings')
  await expect(page.getByText(vi.settings.lock)).toBeVisible()
  await expect(page.getByText(key.title)).toHaveCount(0)
  // The screen follows the commander's word a moment before the disk does.
  await expect.poll(() => cardsOn(page)).toEqual([null])
  await lockedAt('/alarm?from=shortcut')
  await expect(page.getByText(vi.pin.forAlarm)).toBeVisible()
  await expect(page.getByRole('button', { name: a.hold })).toHaveCount(0)
})
