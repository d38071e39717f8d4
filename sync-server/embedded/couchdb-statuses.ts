import type { Request, RequestHandler } from 'express'

interface Answer {
  status: number
  body: unknown
}

interface Refusal {
  error?: string
}

/**
 * Corrects express-pouchdb's statuses to CouchDB's: 403 instead of 401 for a member who may not read a database, since
 * phones take 401 for an ended session; one error for a batch of which nothing may be written; 400 for a malformed request.
 */
export const couchdbStatuses: RequestHandler = (request, response, next) => {
  const send = response.send.bind(response)
  response.send = (text: unknown) => {
    response.send = send
    if (!Buffer.isBuffer(text) || response.statusCode < 201) return send(text)
    const { status, body } = corrected(
      { status: response.statusCode, body: parsed(text) },
      isSignedIn(request)
    )
    response.status(status)
    return send(body === undefined ? text : Buffer.from(`${JSON.stringify(body)}\n`))
  }
  next()
}

function corrected({ status, body }: Answer, signedIn: boolean): Answer {
  const rows = Array.isArray(body) ? (body as Refusal[]) : null
  const closed = status === 401 || (rows?.length && rows.every(({ error }) => error === 'unauthorized'))
  if (closed && signedIn)
    return { status: 403, body: { error: 'forbidden', reason: 'You are not allowed to access this db.' } }
  if (closed) return { status: 401, body: rows ? rows[0] : body }
  return { status: status === 500 && (body as Refusal)?.error === 'bad_request' ? 400 : status, body }
}

function isSignedIn(request: Request): boolean {
  const { couchSession } = request as { couchSession?: { userCtx?: { name?: string | null } } }
  return Boolean(couchSession?.userCtx?.name)
}

function parsed(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'))
  } catch {
    return undefined
  }
}
