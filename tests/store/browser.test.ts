import type { Browser, BrowserContext, Page as Tab } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launch, serve, type Site } from './browser.ts'
import type { Page } from './page.ts'

declare const antt: Page
let site: Site
let browser: Browser
let phone: BrowserContext
let requests: string[] = []

beforeAll(async () => {
  site = await serve('./page.ts', (request, response) => {
    const { url = '' } = request
    if (!url.startsWith('/db/') && !url.startsWith('/session')) return false
    requests.push(url)
    const session = { account: 'giu-cong', state: 'approved', roles: [], token: 'token' }
    const body = { '/session/nonce': { nonce: 'nonce' }, '/session': session }[url] ?? { error: 'not_found' }
    response.writeHead('error' in body ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
    return true
  })
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(async () => {
  requests = []
  phone = await browser.newContext()
})
afterEach(() => phone.close())

async function openTab(): Promise<Tab> {
  const tab = await phone.newPage()
  await tab.goto(site.url)
  await tab.waitForFunction(() => 'antt' in globalThis)
  return tab
}

test('keys come back through the PIN after a restart; a wrong PIN opens nothing', async () => {
  const tab = await openTab()
  const device = await tab.evaluate(() => antt.create('246810'))
  await tab.reload()
  await tab.waitForFunction(() => 'antt' in globalThis)
  expect(await tab.evaluate(() => antt.identities())).toEqual([
    { account: 'giu-cong', roles: ['xa-thu:keeper'], opensBy: 'pin', hasPasskey: false }
  ])
  expect(await tab.evaluate(() => antt.unlock('000000'))).toEqual({ code: 'wrong-pin' })
  expect(await tab.evaluate(() => antt.unlock('246810'))).toEqual({ device, extractable: false })
})

test('after four wrong PINs each further one costs time, doubling, over restarts and whatever the clock says; nothing is erased', async () => {
  const tab = await openTab()
  const device = await tab.evaluate(() => antt.create('246810'))
  for (let i = 0; i < 5; i++)
    expect(await tab.evaluate(() => antt.unlock('1'))).toEqual({ code: 'wrong-pin' })
  await tab.reload()
  await tab.waitForFunction(() => 'antt' in globalThis)
  expect(await tab.evaluate(() => antt.unlock('246810'))).toEqual({ code: 'wait', ms: 30_000 })
  const shifted = await tab.evaluate(async () => {
    const now = Date.now
    Date.now = () => now() + 24 * 3_600_000
    const answer = await antt.unlock('246810')
    Date.now = now
    return answer
  })
  expect(shifted).toEqual({ code: 'wait', ms: 30_000 })
  await tab.evaluate(() => antt.sitOut())
  for (const waits of [60_000, 120_000, 240_000, 480_000, 900_000, 900_000]) {
    expect(await tab.evaluate(() => antt.unlock('1'))).toEqual({ code: 'wrong-pin' })
    expect(await tab.evaluate(() => antt.waitLeft())).toBe(waits)
    await tab.evaluate(() => antt.sitOut())
  }
  expect(await tab.evaluate(() => antt.unlock('246810'))).toEqual({ device, extractable: false })
  expect(await tab.evaluate(() => antt.unlock('1'))).toEqual({ code: 'wrong-pin' })
  expect(await tab.evaluate(() => antt.unlock('246810'))).toMatchObject({ device })
})

test('a tab that its browser froze while it waited holds up no other one, and takes nothing off a later wait', async () => {
  const tab = await openTab()
  await tab.evaluate(() => antt.create('246810'))
  for (let i = 0; i < 5; i++) await tab.evaluate(() => antt.unlock('1'))
  await tab.evaluate(() => antt.lag())
  await tab.evaluate(() => antt.sitOut())
  expect(await tab.evaluate(() => antt.unlock('1'))).toEqual({ code: 'wrong-pin' })
  await tab.evaluate(() => antt.catchUp())
  expect(await tab.evaluate(() => antt.waitLeft())).toBe(60_000)
})

test('another PIN opens the same notebook, the old one no more; a wrong old one changes nothing and counts', async () => {
  const tab = await openTab()
  const device = await tab.evaluate(() => antt.create('246810'))
  await tab.evaluate(() => antt.open())
  await tab.evaluate(() => antt.write(1))
  expect(await tab.evaluate(() => antt.changePin('111111', '975310'))).toEqual({ code: 'wrong-pin' })
  expect(await tab.evaluate(() => antt.changePin('246810', '975310'))).toBeNull()
  await tab.reload()
  await tab.waitForFunction(() => 'antt' in globalThis)
  expect(await tab.evaluate(() => antt.unlock('246810'))).toEqual({ code: 'wrong-pin' })
  expect(await tab.evaluate(() => antt.unlock('975310'))).toEqual({ device, extractable: false })
  await tab.evaluate(() => antt.open())
  await tab.waitForFunction(() => antt.shown().length === 1)
  for (let i = 0; i < 5; i++) await tab.evaluate(() => antt.changePin('1', '246810'))
  expect(await tab.evaluate(() => antt.changePin('975310', '246810'))).toMatchObject({ code: 'wait' })
})

test('two tabs write at once: numbers without gap or twin, and each sees what the other wrote', async () => {
  const [a, b] = [await openTab(), await openTab()]
  await a.evaluate(() => antt.create('246810'))
  await b.evaluate(() => antt.unlock('246810'))
  await Promise.all([a, b].map((tab) => tab.evaluate(() => antt.open())))
  await Promise.all([a, b].map((tab) => tab.evaluate(() => antt.write(25))))
  for (const tab of [a, b]) {
    await tab.waitForFunction(() => antt.shown().length === 50)
    const numbers = await tab.evaluate(() => antt.shown())
    expect(numbers.sort((x, y) => x - y)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
    expect(await tab.evaluate(() => antt.counts())).toEqual({ pending: 50, refused: 0, kept: 0 })
  }
})

test('facts are there after a restart, and no word of them lies in clear in any IndexedDB', async () => {
  const tab = await openTab()
  await tab.evaluate(() => antt.create('246810'))
  await tab.evaluate(() => antt.open())
  await tab.evaluate(() => antt.write(3))
  await tab.reload()
  await tab.waitForFunction(() => 'antt' in globalThis)
  await tab.evaluate(() => antt.unlock('246810'))
  await tab.evaluate(() => antt.open())
  await tab.waitForFunction(() => antt.shown().length === 3)
  const lying = await tab.evaluate(() => antt.lying())
  expect(lying.match(/gate\/a/g)).toHaveLength(3)
  expect(lying).not.toMatch(/BI MAT|246810|mat-khau/)
})

test('what lies here is told by id, and what was erased stays erased over a restart, whoever brings it again', async () => {
  const ids = Array.from({ length: 1_201 }, (_, i) => `0199bbbb-0000-7000-8000-${`${i}`.padStart(12, '0')}`)
  const tab = await openTab()
  await tab.evaluate(() => antt.create('246810'))
  await tab.evaluate(() => antt.open())
  await tab.evaluate((ids) => antt.receive([...ids].reverse()), ids)
  expect(await tab.evaluate(() => antt.inventory())).toEqual(ids)
  const gone = ids[600]!
  await tab.evaluate((gone) => antt.receive([], [gone]), gone)
  await tab.reload()
  await tab.waitForFunction(() => 'antt' in globalThis)
  await tab.evaluate(() => antt.unlock('246810'))
  await tab.evaluate(() => antt.open())
  await tab.evaluate((ids) => antt.receive(ids), ids)
  expect(await tab.evaluate(() => antt.inventory())).toEqual(ids.filter((id) => id !== gone))
})

test('one tab exchanges for all; the other takes over when it closes', async () => {
  const [a, b] = [await openTab(), await openTab()]
  await a.evaluate(() => antt.create('246810'))
  await b.evaluate(() => antt.unlock('246810'))
  for (const tab of [a, b]) {
    await tab.evaluate(() => antt.open())
    await tab.evaluate(() => antt.startCourier())
  }
  await b.evaluate(() => antt.ring())
  await b.waitForFunction(async () => ((await antt.report()) as { state: string }).state === 'idle')
  expect(requests).toContain('/session')
  await a.close()
  const before = requests.length
  await b.evaluate(() => antt.ring())
  await b.waitForFunction(async () => ((await antt.report()) as { state: string }).state === 'idle')
  await expect.poll(() => requests.length).toBeGreaterThan(before)
})
