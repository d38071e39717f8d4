import type { Page } from 'playwright-core'

/** Counts the payload that a page sends and receives from now on, HTTP bodies and WebSocket frames, bytes, uncompressed. */
export async function meter(page: Page): Promise<() => { sent: number; received: number }> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  let [sent, received] = [0, 0]
  /** What the service worker or the cache answers goes over no line. */
  const kept = new Set<string>()
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromServiceWorker || response.fromDiskCache) kept.add(requestId)
  })
  devtools.on('Network.requestWillBeSent', ({ request }) => (sent += bytesOf(request.postData ?? '')))
  devtools.on('Network.dataReceived', ({ requestId, dataLength }) => {
    if (!kept.has(requestId)) received += dataLength
  })
  // Binary frames are told as base64.
  const frame = ({ opcode, payloadData }: { opcode: number; payloadData: string }) =>
    opcode === 2 ? Buffer.from(payloadData, 'base64').length : bytesOf(payloadData)
  devtools.on('Network.webSocketFrameSent', ({ response }) => (sent += frame(response)))
  devtools.on('Network.webSocketFrameReceived', ({ response }) => (received += frame(response)))
  return () => ({ sent, received })
}

const bytesOf = (text: string) => Buffer.byteLength(text)
