import { bundleLimits } from './lib/domain/peers/bundle/limits.ts'

const page = '/peers?do=take&by=file'
const cacheName = 'so-tay-antt-shared'
const key = '/shared-file'

/** Opens the cache that holds a shared file until the app asks for it, which may be after a PIN. */
const shelf = () => caches.open(cacheName)

/** Keeps a bundle from the share sheet, in place of an earlier one, and leads to where it is taken in. What is no bundle by its size is left out. */
export async function keepShared(file: File): Promise<Response> {
  const kept = await shelf()
  await kept.delete(key)
  if (file.size > 0 && file.size <= bundleLimits.file)
    await kept.put(key, new Response(file, { headers: { 'x-name': encodeURIComponent(file.name) } }))
  return Response.redirect(page, 303)
}

/** Returns the shared file that waits; null: none does. It waits until it was taken in. */
export async function waitingShared(): Promise<File | null> {
  const response = await (await shelf()).match(key)
  if (!response) return null
  const name = decodeURIComponent(response.headers.get('x-name') ?? '')
  return new File([await response.blob()], name)
}

/** Forgets the shared file. */
export async function forgetShared(): Promise<void> {
  await (await shelf()).delete(key)
}
