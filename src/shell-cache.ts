const prefix = 'so-tay-antt-shell-'

/** What only the server answers: never cached, never replaced by the page. */
export const isServerPath = /^\/(?:db|mqtt|healthz|broker|push|devices|password|camera)(?:\/|$)/

/** The cache of one build; its version is the time of building, Unix ms. */
export const cacheName = (version: string) => `${prefix}${version}`

/** Everything an offline start needs, with a revision where the name has no hash of its own. */
export function shellFiles(build: readonly string[], files: readonly string[], version: string) {
  const wanted = files.filter((path) => !path.startsWith('/screenshots/'))
  return [
    { url: '/', revision: version },
    ...build.map((url) => ({ url, revision: null })),
    ...wanted.map((url) => ({ url, revision: version }))
  ]
}

/** Is that what was asked for? A network that wants a sign-in first answers everything with its own page, which would stay. */
export async function isOurs(path: string, response: Response): Promise<boolean> {
  if (response.status !== 200) return false
  const isPage = response.headers.get('content-type')?.startsWith('text/html')
  return path === '/' ? (await response.clone().text()).includes('/_app/immutable/') : !isPage
}

/** All but this build's cache and the newest one before it. */
export function cachesToDrop(names: readonly string[], version: string): string[] {
  const others = names.filter((name) => name.startsWith(prefix) && name !== cacheName(version))
  const built = (name: string) => Number(name.slice(prefix.length))
  return others.sort((a, b) => built(b) - built(a)).slice(1)
}
