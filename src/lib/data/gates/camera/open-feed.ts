import { Feed, type FeedDeps, type CameraStage } from './feed.ts'
import { polled, streamed } from './stills.ts'
import { played } from './video.ts'

/** Pause between two pictures that are requested one by one, ms; longer on a page that only glances at the gate. */
const pollMs = 1_000
const glanceMs = 4_000

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
