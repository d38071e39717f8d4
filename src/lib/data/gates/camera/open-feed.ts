import { oldMs } from '#lib/domain/gates/contract/camera/camera-request.ts'
import { Feed, type FeedDeps, type CameraStage } from './feed.ts'
import { polled, streamed } from './stills.ts'
import { played } from './video.ts'

/** From one request for a single picture to the next, ms. */
const pollMs = 1_000
/** The same on a page that only glances at the gate, ms: the next picture may take two seconds before this one is old. */
const glanceMs = oldMs - 2_000

/** Opens the pictures of one gate in the browser. */
export function openFeed(parts: Pick<FeedDeps, 'look' | 'now' | 'after'>): Feed {
  return new Feed({
    ...parts,
    players: { mse: played, mjpeg: streamed, frame: polled(pollMs), glance: polled(glanceMs) },
    still,
    visible: () => document.visibilityState === 'visible',
    onChange(run) {
      document.addEventListener('visibilitychange', run)
      return () => document.removeEventListener('visibilitychange', run)
    }
  })
}

export const cameraStage = (place: HTMLElement): CameraStage => ({
  put: (element) => place.replaceChildren(element as HTMLElement)
})

function still(jpeg: Blob): HTMLImageElement {
  const image = new Image()
  image.alt = ''
  image.src = URL.createObjectURL(jpeg)
  image.onload = () => URL.revokeObjectURL(image.src)
  return image
}
