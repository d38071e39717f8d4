import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  goInside,
  newPhone,
  openGate,
  readyForOffline,
  signIn,
  unlock,
  writeEntry,
  type Phone
} from '../tests/browser/phone.ts'
import { startServer } from '../tests/browser/server.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'

// `npm run screenshots`: takes the screenshots of the README and of the install dialog from the demo.
const root = fileURLToPath(new URL('..', import.meta.url))
const readme = join(root, 'docs/screenshots')
const install = join(root, 'static/screenshots')
for (const folder of [readme, install]) mkdirSync(folder, { recursive: true })
const desk = { width: 1280, height: 800 }

const take = async ({ page }: Phone, folder: string, name: string) => {
  await page.getByRole('status', { name: vi.loading }).waitFor({ state: 'detached' })
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}
const allSent = ({ page }: Phone) =>
  page
    .getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })
    .filter({ visible: true })
    .waitFor()
/** Opens a list, and the entry of that name in it. */
const openFrom = async (phone: Phone, path: string, name: string | RegExp) => {
  await goInside(phone, path)
  await phone.page.getByRole('link', { name }).first().click()
  await phone.page.waitForURL((url) => url.pathname !== path)
}

const server = await startServer()
try {
  await as('ph-cong1b', async (phone) => {
    const { page } = phone
    await take(phone, readme, 'keeper')
    await take(phone, install, 'today')
    await page.getByRole('link', { name: vi.nav.gates, exact: true }).click()
    await page.getByRole('link', { name: 'Cổng Chùa' }).waitFor()
    await take(phone, install, 'gates')
    await openGate(phone, 'Cổng 1B')
    phone.signal.lose()
    await writeEntry(phone, 'Đóng cổng theo giờ đêm, đường vắng')
    await take(phone, install, 'gate')
    phone.signal.regain()
  })
  await as('ph-truong', async (phone) => {
    const { page } = phone
    await take(phone, readme, 'today')
    await goInside(phone, '/incidents')
    await page.getByLabel(incidents.filters.state).selectOption('all')
    await page.getByRole('link', { name: /01:40/ }).first().click()
    await page.getByText('Nhờ cổng').first().waitFor()
    await take(phone, readme, 'incident')
    await page.emulateMedia({ colorScheme: 'dark' })
    await goInside(phone, '/incidents')
    await take(phone, readme, 'incidents-dark')
  })
  await as('lt-truong', async (phone) => {
    await openFrom(phone, '/hui', /LT-01/)
    await take(phone, readme, 'hui-line')
  })
  await as('lt-ubnd', async (phone) => {
    await phone.page.setViewportSize(desk)
    await take(phone, install, 'desk')
    await openFrom(phone, '/notices', /LT-12/)
    await take(phone, readme, 'desk')
  })
} finally {
  await server.stop()
}

/** Lends a phone on which an account of the demo has signed in for the first time. */
async function as(account: string, look: (phone: Phone) => Promise<void>) {
  const phone = await newPhone(server.url)
  try {
    await phone.page.goto(phone.signal.url)
    await signIn(phone, account)
    await allSent(phone)
    await readyForOffline(phone)
    // Unlocks once more, so that the notice of the first download is gone.
    await unlock(phone)
    await allSent(phone)
    await look(phone)
  } finally {
    await phone.throwAway()
  }
}
