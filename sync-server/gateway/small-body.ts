import type { IncomingMessage } from 'node:http'

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

/** Reads a whole body as JSON; returns undefined when it is none, is longer than `most` bytes or breaks off. */
export async function smallJson(incoming: IncomingMessage, most = 4096): Promise<unknown> {
  try {
    return JSON.parse(await smallText(incoming, most))
  } catch {
    return undefined
  }
}
