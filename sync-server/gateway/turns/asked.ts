import type { IncomingMessage } from 'node:http'

/** Units that a request asks for. */
export interface Asked {
  /** Units beside its bytes when it was answered. */
  fixed: number
  /** Least units when its client went away before: perhaps nobody wanted the answer. */
  cutOff: number
  /** Units that it counts until it has ended. */
  estimate: number
  /** Whether somebody may work on it when its client is gone; a file or a picture ends with its client. */
  goesOn: boolean
}

const least = 1
const expected = 10
/** Reading a database from its beginning, or a body of which nobody knows how long it is. */
const wholeDatabase = 50
const anIndex = 15
/** Bytes of a body that is still to come count for more than those that came. */
const bytesAhead = 500

/** Changes of a page that a phone asks for, and ids. */
const mostChanges = 1_000
const mostIds = 2_001
/** A document, or an id that is looked up by itself, takes as long as so many ids in a row. */
const idsPerDocument = 10

const worksOn = /^\/(?:db|devices|session|broker|push|healthz)(?:[/?]|$)/

/** Tells from its first lines what a request asks for. */
export function askedBy({ method, url = '', headers }: IncomingMessage): Asked {
  const [path = '', ...query] = url.split('?')
  const isView = path.includes('/_view/')
  const isWhole = readsWhole(method, path, new URLSearchParams(query.join('?')))
  const indexed = isView ? anIndex : 0
  const cutOff = expected + indexed + (isWhole ? wholeDatabase : 0)
  const ahead = headers['transfer-encoding']
    ? wholeDatabase
    : Number(headers['content-length'] ?? 0) / bytesAhead
  return { fixed: least + indexed, cutOff, estimate: cutOff + ahead, goesOn: worksOn.test(url) }
}

/**
 * Tells whether CouchDB may have to go through a whole database. Reads the parameters as the gateway does, which refuses
 * one that is given twice; the path is compared as it arrived, there as here.
 */
function readsWhole(method: string | undefined, path: string, query: URLSearchParams): boolean {
  if (path.endsWith('/_changes')) return hasManyChanges(method, query)
  return path.endsWith('/_all_docs') && hasManyIds(method, query)
}

function hasManyChanges(method: string | undefined, query: URLSearchParams): boolean {
  // With a list of ids each change is compared with it.
  if (method === 'POST' || Number(query.get('limit') ?? Infinity) > mostChanges) return true
  return isTrue(query, 'include_docs') && /^0|^$/.test(query.get('since') ?? '')
}

function hasManyIds(method: string | undefined, query: URLSearchParams): boolean {
  if (query.has('key')) return false
  const [keys, withDocs] = [query.get('keys'), isTrue(query, 'include_docs')]
  // Keys in a body are counted by its bytes.
  const most = method === 'POST' && !withDocs ? 0 : Infinity
  const ids = keys?.split(',').length ?? Number(query.get('limit') ?? most) + Number(query.get('skip') ?? 0)
  return ids * (withDocs || keys ? idsPerDocument : 1) > mostIds
}

const isTrue = (query: URLSearchParams, name: string) => query.get(name) === 'true'
