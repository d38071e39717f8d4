import type { Session } from '#lib/ports/session.ts'
import type { SharedInbox } from '#lib/ports/outbox.ts'
import { newKeptHalves, rawHalf, unwrappedHalf } from '../keys/agreed-key.ts'
import { wrap } from '../keys/keys.ts'
import { inboxOf, type InboxKey } from './inbox-shelf.ts'
import { openPictures, openShare, type OpeningKey, type ShareBox } from './share-box.ts'

/** Opens the inbox of an account whose notebook is open. @param now Unix ms of the phone */
export async function openInbox(
  { identity: { account }, keys: { data } }: Pick<Session, 'identity' | 'keys'>,
  now: () => number
): Promise<SharedInbox> {
  const shelf = await inboxOf(account)

  async function newKey(): Promise<Omit<InboxKey, 'usedAt'>> {
    const { publicKey, privateKey } = await newKeptHalves()
    return {
      id: 'own',
      publicKey: await rawHalf(publicKey),
      privateKey: await wrap('pkcs8', privateKey, data)
    }
  }

  /** Returns what a box holds; null: it is gone, or cannot be opened. */
  async function opened<T>(id: string, open: (own: OpeningKey, box: ShareBox) => Promise<T>) {
    const [box, key] = [await shelf.box(id), await shelf.key()]
    if (!box || !key) return null
    try {
      return await open({ ...key, privateKey: await unwrappedHalf(key.privateKey, data) }, box)
    } catch {
      return null
    }
  }

  return {
    async ready() {
      await shelf.keepKey({ ...((await shelf.key()) ?? (await newKey())), usedAt: now() })
    },
    async waiting() {
      const all = await shelf.boxes()
      return all.map(({ id, at }) => ({ id, at })).sort((a, b) => a.at - b.at)
    },
    open: (id) => opened(id, openShare),
    pictures: (id) => opened(id, async (own, box) => openPictures(own, box, await shelf.pictures(id))),
    remove: (id) => shelf.remove(id)
  }
}
