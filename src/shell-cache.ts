const prefix = 'so-tay-antt-shell-'

/** Paths only the server answers: never cached, never answered with the app's page. */
export const isServerPath = /^\/(?:db|session|mqtt|healthz|broker|push|devices|camera)(?:\/|$)/

/** Cache name of one build; the version is the build time, Unix ms. */
export const cacheName = (version: string) => `${prefix}${version}`

/** Returns everything an offline start needs, with a revision for names without a hash. */
export function shellFiles(build: readonly string[], files: readonly string[], version: string) {
  const wanted = files.filter((path) => !path.startsWith('/screenshots/'))
  return [
    { url: '/', revision: version },
    ...build.map((url) => ({ url, revision: null })),
    ...wanted.map((url) => ({ url, revision: version }))
  ]
}

/**
 * Checks that a response is the requested file. A captive portal answers everything with its sign-in page, which would
 * stay in the cache.
 */
export async function isOurs(path: string, response: Response): Promise<boolean> {
  if (response.status !== 200) return false
  const isPage = response.headers.get('content-type')?.startsWith('text/html')
  return path === '/' ? (await response.clone().text()).includes('/_app/immutable/') : !isPage
}

/** Returns all caches but this build's and the newest one before it. */
export function cachesToDrop(names: readonly string[], version: string): string[] {
  const others = names.filter((name) => name.startsWith(prefix) && name !== cacheName(version))
  const built = (name: string) => Number(name.slice(prefix.length))
  return others.sort((a, b) => built(b) - built(a)).slice(1)
}
