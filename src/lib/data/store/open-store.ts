import { emptyShelf } from '../screens/shelf.ts'
import { webLocks } from '../tabs.ts'
import { yieldToBrowser } from '../yield-to-browser.ts'
import { phoneStorage } from './indexed-db/phone-storage.ts'
import { PhoneStore } from './store.ts'

/** Opens the store of one account in this browser. @param mayOpen throws when its key is no longer this phone's */
export function openStore(
  account: string,
  key: CryptoKey,
  mayOpen: () => Promise<void>
): Promise<PhoneStore> {
  const tabs = { locks: webLocks, multiInstance: true, yieldNow: yieldToBrowser }
  const gone = () => emptyShelf(account)
  const left = () => void gone().catch(() => {})
  return PhoneStore.open({ account, key, storage: phoneStorage(mayOpen), gone, left, ...tabs })
}
