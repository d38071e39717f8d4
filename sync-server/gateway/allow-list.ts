import type { BodyKind } from './request-body.ts'

type Parameters = Record<string, RegExp>
interface Route {
  /** Segments after `/db`: a literal, or a pattern. */
  path: (string | RegExp)[]
  /** The methods, each with its query parameters. */
  methods: Partial<Record<string, Parameters>>
  /** The kind of body of a POST. */
  carries?: BodyKind
  /** A parameter without which it is no question of ours. */
  needs?: string
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
  // Never `now`: a phone that starts there skips everything before.
  since: /^(\d{1,15}|\d{1,9}-[A-Za-z0-9_-]{1,2000})$/,
  // No continuous feed: it never ends, so neither proxies nor phones can tell a silent one from a dead one.
  feed: /^(normal|longpoll)$/,
  limit: /^[1-9]\d{0,8}$/,
  timeout: /^[1-5]?\d{1,4}$/,
  include_docs: flag,
  descending: flag,
  seq_interval: number,
  style: /^(main_only|all_docs)$/
}

/** Everything that clients may request of CouchDB; the rest is 404, or 403 where a replicating client begins. */
const routes: readonly Route[] = [
  { path: [database, '_all_docs'], methods: { GET: range, POST: range }, carries: 'keys' },
  { path: [database, '_changes'], methods: { GET: changes, POST: changes }, carries: 'doc_ids' },
  { path: [photos, '_bulk_docs'], methods: { POST: {} }, carries: 'parts' },
  { path: [database, '_bulk_docs'], methods: { POST: {} }, carries: 'docs' },
  { path: [database, 'epoch'], methods: { GET: {} } },
  // Any other question about days would have the embedded server run the view's function on each document.
  {
    path: [database, '_design', 'audit', '_view', 'days'],
    methods: { GET: { group: /^true$/ } },
    needs: 'group'
  },
  { path: [photos, name, name], methods: { GET: {} } }
]

export type Decision =
  | { pass: true; path: string; longpoll: boolean; carries: Route['carries'] | null }
  | {
      pass: false
      status: 404 | 403 | 410 | 400
      error: string
      reason: string
      headers?: Record<string, string>
    }

const missing: Decision = { pass: false, status: 404, error: 'not_found', reason: 'missing' }

const replication =
  /^(?:(?:GET|HEAD) \/antt-[a-z0-9-]{1,120}\/?|(?:GET|PUT|POST) \/antt-[a-z0-9-]{1,120}\/(?:_local\/[^/]+|_revs_diff|_missing_revs|_bulk_get))$/
/** PouchDB goes on for ever after any other error; after `forbidden` it stops and hands the reason to its caller. */
const notOffered: Decision = {
  pass: false,
  status: 403,
  error: 'forbidden',
  reason:
    'the replication protocol is not offered here: only the app and the agents of gates exchange records'
}

/** Apps of before this server asked for their session here, again and again; told to wait, they say so and keep all. */
const tooOld: Decision = {
  pass: false,
  status: 410,
  error: 'gone',
  reason: '{"code":"app-too-old"}',
  headers: { 'retry-after': '600' }
}

/**
 * Decides whether a request may reach CouchDB. Pure. Compares the path as it arrived, never decoded, so `%`, `//`, `..` and
 * a trailing slash never match.
 * @param target path and query after `/db`
 * @returns the path and query for CouchDB, or a refusal: 404 for a path or method off the list, 403 for those of the
 *   replication protocol, 410 for the session of older apps, 400 for a parameter off the list
 */
export function decide(method: string, target: string): Decision {
  const [path = '', query = '', ...more] = target.split('?')
  if (more.length > 0 || !path.startsWith('/')) return missing
  if (path === '/_session') return tooOld
  const segments = path.slice(1).split('/')
  const route = routes.find((route) => fits(route.path, segments))
  const allowed = route && Object.hasOwn(route.methods, method) ? route.methods[method] : undefined
  if (!route || !allowed) return replication.test(`${method} ${path}`) ? notOffered : missing
  const parameters = new URLSearchParams(query)
  const wrong = unknownParameter(parameters, allowed)
  if (wrong !== null)
    return { pass: false, status: 400, error: 'bad_request', reason: `parameter not allowed: ${wrong}` }
  if (route.needs !== undefined && !parameters.has(route.needs))
    return { pass: false, status: 400, error: 'bad_request', reason: `parameter missing: ${route.needs}` }
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
