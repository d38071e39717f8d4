import { webLocks } from '../tabs.ts'
import { phoneStorage } from './dexie.ts'
import { PhoneStore } from './store.ts'
import { yieldToBrowser } from './yield.ts'

/** The store of one account in this browser. @param mayOpen throws where its key is this phone's no more */
export function openStore(
  account: string,
  key: CryptoKey,
  mayOpen: () => Promise<void>
): Promise<PhoneStore> {
  const tabs = { locks: webLocks, multiInstance: true, yieldNow: yieldToBrowser }
  return PhoneStore.open({ account, key, storage: phoneStorage(mayOpen), ...tabs })
}
