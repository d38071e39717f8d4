import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium, expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { vi } from '#lib/i18n/vi.ts'
import { browser, patience, phoneScreen } from '../launch.ts'
import { killProfile } from '../kill.ts'
import { diaryOf, listen } from './diary.ts'
import { watchPolicy } from './policy.ts'
import { leading, signalTo, type Signal } from './signal.ts'

export const pin = '246813'

/** A phone with a browser profile of its own, and its own way to the server. */
export interface Phone {
  page: Page
  signal: Signal
  profile: string
  /** Ends the browser without a word, as an empty battery does. */
  kill(): Promise<void>
  /** Starts the browser again on the same profile. */
  start(): Promise<void>
  throwAway(): Promise<void>
}

/** Names the variable with the profile of a browser that holds the app already: to fetch it takes longer than most tests. */
export const visitedProfile = 'VISITED_PROFILE'

/** @param app whether the browser has been at this address before, so that its service worker has the app */
export async function newPhone(
  serverUrl: string,
  app: 'visited' | 'unknown' = 'visited',
  executablePath = browser.executablePath
): Promise<Phone> {
  const profile = await mkdtemp(join(tmpdir(), 'so-tay-phone-'))
  const tell = diaryOf(profile)
  const signal = await signalTo(serverUrl, tell)
  const visited = process.env[visitedProfile]
  // Twice as quick as `cp` of node:fs, and other phones of this process go on meanwhile.
  if (visited && app === 'visited') await promisify(execFile)('cp', ['-R', `${visited}/.`, profile])
  let context: BrowserContext
  const phone: Phone = {
    page: undefined as unknown as Page,
    signal,
    profile,
    async start() {
      context = await chromium.launchPersistentContext(profile, {
        ...phoneScreen,
        ...browser,
        executablePath,
        args: [...browser.args, leading(signal.port)]
      })
      context.setDefaultTimeout(patience)
      listen(context, tell)
      await watchPolicy(context)
      phone.page = context.pages()[0] ?? (await context.newPage())
    },
    async kill() {
      const gone = new Promise((resolve) => context.once('close', resolve))
      killProfile(profile)
      await gone
    },
    async throwAway() {
      await context.close().catch(() => {})
      await signal.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    }
  }
  await phone.start()
  return phone
}

/** Signs in for the first time and chooses a PIN; opens the app unless the phone shows it already. */
export async function signIn(
  { page, signal }: { page: Page; signal: Pick<Signal, 'url'> },
  account: string,
  password = 'antt-demo'
): Promise<void> {
  if (!page.url().startsWith(signal.url)) await page.goto(signal.url)
  await page.getByLabel(vi.signIn.account, { exact: true }).fill(account)
  await page.getByLabel(vi.signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: vi.signIn.submit, exact: true }).click()
  await enterPin(page, vi.pin.choose)
  await enterPin(page, vi.pin.again)
  await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
}

/** Waits until a phone has been let in and has its unit's books: the demo approves it a moment after it signs in. */
export async function approved({ page }: Pick<Phone, 'page'>): Promise<void> {
  const chip = page.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })
  await expect(chip.filter({ visible: true }).first()).toBeVisible()
}

export async function unlock({ page, signal }: Phone): Promise<void> {
  await page.goto(signal.url)
  await enterPin(page, vi.pin.enter)
  await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
}

export async function enterPin(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  for (const digit of pin) await page.keyboard.press(digit)
}

/** Holds a button by a key until what it does is seen, however slow the machine is. */
export async function holdByKey(button: Locator, seen: () => Promise<unknown>): Promise<void> {
  const { keyboard } = button.page()
  await button.focus()
  await keyboard.down('Enter')
  await seen()
  await keyboard.up('Enter')
}

export async function openGate({ page }: Phone, name: string, t = vi): Promise<void> {
  await page.getByRole('link', { name: t.nav.gates, exact: true }).click()
  // The page before may have an incident in whose words the gate is named.
  await page.waitForURL(({ pathname }) => pathname === '/gates')
  await page.getByRole('link', { name }).and(page.locator('[href^="/gate/"]')).first().click()
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
}

/** Opens a page under "Thêm" by its name. */
export async function openMore({ page }: Phone, name: string, t = vi): Promise<void> {
  await page.getByRole('link', { name: t.nav.more, exact: true }).click()
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { name, exact: true, level: 1 })).toBeVisible()
}

/** Writes one entry in the log of the gate on screen and comes back to the log. */
export async function writeEntry(
  { page }: Phone,
  reason: string,
  t = vi,
  what: keyof typeof vi.happenings = 'closed'
): Promise<void> {
  await page.getByRole('link', { name: t.log.write }).click()
  await page.getByRole('radio', { name: t.happenings[what] }).check({ force: true })
  await page.getByLabel(t.note.reason).fill(reason)
  await page.getByRole('button', { name: t.note.save, exact: true }).click()
  await expect(page.getByText(reason)).toBeVisible()
  // The entry shows before its form goes back in history, which would undo the next step's navigation;
  // the button is no sign of it, for it has another name while it saves.
  await page.waitForURL(({ pathname }) => !pathname.endsWith('/write'))
  // The address changes before the page does.
  await expect(page.getByLabel(t.note.reason)).toHaveCount(0)
}

/** Waits until the service worker has everything it needs to start with no network. */
export async function readyForOffline({ page }: Phone): Promise<void> {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active?.state === 'activated') return
    await new Promise<void>((resolve) =>
      active?.addEventListener('statechange', () => active.state === 'activated' && resolve())
    )
  })
}

/** Goes to an address inside the app, so that the notebook stays open. */
export async function goInside({ page }: Pick<Phone, 'page'>, path: string): Promise<void> {
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href })
    document.body.append(link)
    link.click()
    link.remove()
  }, path)
  await page.waitForURL((url) => url.pathname + url.search === path)
}
