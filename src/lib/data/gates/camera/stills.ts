import { MultipartReader } from '#lib/domain/gates/contract/camera/multipart.ts'
import type { Play } from './showing.ts'

const patienceMs = 6_000
const options = { cache: 'no-store', credentials: 'omit', redirect: 'error' } as const

/** Builds an image that shows one JPEG after the other, each once it is decoded, and releases the one before. */
function newScreen() {
  const element = new Image()
  // The surrounding element describes the picture.
  element.alt = ''
  let shown = ''
  return {
    element,
    async show(jpeg: Blob) {
      const next = URL.createObjectURL(jpeg)
      // Decoded off screen first: a visible image must not go blank between two pictures.
      const decoded = new Image()
      decoded.src = next
      await decoded.decode()
      element.src = next
      if (shown) URL.revokeObjectURL(shown)
      shown = next
    }
  }
}

/** Shortest pause between two pictures on a line that takes longer for one than it should, ms. */
const pauseMs = 500

/**
 * Plays one picture after the other, each requested `periodMs` after the one before: however long a picture takes, the
 * shown one does not grow older by that.
 */
export const polled =
  (periodMs: number): Play =>
  (address, { picture, end }) => {
    const { element, show } = newScreen()
    const ending = new AbortController()
    const { signal } = ending
    const again = async (): Promise<void> => {
      const askedAt = performance.now()
      const response = await fetch(address, {
        ...options,
        signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)])
      })
      const at = Number(response.headers.get('x-frame-at') ?? NaN)
      if (!response.ok || !Number.isFinite(at)) return end()
      const jpeg = await response.blob()
      await show(jpeg)
      if (signal.aborted) return
      picture({ at, jpeg })
      const left = askedAt + periodMs - performance.now()
      await new Promise((resolve) => setTimeout(resolve, Math.max(pauseMs, left)))
      if (!signal.aborted) return again()
    }
    again().catch(() => {
      if (!signal.aborted) end()
    })
    return { element, stop: () => ending.abort() }
  }

/** Plays the pictures of one continuous response; when they come faster than they can be shown, the latest one. */
export const streamed: Play = (address, { picture, end }) => {
  const { element, show } = newScreen()
  const ending = new AbortController()
  const { signal } = ending
  const read = async () => {
    const response = await fetch(address, { ...options, signal })
    if (!response.ok || !response.body) return
    const reader = response.body.getReader()
    const parts = new MultipartReader()
    let showing: Promise<void> | null = null
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      const last = parts.take(value!).at(-1)
      if (!last?.at || showing) continue
      const [jpeg, at] = [new Blob([last.bytes], { type: 'image/jpeg' }), last.at]
      showing = show(jpeg)
        .then(() => {
          if (!signal.aborted) picture({ at, jpeg })
        })
        .catch(() => {})
        .finally(() => (showing = null))
    }
  }
  void read()
    .catch(() => {})
    .then(() => {
      if (!signal.aborted) end()
    })
  return { element, stop: () => ending.abort() }
}
