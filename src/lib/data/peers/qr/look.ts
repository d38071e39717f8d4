import type { CameraRefusal, QrCarrier } from '#lib/ports/peers.ts'
import { openReader } from './open-reader.ts'

/** Enough for the squares of two large codes; more of them only take longer. */
const wanted: MediaTrackConstraints = {
  facingMode: 'environment',
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 }
}

/** See `QrCarrier.look`. */
export const look: QrCarrier['look'] = async (screen, found) => {
  const stream = await openCamera()
  if (typeof stream === 'string') return stream
  screen.srcObject = stream
  // Fails when it is taken off the page meanwhile.
  await screen.play().catch(() => {})
  const reader = openReader()
  let over = false
  const reading = async () => {
    for (;;) {
      await nextPicture(screen)
      if (over) return
      const texts = await reader.read(screen)
      if (over) return
      found(texts)
    }
  }
  const stop = () => {
    over = true
    for (const track of stream.getTracks()) track.stop()
    screen.srcObject = null
    reader.end()
  }
  reading().catch((problem: unknown) => {
    if (over) return
    stop()
    throw problem
  })
  return { stop }
}

async function openCamera(): Promise<MediaStream | CameraRefusal> {
  // Without a secure origin there is no such thing.
  if (!navigator.mediaDevices) return 'no-camera'
  try {
    return await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false })
  } catch (problem) {
    return refusals[(problem as Error).name] ?? 'in-use'
  }
}

/** The browser's names of what asking once more does not mend by itself (Media Capture and Streams, §10.2). */
const refusals: Partial<Record<string, CameraRefusal>> = {
  NotAllowedError: 'denied',
  NotFoundError: 'no-camera',
  SecurityError: 'no-camera'
}

/** Waits for a picture that has not been seen; no one looks while the page is hidden. */
const nextPicture = (screen: HTMLVideoElement) =>
  new Promise<unknown>((resolve) => {
    if ('requestVideoFrameCallback' in screen) screen.requestVideoFrameCallback(resolve)
    else requestAnimationFrame(resolve)
  })
