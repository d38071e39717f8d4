import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newPhone, openGate, readyForOffline, signIn, writeEntry } from '../tests/phones/phone.ts'
import { startServer } from '../tests/phones/server.ts'
import { vi } from '#lib/i18n/vi.ts'

// `npm run screenshots`: takes the pictures of the README and of the install dialog again, from the demo.
const root = fileURLToPath(new URL('..', import.meta.url))
const readme = join(root, 'docs/screenshots')
const install = join(root, 'static/screenshots')
for (const folder of [readme, install]) mkdirSync(folder, { recursive: true })

const server = await startServer()
const phone = await newPhone(server.url)
const { page } = phone
const take = async (folder: string, name: string) => {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}
const allSent = () =>
  page
    .getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })
    .filter({ visible: true })
    .waitFor()

try {
  await page.goto(phone.signal.url)
  await page.getByRole('button', { name: vi.signIn.submit, exact: true }).waitFor()
  await take(readme, 'sign-in')
  await signIn(phone, 'ph-cong1b')
  await page.getByRole('link', { name: vi.home.writeClosed }).waitFor()
  await allSent()
  await take(readme, 'today')
  await take(install, 'today')
  await page.getByRole('link', { name: vi.nav.gates, exact: true }).click()
  await page.getByRole('link', { name: 'Cổng Chùa' }).waitFor()
  await take(install, 'gates')
  await openGate(phone, 'Cổng 1B')
  await readyForOffline(phone)
  phone.signal.lose()
  await writeEntry(phone, 'Đóng cổng theo giờ đêm, đường vắng')
  await take(readme, 'gate')
  await take(install, 'gate')
  await page.emulateMedia({ colorScheme: 'dark' })
  await take(readme, 'gate-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  phone.signal.regain()
  await page.setViewportSize({ width: 1280, height: 800 })
  await allSent()
  await take(install, 'desk')
} finally {
  await phone.throwAway()
  await server.stop()
}
