import type { RequestHandler } from 'express'

/**
 * Ends a long poll after its `timeout` (ms, at most a minute) as CouchDB does; express-pouchdb has none. The connection
 * closes with the answer, since that stops the live feed behind it.
 */
export const longpollTimeout: RequestHandler = (request, response, next) => {
  if (request.query.feed !== 'longpoll' || !request.path.endsWith('/_changes')) return next()
  const ms = Math.min(Number(request.query.timeout) || 60_000, 60_000)
  const since = JSON.stringify(Number(request.query.since) || 0)
  const write = response.write.bind(response) as (text: string) => boolean
  let begun = false
  response.shouldKeepAlive = false
  response.write = ((chunk: Buffer | string) => {
    if (response.writableEnded) return false
    begun ||= String(chunk).includes('{')
    return write(String(chunk))
  }) as typeof response.write
  const finish = () => {
    // Nothing written yet: it has not checked whether this account may read.
    if (!begun) timer = setTimeout(finish, 20)
    else response.end(`],"last_seq":${since},"pending":0}\n`)
  }
  let timer = setTimeout(finish, ms)
  response.once('close', () => clearTimeout(timer))
  next()
}
