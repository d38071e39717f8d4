import type { BodyKind } from './request-body.ts'

type Parameters = Record<string, RegExp>
interface Route {
  /** Segments after `/db`: a word, or what the segment must look like. */
  path: (string | RegExp)[]
  /** The methods, each with the query parameters it takes. */
  methods: Partial<Record<string, Parameters>>
  /** What a POST brings. */
  carries?: BodyKind | 'credentials'
}

const flag = /^(true|false)$/
const number = /^\d{1,9}$/
const json = /^.{1,2000}$/su
const database = /^antt-[a-z0-9-]{1,120}$/
const photos = /^antt-[a-z0-9-]{1,100}-(evidence|pictures-\d{4}q[1-4])$/
const name = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/

const range: Parameters = {
  key: json,
  keys: /^\[.{0,4000}\]$/su,
  startkey: json,
  start_key: json,
  endkey: json,
  end_key: json,
  inclusive_end: flag,
  descending: flag,
  limit: number,
  skip: number,
  include_docs: flag,
  update_seq: flag
}

const changes: Parameters = {
  // Never `now`: a phone that starts there has skipped what came before.
  since: /^(\d{1,15}|\d{1,9}-[A-Za-z0-9_-]{1,2000})$/,
  // A continuous feed has no end, so no proxy and no phone can tell a silent one from a dead one.
  feed: /^(normal|longpoll)$/,
  limit: /^[1-9]\d{0,8}$/,
  timeout: /^[1-5]?\d{1,4}$/,
  include_docs: flag,
  descending: flag,
  seq_interval: number,
  style: /^(main_only|all_docs)$/
}

const view: Parameters = { ...range, group: flag, group_level: number, reduce: flag }

/** What a client may ask of CouchDB; whatever is not here does not exist. */
const routes: readonly Route[] = [
  { path: ['_session'], methods: { GET: {}, POST: {}, DELETE: {} }, carries: 'credentials' },
  { path: [database, '_all_docs'], methods: { GET: range, POST: range }, carries: 'keys' },
  { path: [database, '_changes'], methods: { GET: changes, POST: changes }, carries: 'doc_ids' },
  { path: [photos, '_bulk_docs'], methods: { POST: {} }, carries: 'parts' },
  { path: [database, '_bulk_docs'], methods: { POST: {} }, carries: 'docs' },
  { path: [database, 'epoch'], methods: { GET: {} } },
  { path: [database, '_design', name, '_view', name], methods: { GET: view } },
  { path: [photos, name, name], methods: { GET: {} } }
]

export type Decision =
  | { pass: true; path: string; longpoll: boolean; carries: Route['carries'] | null }
  | { pass: false; status: 404 | 400; error: string; reason: string }

const missing: Decision = { pass: false, status: 404, error: 'not_found', reason: 'missing' }

/**
 * May this request reach CouchDB? Pure.
 * The path is compared as it came, never decoded: a `%`, `//`, `..` or slash at the end is simply not on the list.
 * @param target what follows `/db` in the request line: path and query
 * @returns the path and query to ask of CouchDB, or the answer to give: 404 for what is not on the list, 400 for a parameter that is not
 */
export function decide(method: string, target: string): Decision {
  const [path = '', query = '', ...more] = target.split('?')
  if (more.length > 0 || !path.startsWith('/')) return missing
  const segments = path.slice(1).split('/')
  const route = routes.find((route) => fits(route.path, segments))
  const allowed = route && Object.hasOwn(route.methods, method) ? route.methods[method] : undefined
  if (!route || !allowed) return missing
  const parameters = new URLSearchParams(query)
  const wrong = unknownParameter(parameters, allowed)
  if (wrong !== null)
    return { pass: false, status: 400, error: 'bad_request', reason: `parameter not allowed: ${wrong}` }
  const kept = parameters.toString()
  return {
    pass: true,
    path: kept ? `${path}?${kept}` : path,
    longpoll: parameters.get('feed') === 'longpoll',
    carries: method === 'POST' ? (route.carries ?? null) : null
  }
}

function fits(pattern: Route['path'], segments: string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, i) => (typeof part === 'string' ? part === segments[i] : part.test(segments[i]!)))
  )
}

function unknownParameter(parameters: URLSearchParams, allowed: Parameters): string | null {
  const seen = new Set<string>()
  for (const [name, value] of parameters) {
    if (!Object.hasOwn(allowed, name) || !allowed[name]!.test(value) || seen.has(name)) return name
    seen.add(name)
  }
  return null
}
