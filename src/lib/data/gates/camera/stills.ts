import { MultipartReader } from '#lib/domain/gates/contract/multipart.ts'
import type { Play } from './showing.ts'

const patienceMs = 6_000
const options = { cache: 'no-store', credentials: 'omit', redirect: 'error' } as const

/** An image that shows one JPEG after the other, each when it is decoded, and lets go of what it showed before. */
function newScreen() {
  const element = new Image()
  // What it shows is said by the place that it stands in.
  element.alt = ''
  let shown = ''
  return {
    element,
    async show(jpeg: Blob) {
      const next = URL.createObjectURL(jpeg)
      // Decoded elsewhere first: an image that is on the screen must not go blank between two.
      const decoded = new Image()
      decoded.src = next
      await decoded.decode()
      element.src = next
      if (shown) URL.revokeObjectURL(shown)
      shown = next
    }
  }
}

/** One picture after the other, each asked for by itself; `pauseMs` lies between them. */
export const polled =
  (pauseMs: number): Play =>
  (address, { picture, end }) => {
    const { element, show } = newScreen()
    const ending = new AbortController()
    const { signal } = ending
    const again = async (): Promise<void> => {
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
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
      if (!signal.aborted) return again()
    }
    again().catch(() => {
      if (!signal.aborted) end()
    })
    return { element, stop: () => ending.abort() }
  }

/** The pictures of one running answer; where they come faster than they can be shown, the latest one. */
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
