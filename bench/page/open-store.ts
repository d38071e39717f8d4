import { phoneStorage } from '#lib/data/store/indexed-db/phone-storage.ts'
import { PhoneStore } from '#lib/data/store/store.ts'
import { webLocks } from '#lib/data/tabs.ts'
import { yieldToBrowser } from '#lib/data/yield-to-browser.ts'

/** Opens the product's store, as `src/lib/app/start.ts` does. */
export function openStore(account: string, key: CryptoKey): Promise<PhoneStore> {
  const storage = phoneStorage()
  return PhoneStore.open({
    account,
    key,
    storage,
    locks: webLocks,
    multiInstance: true,
    yieldNow: yieldToBrowser
  })
}
