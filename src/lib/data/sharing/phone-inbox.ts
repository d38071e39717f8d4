import type { Session } from '#lib/ports/session.ts'
import type { SharedInbox } from '#lib/ports/outbox.ts'
import { newKeptHalves, rawHalf, unwrappedHalf } from '../keys/agreed-key.ts'
import { wrap } from '../keys/keys.ts'
import { inboxOf, type InboxKey } from './inbox-shelf.ts'
import { openShare } from './share-box.ts'

/** Opens the inbox of an account whose notebook is open. @param now Unix ms of the phone */
export async function openInbox(
  { identity: { account }, keys: { data } }: Pick<Session, 'identity' | 'keys'>,
  now: () => number
): Promise<SharedInbox> {
  const shelf = await inboxOf(account)
  const ownKey = async () => (await shelf.begin('keys', 'readonly')).store.get('own')
  async function write(key: InboxKey): Promise<void> {
    const { store, done } = await shelf.begin('keys', 'readwrite')
    await store.put(key)
    await done
  }

  async function newKey(): Promise<Omit<InboxKey, 'usedAt'>> {
    const { publicKey, privateKey } = await newKeptHalves()
    return {
      id: 'own',
      publicKey: await rawHalf(publicKey),
      privateKey: await wrap('pkcs8', privateKey, data)
    }
  }

  return {
    async ready() {
      await write({ ...((await ownKey()) ?? (await newKey())), usedAt: now() })
    },
    async waiting() {
      const all = await (await shelf.begin('boxes', 'readonly')).store.getAll()
      return all.map(({ id, at }) => ({ id, at })).sort((a, b) => a.at - b.at)
    },
    async open(id) {
      const [box, key] = [await (await shelf.begin('boxes', 'readonly')).store.get(id), await ownKey()]
      if (!box || !key) return null
      try {
        return await openShare({ ...key, privateKey: await unwrappedHalf(key.privateKey, data) }, box)
      } catch {
        return null
      }
    },
    async remove(id) {
      const { store, done } = await shelf.begin('boxes', 'readwrite')
      await store.delete(id)
      await done
    }
  }
}
