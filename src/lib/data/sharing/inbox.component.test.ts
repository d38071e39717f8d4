import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Keys } from '#lib/ports/keys.ts'
import type { SharedInbox } from '#lib/ports/outbox.ts'
import { newDataKey } from '../keys/keys.ts'
import { removeNotebook } from '../store/remove-notebook.ts'
import { countShared, inboxOf } from './inbox-shelf.ts'
import { openInbox } from './phone-inbox.ts'
import { receiveShare } from './receive-share.ts'

const noDrafts = { startingWith: async () => [], remove: async () => {} }
const accounts = ['truc', 'thang']
const clear = () => Promise.all(accounts.map((account) => removeNotebook(account, noDrafts)))
beforeEach(clear)
afterEach(clear)

async function inbox(account: string, usedAt: number): Promise<SharedInbox> {
  const keys = { data: await newDataKey() } as unknown as Keys
  const opened = await openInbox({ identity: { account, roles: [] }, keys }, () => usedAt)
  await opened.ready()
  return opened
}

function share(words: Record<string, string>, ...files: File[]): FormData {
  const form = new FormData()
  for (const [name, text] of Object.entries(words)) form.append(name, text)
  for (const file of files) form.append('file', file)
  return form
}
const picture = (bytes: string) => new File([bytes], 'hinh.jpg', { type: 'image/jpeg' })

test('words and pictures lie sealed until the account opens them, and leave when they are removed', async () => {
  const own = await inbox('truc', 1)
  const secret = 'Có người lạ ở bến đò'
  expect(await receiveShare(share({ text: secret, url: '' }, picture('một'), picture('hai')), 5)).toBeNull()
  const [{ id } = { id: '' }, ...more] = await own.waiting()
  expect(more).toEqual([])
  const leftOut = { words: false, pictures: 0, files: 0 }
  expect(await own.open(id)).toEqual({ id, at: 5, text: secret, pictures: 2, leftOut })
  const pictures = (await own.pictures(id))!
  expect(await Promise.all(pictures.map((file) => file.text()))).toEqual(['một', 'hai'])
  const shelf = await inboxOf('truc')
  const sealed = (await shelf.pictures(id)).map((one) => one.bytes)
  const bytes = await new Blob([(await shelf.box(id))!.head, ...sealed]).text()
  expect(bytes).not.toContain('bến đò')
  expect(bytes).not.toContain('một')
  expect(await countShared('truc')).toBe(1)
  await own.remove(id)
  expect([await own.waiting(), await shelf.pictures(id), await countShared('truc')]).toEqual([[], [], 0])
  await shelf.close()
})

test('what comes goes to the account that opened its notebook last, and no other opens it', async () => {
  const first = await inbox('truc', 1)
  const last = await inbox('thang', 2)
  await receiveShare(share({ title: 'Tin', text: 'Tin' }), 5)
  expect(await first.waiting()).toEqual([])
  const [waiting] = await last.waiting()
  expect((await last.open(waiting!.id))?.text).toBe('Tin')
  expect(await (await inbox('thang', 3)).open(waiting!.id)).toBeNull()
})

test('a box cannot pass for another one', async () => {
  const own = await inbox('truc', 1)
  await receiveShare(share({ text: 'một' }, picture('một'), picture('hai')), 5)
  const shelf = await inboxOf('truc')
  const [box] = await shelf.boxes()
  const [first, second] = await shelf.pictures(box!.id)
  await shelf.add({ box: { ...box!, id: 'khác' }, pictures: [] }, 20)
  expect(await own.open('khác')).toBeNull()
  await own.remove(box!.id)
  const swapped = [
    { ...first!, bytes: second!.bytes },
    { ...second!, bytes: first!.bytes }
  ]
  await shelf.add({ box: box!, pictures: swapped }, 20)
  await shelf.close()
  expect((await own.open(box!.id))?.text).toBe('một')
  expect(await own.pictures(box!.id)).toBeNull()
})

test('what cannot be kept is said, and puts nothing aside', async () => {
  expect(await receiveShare(share({ text: 'Tin' }), 5)).toBe('no-notebook')
  const own = await inbox('truc', 1)
  expect(await receiveShare(share({ text: ' ' }), 5)).toBe('empty')
  const large = new File([new Uint8Array(24 * 1024 * 1024 + 1)], 'lon.jpg', { type: 'image/jpeg' })
  expect(await receiveShare(share({}, large), 5)).toBe('too-large')
  expect(await receiveShare(share({}, new File(['%PDF'], 'don.pdf')), 5)).toBe('other-file')
  for (let n = 0; n < 20; n++) expect(await receiveShare(share({ text: `${n}` }), n)).toBeNull()
  expect(await receiveShare(share({ text: 'thêm' }), 20)).toBe('too-many')
  const waiting = await own.waiting()
  expect([waiting.length, (await own.open(waiting[0]!.id))?.text]).toEqual([20, '0'])
})
