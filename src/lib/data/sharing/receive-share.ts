import { isPhoneFull } from '../disk-full.ts'
import { lastUsedInbox } from './inbox-shelf.ts'
import { sealShare } from './share-box.ts'
import { shareContent } from './share-content.ts'

/** Most items that wait: a page that sends many can fill no phone. */
const most = 20

/**
 * Tells why something shared was not kept. `no-notebook`: nobody has opened a notebook on this phone; `empty`: neither
 * words nor pictures; `other-file`: only files of which nothing can be kept; `too-large`: more than 24 MB; `too-many`: 20
 * others wait; `full`: the phone has no room.
 */
export type NotReceived = 'no-notebook' | 'empty' | 'other-file' | 'too-large' | 'too-many' | 'full'

/**
 * Seals what the share sheet hands over, locked or not, online or not, and keeps it for the account that used this phone
 * last. What of it is left out stands in the item.
 * @param at Unix ms
 */
export async function receiveShare(form: FormData, at: number): Promise<NotReceived | null> {
  const content = await shareContent(form)
  const { text, pictures, leftOut } = content
  if (text === '' && pictures.length === 0) {
    if (leftOut.pictures > 0) return 'too-large'
    return leftOut.files > 0 ? 'other-file' : 'empty'
  }
  try {
    const inbox = await lastUsedInbox()
    if (!inbox) return 'no-notebook'
    const sealed = await sealShare(inbox.key.publicKey, { id: crypto.randomUUID(), at, ...content })
    const hasRoom = await inbox.shelf.add(sealed, most)
    await inbox.shelf.close()
    return hasRoom ? null : 'too-many'
  } catch (problem) {
    if (isPhoneFull(problem)) return 'full'
    throw problem
  }
}
