import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bundleLimits } from '#lib/domain/peers/bundle/limits.ts'
import { cachesInMemory } from '../tests/shared-cache.ts'
import { waitingShared } from './shared-file.ts'
import { takeShared } from './take-shared.ts'

beforeEach(() => {
  cachesInMemory()
  // A redirect needs an address of its own, which a service worker has.
  vi.spyOn(Response, 'redirect').mockImplementation(
    (to) => new Response(null, { status: 204, headers: { location: String(to) } })
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const takePage = '/peers?do=take&by=file'
const bundle = new File(['gói'], 'truc.sotay')
const picture = new File(['ảnh'], 'a.jpg', { type: 'image/jpeg' })
const note = new File(['Bà Sáu khai'], 'loi-khai.txt', { type: 'text/plain' })

/** Shares into the app; returns where that leads, and what reached the inbox. */
async function share(words: Record<string, string>, files: readonly File[], lost: string | null = null) {
  const form = new FormData()
  for (const [name, text] of Object.entries(words)) form.append(name, text)
  for (const file of files) form.append('file', file)
  let received: string[] | null = null
  const request = new Request('https://so-tay.test/shared', { method: 'POST', body: form })
  const { headers } = await takeShared(request, async (rest) => {
    received = [...rest.values()].map((part) => (part instanceof File ? part.name : part))
    return lost
  })
  return { to: headers.get('location'), received }
}
const waiting = async () => (await waitingShared()).map(({ name }) => name)

test('a bundle alone waits to be taken in, whatever words an app makes of its name', async () => {
  expect(await share({ title: 'truc', text: '' }, [bundle])).toEqual({ to: takePage, received: null })
  expect(await waiting()).toEqual(['truc.sotay'])
})

test('words and files that come along with a bundle go to the inbox', async () => {
  const shared = await share({ text: 'Người lạ ở bến đò' }, [picture, bundle, note])
  expect(shared).toEqual({ to: '/shared', received: ['Người lạ ở bến đò', 'a.jpg', 'loi-khai.txt'] })
  expect(await waiting()).toEqual(['truc.sotay'])
})

test('a document that is no bundle goes to the inbox, and lies nowhere else', async () => {
  expect(await share({}, [note])).toEqual({ to: '/shared', received: ['loi-khai.txt'] })
  expect(await waiting()).toEqual([])
})

test('neither what is too large to be a bundle nor a sixth one takes the place of those that wait', async () => {
  await share({}, [bundle])
  const large = new File([new Uint8Array(bundleLimits.file + 1)], 'lon.sotay')
  expect((await share({}, [large], 'other-file')).to).toBe('/shared?lost=other-file')
  for (let n = 0; n < 4; n++) await share({}, [new File([`${n}`], `${n}.sotay`)])
  expect((await share({}, [new File(['thêm'], 'them.sotay')])).to).toBe('/shared?lost=bundles')
  expect((await share({ text: 'Tin' }, [new File(['nữa'], 'nua.sotay')], 'full')).to).toBe(
    '/shared?lost=bundles&lost=full'
  )
  expect(await waiting()).toEqual(['3.sotay', '2.sotay', '1.sotay', '0.sotay', 'truc.sotay'])
})

test('where nothing can be read of it, that is said', async () => {
  const { headers } = await takeShared(
    new Request('https://so-tay.test/shared', { method: 'POST', body: 'x' }),
    async () => null
  )
  expect(headers.get('location')).toBe('/shared?lost=failed')
})
