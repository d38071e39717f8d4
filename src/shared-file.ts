/** The page where a shared bundle is taken in. */
export const takePage = '/peers?do=take&by=file'

const cacheName = 'so-tay-antt-shared'
const prefix = '/shared-file/'
/** Most bundles that wait: a page that sends many can fill no phone. */
const most = 5

/** Opens the cache that holds shared bundles, which are encrypted, until the app asks for them, which may be after a PIN. */
const shelf = () => caches.open(cacheName)

/**
 * Keeps a bundle from the share sheet beside those that wait; one that waits already is kept once. Returns why it was not
 * kept: no later one takes the place of another.
 */
export async function keepShared(file: File): Promise<'bundles' | null> {
  const [kept, key] = [await shelf(), await keyOf(file)]
  const others = (await keysIn(kept)).filter((other) => other !== key)
  if (others.length >= most) return 'bundles'
  const headers = { 'x-name': encodeURIComponent(file.name) }
  await kept.put(key, new Response(file, { headers }))
  return null
}

/** Returns the shared bundles that wait, the latest first. Each waits until it was taken in or dropped. */
export async function waitingShared(): Promise<File[]> {
  const kept = await shelf()
  const files: File[] = []
  for (const key of (await keysIn(kept)).reverse()) {
    const response = await kept.match(key)
    const name = decodeURIComponent(response?.headers.get('x-name') ?? '')
    if (response) files.push(new File([await response.blob()], name))
  }
  return files
}

/** Forgets a shared bundle. */
export async function forgetShared(file: File): Promise<void> {
  await (await shelf()).delete(await keyOf(file))
}

const keysIn = async (kept: Cache) => (await kept.keys()).map(({ url }) => new URL(url).pathname)

/** Names a bundle by what is in it: shared twice it is one. */
async function keyOf(file: File): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return prefix + Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
