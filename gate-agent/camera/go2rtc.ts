import { maxFrameBytes, MultipartReader } from '#lib/domain/gates/contract/multipart.ts'

/** A camera as go2rtc, beside the agent, serves it; its address never leaves the agent. */
export interface Camera {
  /** `http://127.0.0.1:1984`, without a slash at the end. */
  url: string
  /** What go2rtc calls the stream; the camera's name in the log too. */
  src: string
}

/** A JPEG picture as the camera gave it, and when it reached the agent, Unix ms of the agent's clock. */
export interface Frame {
  bytes: Uint8Array<ArrayBuffer>
  at: number
}

/** One picture of now; null when there is none in time. @param withinMs how long to wait for it */
export async function frameOf(camera: Camera, now: () => number, withinMs: number): Promise<Frame | null> {
  try {
    const response = await fetch(addressOf(camera, 'frame.jpeg'), { signal: AbortSignal.timeout(withinMs) })
    if (!response.ok || !isJpeg(response)) return null
    const at = now()
    const bytes = new Uint8Array(await response.arrayBuffer())
    return bytes.length > 0 && bytes.length <= maxFrameBytes ? { bytes, at } : null
  } catch {
    return null
  }
}

/** Its pictures one after the other, until the stream ends or the signal ends it. */
export async function* framesOf(
  camera: Camera,
  now: () => number,
  signal: AbortSignal
): AsyncGenerator<Frame> {
  const response = await fetch(addressOf(camera, 'stream.mjpeg'), { signal })
  if (!response.ok || !response.body) return
  const parts = new MultipartReader()
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>)
    for (const { bytes } of parts.take(chunk)) yield { bytes, at: now() }
}

/** Where its video is asked for, over a WebSocket. */
export function videoOf(camera: Camera): string {
  return addressOf(camera, 'ws').replace(/^http/, 'ws')
}

function addressOf({ url, src }: Camera, endpoint: string): string {
  return `${url}/api/${endpoint}?src=${encodeURIComponent(src)}`
}

const isJpeg = ({ headers }: Response) => headers.get('content-type')?.startsWith('image/jpeg') ?? false
