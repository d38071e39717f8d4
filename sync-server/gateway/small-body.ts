import type { IncomingMessage } from 'node:http'

/** Tells whether a request says that it brings JSON. */
export const isJson = ({ headers }: IncomingMessage): boolean =>
  /^application\/json *(;|$)/i.test(headers['content-type'] ?? '')

/** Reads a whole body as UTF-8; returns '' when it is longer than `most` bytes. */
export async function smallText(incoming: IncomingMessage, most = 8192): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= most) chunks.push(chunk)
  }
  return bytes <= most ? Buffer.concat(chunks).toString('utf8') : ''
}

/** Reads JSON; returns undefined when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
