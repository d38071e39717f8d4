import type { Page } from '@playwright/test'
import { alarm } from '#lib/i18n/alarms/alarm-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { openMore, pin } from '../phone.ts'
import { phonesOfFile } from '../phones.ts'
import type { Server } from '../server.ts'
import { expect, test } from '../fixtures.ts'

let server: Server
test.beforeAll(({ demo }) => void (server = demo))
const phoneOf = phonesOfFile(() => server)

const face = (page: Page) => page.locator('#splash.face')
const dots = (page: Page) => page.locator('.pin .filled')

/** Starts the locked app anew with its scripts held back: `release` lets them come. */
async function startHeldBack(account: string, changed: object = {}) {
  const { page, signal } = await phoneOf(account)
  if (await page.getByRole('navigation', { name: vi.nav.label }).isVisible()) {
    await openMore(await phoneOf(account), vi.nav.settings)
    await page.getByRole('button', { name: vi.settings.lock }).click()
    await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  }
  // Goes to a page without the app, which would keep another one meanwhile.
  await page.goto(`${signal.url}/theme.js`)
  await page.evaluate((changed) => {
    const face = JSON.parse(localStorage.getItem('lock-face')!)
    localStorage.setItem('lock-face', JSON.stringify({ ...face, ...changed }))
  }, changed)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.setBypassServiceWorker', { bypass: true })
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  const scripts = '**/_app/immutable/**/*.js'
  await page.route(scripts, async (route) => {
    await held
    await route.continue()
  })
  await page.goto(signal.url, { waitUntil: 'commit' })
  return {
    page,
    async release() {
      release()
      await expect(page.locator('#splash')).toHaveCount(0)
      await page.unroute(scripts)
      await devtools.detach()
    }
  }
}

test('the lock stands and takes digits before the app has loaded, which goes on with them', async () => {
  const { page, release } = await startHeldBack('ph-cong1b')
  await expect(face(page).getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  await expect(dots(page)).toHaveCount(0)
  await face(page).getByRole('button', { name: pin[0]!, exact: true }).click()
  await page.keyboard.type('9')
  await face(page).getByRole('button', { name: vi.pin.erase }).click()
  await page.keyboard.type(pin.slice(1, 4))
  await expect(dots(page)).toHaveCount(4)
  // Only what works without the app can be tapped.
  await expect(face(page).getByRole('link', { name: vi.pin.callPolice })).toBeVisible()
  await expect(face(page).getByRole('button', { name: vi.pin.forgotten })).toBeHidden()
  await release()
  await expect(dots(page)).toHaveCount(4)
  await page.keyboard.type(pin.slice(4))
  await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
})

test('the alarm can be tapped before the app has loaded: it asks for the PIN at once, and then its page is open', async () => {
  const { page, release } = await startHeldBack('ph-cong1b')
  const siren = face(page).getByRole('button', { name: alarm.button, exact: true })
  await siren.click()
  await release()
  await expect(page.getByText(vi.pin.forAlarm)).toBeVisible()
  await page.keyboard.type(pin)
  await expect(page.getByRole('button', { name: alarm.hold })).toBeVisible()
})

test('a whole PIN opens the notebook once the app is there; a wrong one is refused by it and counted once', async () => {
  const wrong = await startHeldBack('ph-cong1b')
  await expect(face(wrong.page)).toBeVisible()
  await wrong.page.keyboard.type('111111')
  await wrong.release()
  await expect(wrong.page.getByText(vi.pin.wrong)).toBeVisible()
  await expect(dots(wrong.page)).toHaveCount(0)
  const right = await startHeldBack('ph-cong1b')
  await expect(face(right.page)).toBeVisible()
  // Says nothing of the try before.
  await expect(right.page.getByText(vi.pin.wrong)).toHaveCount(0)
  await right.page.keyboard.type(pin)
  await right.release()
  await expect(right.page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
})

test('digits typed for another account are not used, and a face of other words or of an earlier build is not shown', async () => {
  const other = await startHeldBack('ph-cong1b', { account: 'nguoi-khac' })
  await expect(face(other.page)).toBeVisible()
  await other.page.keyboard.type(pin)
  await other.release()
  await expect(other.page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  await expect(dots(other.page)).toHaveCount(0)
  for (const changed of [{ lang: 'en' }, { build: '1' }, { styles: ['/_app/immutable/assets/gone.css'] }]) {
    const { page, release } = await startHeldBack('ph-cong1b', changed)
    await page.waitForLoadState('domcontentloaded')
    await expect(page.locator('#splash img')).toBeVisible()
    await expect(face(page)).toHaveCount(0)
    await release()
  }
})

test('a face that somebody has changed leads nowhere: one part that a lock has not got, and it is not shown', async () => {
  const asked: string[] = []
  const phone = await phoneOf('ph-cong1b')
  phone.page.on('request', (request) => void asked.push(request.url()))
  const lockOf = (...parts: unknown[]) => ({ tree: ['main', {}, [['p', {}, ['Chào']], ...parts]] })
  const harmless = await startHeldBack('ph-cong1b', lockOf(['a', { href: 'tel:113' }, ['Gọi']]))
  await expect(face(harmless.page).getByText('Chào')).toBeVisible()
  await harmless.release()
  const elsewhere = 'https://ke-gian.example/'
  for (const changed of [
    lockOf(['a', { href: elsewhere }, ['Mở khóa']]),
    lockOf(['a', { href: 'javascript:alert(1)' }, ['Mở khóa']]),
    lockOf(['a', { href: '/alarm', target: '_blank' }, ['Mở khóa']]),
    lockOf(['form', { action: elsewhere }, [['input', {}, []]]]),
    lockOf(['input', { type: 'password' }, []]),
    lockOf(['img', { src: `${elsewhere}x.png` }, []]),
    lockOf(['button', { onclick: 'alert(1)' }, ['Mở khóa']]),
    lockOf(['p', { style: 'position: fixed' }, ['Mở khóa']]),
    lockOf(['svg', { fill: `url(${elsewhere})` }, []]),
    lockOf(['svg', {}, [['use', { href: elsewhere }, []]]]),
    lockOf(['script', {}, ['alert(1)']]),
    { styles: [`${elsewhere}x.css`] },
    { tree: '<a href="/alarm">Mở khóa</a>', html: '<a href="/alarm">Mở khóa</a>', styles: null },
    { tree: null, html: '<a href="/alarm">Mở khóa</a>' }
  ]) {
    const { page, release } = await startHeldBack('ph-cong1b', changed)
    await page.waitForLoadState('domcontentloaded')
    await expect(page.locator('#splash img')).toBeVisible()
    await expect(face(page), JSON.stringify(changed)).toHaveCount(0)
    await release()
  }
  expect(asked.filter((url) => url.startsWith(elsewhere))).toEqual([])
})
