import { afterEach, expect, test, vi } from 'vitest'
import type { Http } from '../http/http.ts'
import type { OpenChannel } from '../tabs.ts'
import { PhonePhotos } from './phone-photos.ts'

let goOn = () => {}
const working = new Promise<void>((resolve) => (goOn = resolve))
vi.mock('./photo-sync.ts', () => ({
  PhotoSync: class {
    forget = () => working
    close = async () => {}
  }
}))
afterEach(() => vi.unstubAllGlobals())

/** Behaves like a browser's own: throws once it is closed. */
const openChannel: OpenChannel = () => {
  let isClosed = false
  const post = () => {
    if (isClosed) throw new DOMException('Channel is closed', 'InvalidStateError')
  }
  return { post, close: () => void (isClosed = true) }
}

test('what ends after it is closed is no failure', async () => {
  vi.stubGlobal('indexedDB', {})
  const evidence = new PhonePhotos({
    account: 'truc',
    key: {} as CryptoKey,
    http: {} as Http,
    openChannel
  })
  const ending = evidence.forget(['s'.repeat(43)])
  await evidence.close()
  goOn()
  await expect(ending).resolves.toBeUndefined()
})
