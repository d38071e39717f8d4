import { WebSocket } from 'ws'
import { videoOf, type Camera } from './go2rtc.ts'

/**
 * Limit of unsent bytes; beyond it the connection is too slow for video, and a picture stream, which can drop frames,
 * is better.
 */
const mostUnsent = 1024 * 1024
const codecs = /^[\w.,-]{1,500}$/
const types = /^video\/mp4; codecs="[\w.,-]{1,100}"$/

/**
 * Relays video between a phone and go2rtc: the one codec question, its answer, and before each piece its time of
 * arrival at the agent. Nothing else from go2rtc is passed on, since it may reveal the camera's address.
 */
export function carryVideo(phone: WebSocket, camera: Camera, now: () => number): void {
  const source = new WebSocket(videoOf(camera), { handshakeTimeout: 5_000, maxPayload: 8 * 1024 * 1024 })
  const say = (type: string, value: unknown) => phone.send(JSON.stringify({ type, value }))
  const end = () => {
    source.terminate()
    phone.terminate()
  }
  const refuse = () => {
    say('error', 'no video')
    phone.close()
    source.terminate()
  }
  let asked: string | null = null
  const ask = () => {
    if (asked !== null && source.readyState === WebSocket.OPEN)
      source.send(JSON.stringify({ type: 'mse', value: asked }))
  }
  phone.once('message', (data) => {
    const { type, value } = read(String(data))
    if (type !== 'mse' || typeof value !== 'string' || !codecs.test(value)) return refuse()
    asked = value
    ask()
  })
  source.once('open', ask)
  source.on('message', (data, binary) => {
    if (!binary) {
      const { type, value } = read(String(data))
      if (type === 'mse' && typeof value === 'string' && types.test(value)) return say('mse', value)
      if (type === 'mse' || type === 'error') refuse()
      return
    }
    if (phone.bufferedAmount > mostUnsent) return end()
    say('at', now())
    phone.send(data as Buffer)
  })
  for (const one of [phone, source]) one.on('error', end).on('close', end)
}

function read(text: string): { type?: unknown; value?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as object
  } catch {
    return {}
  }
}
