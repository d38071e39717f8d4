import { maxFrameBytes, MultipartReader } from '#lib/domain/gates/contract/camera/multipart.ts'

/** A camera served by go2rtc beside the agent; its address never leaves the agent. */
export interface Camera {
  /** `http://127.0.0.1:1984`, without a trailing slash. */
  url: string
  /** go2rtc's name of the stream; also the camera's name in the log. */
  src: string
}

/** A JPEG picture as the camera sent it, and its time of arrival, Unix ms of the agent's clock. */
export interface Frame {
  bytes: Uint8Array<ArrayBuffer>
  at: number
}

/** Requests a current picture; null when none comes in time. @param withinMs timeout, ms */
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

/** Yields pictures until the stream or the signal ends. */
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

/** Returns the WebSocket address of the camera's video. */
export function videoOf(camera: Camera): string {
  return addressOf(camera, 'ws').replace(/^http/, 'ws')
}

function addressOf({ url, src }: Camera, endpoint: string): string {
  return `${url}/api/${endpoint}?src=${encodeURIComponent(src)}`
}

const isJpeg = ({ headers }: Response) => headers.get('content-type')?.startsWith('image/jpeg') ?? false
