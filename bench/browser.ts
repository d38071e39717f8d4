import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import type { Envelope } from '#lib/domain/fact.ts'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

const quiet = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync'
]
const phoneScreen = { width: 360, height: 740 }

export interface Visit {
  url: string
  /** CDP's CPU throttling rate: 6 makes this machine's page a cheap phone's. */
  throttle?: number
  /** A profile to go on with; a new one on the disk, thrown away at the end, where none is named. */
  profile?: string
  /** JavaScript to run before the page's own. */
  before?: string
  /** More arguments of Chromium. */
  args?: readonly string[]
  /** Size of the screen, CSS pixels. */
  screen?: { width: number; height: number }
  /** Approves a device that the page has introduced, for `approveDevice` there. */
  approve?(enrolment: Envelope): Promise<void>
}

/** One page in a browser process of its own. Profiles lie on the disk: in a private window IndexedDB would not. */
export async function visit<T>(
  { url, throttle = 1, profile, before, approve, args = [], screen = phoneScreen }: Visit,
  work: (page: Page) => Promise<T>
): Promise<T> {
  if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}: set CHROMIUM`)
  const folder = profile ?? (await mkdtemp(join(tmpdir(), 'antt-bench-profile-')))
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args: [...quiet, ...args],
    viewport: screen,
    locale: 'vi-VN'
  })
  try {
    const page = context.pages()[0] ?? (await context.newPage())
    if (approve) await page.exposeFunction('approveDevice', approve)
    if (before) await page.addInitScript({ content: before })
    if (throttle > 1) {
      const devtools = await context.newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttle })
    }
    await page.goto(url)
    return await work(page)
  } finally {
    await context.close()
    if (!profile) await rm(folder, { recursive: true, force: true })
  }
}

/** The browser's name and version. */
export async function browserVersion(): Promise<string> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const version = browser.version()
  await browser.close()
  return `Chromium ${version}`
}
