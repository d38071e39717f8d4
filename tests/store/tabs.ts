import type { Browser, BrowserContext, Page as Tab } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { launch, serve, type Site } from './browser.ts'

/** Serves a page's script to the tests of a file, each on a phone of its own; returns what opens a tab that has loaded it. */
export function tabsOf(script: string): () => Promise<Tab> {
  let site: Site
  let browser: Browser
  let phone: BrowserContext
  beforeAll(async () => {
    site = await serve(script)
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })
  beforeEach(async () => {
    phone = await browser.newContext()
  })
  afterEach(() => phone.close())
  return async () => {
    const tab = await phone.newPage()
    await tab.goto(site.url)
    await tab.waitForFunction(() => 'antt' in globalThis)
    return tab
  }
}
