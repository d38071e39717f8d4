import { Feed, type FeedDeps, type CameraStage } from './feed.ts'
import { polled, streamed } from './stills.ts'
import { played } from './video.ts'

/** Between two pictures that are asked for one by one, ms; on a page that only glances at the gate, more. */
const pollMs = 1_000
const glanceMs = 4_000

/** The pictures of one gate in the browser. */
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
