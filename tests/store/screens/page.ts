import type { Envelope } from '#lib/domain/fact.ts'
import { newDataKey } from '#lib/data/keys/keys.ts'
import { openSeenScreens } from '#lib/data/screens/seen-screens.ts'
import { openStore } from '#lib/data/store/open-store.ts'
import type { PhoneStore } from '#lib/data/store/store.ts'

const account = 'giu-cong'
const screens = openSeenScreens({ address: () => '/', build: '1' })
let key: CryptoKey
let store: PhoneStore
let shown: readonly string[] = []

const page = {
  /** Opens the notebook's store and follows a book as a screen does. */
  async open(): Promise<void> {
    key = await newDataKey()
    store = await openStore(account, key, async () => {})
    await new Promise<void>((told) => {
      const next = (facts: { id: string }[]) => {
        shown = facts.map(({ id }) => id)
        told()
      }
      store.book('gates').subscribe({ next, error: (problem) => console.error(problem) })
    })
  },
  receive: (facts: Envelope[], erased: string[]) => store.receive(facts, erased),
  shown: () => shown,
  keep: () => screens.keep(account, key, '/', { at: 1, styles: [], html: '<p>Hụi</p>' }),
  drop: () => screens.drop(account),
  find: async () => (await (await screens.find(account))(key))?.html ?? null,
  /** Keeps a screen while all are dropped. */
  async keepWhileDropped(): Promise<boolean> {
    const keeping = page.keep()
    await page.drop()
    return keeping
  },
  /** Lets the page's clock run ahead. */
  pass(ms: number): void {
    const now = performance.now.bind(performance)
    performance.now = () => now() + ms
  }
}
export type Page = typeof page
Object.assign(globalThis, { antt: page })
