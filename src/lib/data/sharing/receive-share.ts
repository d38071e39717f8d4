import { isPhoneFull } from '../disk-full.ts'
import { lastUsedInbox } from './inbox-shelf.ts'
import { sealShare } from './share-box.ts'

/** Most items that wait, and most bytes of one: a page that sends many can fill no phone. */
const most = 20
const mostBytes = 24 * 1024 * 1024

/**
 * Tells why something shared was not kept. `no-notebook`: nobody has opened a notebook on this phone; `empty`: neither
 * words nor pictures; `too-large`: more than 24 MB; `too-many`: 20 others wait; `full`: the phone has no room.
 */
export type NotReceived = 'no-notebook' | 'empty' | 'too-large' | 'too-many' | 'full'

/**
 * Seals what the share sheet hands over, locked or not, online or not, and keeps it for the account that used this phone
 * last.
 * @param at Unix ms
 */
export async function receiveShare(form: FormData, at: number): Promise<NotReceived | null> {
  const text = ['title', 'text', 'url'].map((name) => wordsOf(form.get(name)))
  const pictures = form.getAll('file').filter((part) => part instanceof File && part.size > 0) as File[]
  const item = {
    id: crypto.randomUUID(),
    at,
    text: [...new Set(text)].filter(Boolean).join('\n'),
    pictures
  }
  if (item.text === '' && pictures.length === 0) return 'empty'
  if (item.text.length + pictures.reduce((sum, { size }) => sum + size, 0) > mostBytes) return 'too-large'
  try {
    const inbox = await lastUsedInbox()
    if (!inbox) return 'no-notebook'
    const box = await sealShare(inbox.key.publicKey, item)
    const { store, done } = await inbox.shelf.begin('boxes', 'readwrite')
    const hasRoom = (await store.count()) < most
    if (hasRoom) await store.add(box)
    await done
    await inbox.shelf.close()
    return hasRoom ? null : 'too-many'
  } catch (problem) {
    if (isPhoneFull(problem)) return 'full'
    throw problem
  }
}

const wordsOf = (part: FormDataEntryValue | null) => (typeof part === 'string' ? part.trim() : '')
