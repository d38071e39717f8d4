import type { IncomingMessage } from 'node:http'

/** Reads a whole body as JSON; undefined when it is none, or longer than `most` bytes. */
export async function smallBody(incoming: IncomingMessage, most = 4096): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes <= most) chunks.push(chunk)
    }
    return bytes > most ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return undefined
  }
}
