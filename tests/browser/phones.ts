import { vi } from '#lib/i18n/vi.ts'
import { approved, enterPin, goInside, newPhone, readyForOffline, signIn, type Phone } from './phone.ts'
import { forFile, type Keep } from './fixtures.ts'

type Opens = (account: string, path?: string) => Promise<Phone>

/** Signs in on a new phone, which starts without a network from then on, and goes to an address. */
export function phonesOf(server: () => { url: string }, keep: Keep): Opens {
  return async (account, path = '/') => {
    const phone = keep(await newPhone(server().url))
    await signIn(phone, account)
    await approved(phone)
    await readyForOffline(phone)
    if (path !== '/') await goInside(phone, path)
    return phone
  }
}

/**
 * Phones that the tests of one file share, one an account: signed in for the first test that asks, and led elsewhere by
 * each further one. A test that looks at what lies or waits on its phone has one of its own.
 */
export function phonesOfFile(server: () => { url: string }): Opens {
  const open = phonesOf(server, forFile())
  const phones = new Map<string, Phone>()
  return async (account, path = '/') => {
    const known = phones.get(account)
    if (!known) {
      const phone = await open(account, path)
      phones.set(account, phone)
      return phone
    }
    known.signal.regain()
    await leadTo(known, path)
    return known
  }
}

/** Leads an open notebook to an address, from elsewhere so that nothing of the screen before is left; opens a locked one there. */
async function leadTo(phone: Phone, path: string): Promise<void> {
  const { page, signal } = phone
  if (await page.getByRole('navigation', { name: vi.nav.label }).isVisible()) {
    await goInside(phone, path === '/more' ? '/' : '/more')
    return goInside(phone, path)
  }
  await page.goto(`${signal.url}${path}`)
  await enterPin(page, vi.pin.enter)
}
