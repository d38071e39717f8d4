import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Page } from 'playwright-core'
import type { TestStack } from '../tests/stack.ts'
import { visit } from './browser.ts'
import { registerGates, seed } from './seeds.ts'
import type { Watch } from './page/watch.ts'

declare const watch: Watch

export const pin = '135790'

/** A browser profile in which the built app was signed in and holds `facts` synced facts. */
export interface Phone {
  profile: string
  remove(): Promise<void>
}

/**
 * Seeds the stack's unit and takes a new phone through it as a person would: signing in, a PIN, the commander's approval, the
 * first sync.
 * @param fill seeds `facts` facts; notes of gates where it is not given
 */
export async function preparePhone(
  stack: TestStack,
  facts: number,
  fill: () => Promise<unknown> = () => seed(stack, facts)
): Promise<Phone> {
  await registerGates(stack)
  await fill()
  const { name, password } = await stack.account('officer')
  const profile = await mkdtemp(join(tmpdir(), 'antt-bench-phone-'))
  await visit({ url: stack.url, profile, before: await watchScript() }, async (page) => {
    await page.fill('form input[type="text"]', name)
    await page.fill('input[type="password"]', password)
    await page.click('button[type="submit"]')
    for (const _ of ['chosen', 'repeated']) {
      await page.waitForSelector('.pin .keys button:enabled')
      await page.keyboard.type(pin)
    }
    await approveNext(stack, name)
    await page.waitForSelector('main a[href="/gates"] b')
    await page.waitForFunction((facts) => watch.stored().then((stored) => stored >= facts), facts, {
      polling: 500,
      timeout: 600_000
    })
    await nextExchange(page)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  })
  // Another start, long enough for its first screen to be kept for the next ones.
  await visit({ url: stack.url, profile }, async (page) => {
    await page.waitForSelector('.pin .keys button:enabled')
    await page.keyboard.type(pin)
    await page.waitForSelector('main a[href="/gates"] b')
    await page.waitForTimeout(2_500)
  })
  return { profile, remove: () => rm(profile, { recursive: true, force: true }) }
}

/** Approves the phone of an account once it has introduced itself. */
const approveNext = ({ letInPhoneOf }: TestStack, account: string): Promise<void> => letInPhoneOf(account)

/** An exchange begins by asking what its session may do; the one before is over then. */
export async function nextExchange(page: Page): Promise<void> {
  await page.waitForResponse((answer) => answer.url().endsWith('/session'), {
    timeout: 600_000
  })
}

/** `page/watch.ts` for `Visit.before`. */
export async function watchScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page/watch.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome100'
  })
  return outputFiles[0]!.text
}
