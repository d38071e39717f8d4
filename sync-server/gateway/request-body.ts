import type { IncomingMessage } from 'node:http'
import type { CouchDocument } from '../gatekeeper/couch-document.ts'

const megabyte = 1024 * 1024

/** The kind of a POST's body: facts, parts of photos, keys of `_all_docs`, or ids of `_changes`. */
export type BodyKind = 'docs' | 'parts' | 'keys' | 'doc_ids'

/** Largest request body, bytes: thirty facts of the largest size, or four parts of a photo as base64. */
export const maxBodyBytes = (carries: BodyKind): number => (carries === 'parts' ? 1.5 : 2) * megabyte
/** Most documents of one push, and most ids of one question. */
const most = { docs: 500, ids: 1_000 }

/** A checked body, serialised again as JSON, or its refusal; `docs`: the facts or parts of a push, which are still to be judged. */
export type CheckedBody =
  | { json: string; docs?: CouchDocument[]; newEdits?: boolean; status?: undefined }
  | { status: 400 | 413; error: string; reason: string }

/**
 * Reads a body of at most `maxBodyBytes` and accepts only what its route takes.
 * Ids that begin with `_` never reach CouchDB: it does not validate `_local` documents, and the embedded server keeps
 * `_security` in one. The parsed body is serialised again, so that two parsers of a duplicate key cannot differ.
 */
export async function readRequestBody(incoming: IncomingMessage, carries: BodyKind): Promise<CheckedBody> {
  const mostBytes = maxBodyBytes(carries)
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= mostBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  if (bytes > mostBytes) return tooLarge(`more than ${mostBytes} bytes`)
  const whole = Buffer.concat(chunks)
  const shape = shapeOf(whole)
  if (shape === 'deep') return wrong('nested too deeply')
  if (shape === 'wide') return tooLarge(`more than ${mostValues} values`)
  const body = parsed(whole.toString('utf8'))
  if (!isObject(body)) return wrong('a JSON object is expected')
  return carries === 'docs' || carries === 'parts' ? batch(body, carries) : list(body, carries)
}

function batch({ docs, new_edits }: Record<string, unknown>, carries: 'docs' | 'parts'): CheckedBody {
  if (!Array.isArray(docs)) return wrong('a list of docs is expected')
  if (docs.length > most.docs) return tooLarge(`more than ${most.docs} documents`)
  if (!docs.every(isObject)) return wrong('each document must be a JSON object')
  if (docs.some(({ _id }) => typeof _id !== 'string' || _id === '' || _id.startsWith('_')))
    return wrong('each document needs an _id of its own that does not begin with _')
  if (new_edits !== undefined && typeof new_edits !== 'boolean')
    return wrong('new_edits must be true or false')
  if (carries === 'parts' && !docs.every(({ _attachments }) => isInline(_attachments)))
    return wrong('each file must come as content_type and data in base64')
  const body = written({ docs, new_edits })
  return {
    ...body,
    docs: docs as unknown as CouchDocument[],
    ...(new_edits !== undefined && { newEdits: new_edits })
  }
}

/** Accepts inline attachments only: a stub, or one that `follows`, makes CouchDB wait or fail the batch with 500. */
function isInline(attachments: unknown): boolean {
  if (attachments === undefined) return true
  return isObject(attachments) && Object.values(attachments).every(isFile)
}

function isFile(file: unknown): boolean {
  if (!isObject(file) || Object.keys(file).sort().join() !== 'content_type,data') return false
  const { content_type, data } = file
  return (
    typeof content_type === 'string' &&
    typeof data === 'string' &&
    data.length % 4 === 0 &&
    /^[A-Za-z0-9+/]*={0,2}$/.test(data)
  )
}

function list(body: Record<string, unknown>, name: 'keys' | 'doc_ids'): CheckedBody {
  const ids = body[name]
  if (Array.isArray(ids) && ids.length > most.ids) return tooLarge(`more than ${most.ids} ids`)
  const fits = ids === undefined || (Array.isArray(ids) && ids.every((id) => typeof id === 'string'))
  return fits ? written({ [name]: ids }) : wrong(`${name} must be a list of ids`)
}

const written = (body: object) => ({ json: JSON.stringify(body) })

/**
 * Deepest nesting of a body, and most values in it. Counted before anybody parses it: JSON of two megabytes may hold a
 * million of them, or overflow the stack of whoever walks it.
 */
const deepest = 64
const mostValues = 100_000

const [quote, backslash, comma, openBracket, closeBracket, openBrace, closeBrace] = Buffer.from('"\\,[]{}')

function shapeOf(json: Buffer): 'fit' | 'deep' | 'wide' {
  let [depth, values] = [0, 0]
  for (let i = 0; i < json.length; i++) {
    const byte = json[i]
    if (byte === quote) i = endOfText(json, i + 1)
    else if (byte === comma) values++
    else if (byte === openBracket || byte === openBrace) {
      values++
      if (++depth > deepest) return 'deep'
    } else if (byte === closeBracket || byte === closeBrace) depth--
    if (values > mostValues) return 'wide'
  }
  return 'fit'
}

/** Returns where a text that begins there ends. */
function endOfText(json: Buffer, from: number): number {
  for (let end = json.indexOf('"', from); end >= 0; end = json.indexOf('"', end + 1)) {
    let slashes = 0
    while (json[end - 1 - slashes] === backslash) slashes++
    if (slashes % 2 === 0) return end
  }
  return json.length
}

const tooLarge = (reason: string): CheckedBody => ({ status: 413, error: 'too_large', reason })
const wrong = (reason: string): CheckedBody => ({ status: 400, error: 'bad_request', reason })

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
