import { createSubscriber } from 'svelte/reactivity'
import { liveMs, oldMs } from '#lib/domain/gates/contract/camera/camera-request.ts'
import type { SeenFrame } from './command-request.ts'
import type { GateSubscription } from './gate-subscription.svelte.ts'
import type { CameraPicture, CameraWay } from '#lib/ports/ports.ts'

/**
 * The ways of showing the camera: on a page of its own; beside a decision, which needs single pictures with a hash; and
 * in passing.
 */
const ways: Record<'page' | 'deciding' | 'passing', readonly CameraWay[]> = {
  page: ['mse', 'mjpeg', 'frame'],
  deciding: ['mjpeg', 'frame'],
  passing: ['glance']
}

/** The state of the picture. Only `live` shows the present; `at`: the time it was taken; `ageMs`: its age. */
export type Sighting =
  | { kind: 'none'; why: 'coming' | 'unreachable' | 'refused' }
  | { kind: 'live' | 'late' | 'old'; at: number; ageMs: number }

const beatMs = 500

/** The picture of one gate's camera, and its age. It outlives screens, so it holds no `$derived`. */
export class GateCamera {
  #picture = $state.raw<CameraPicture | null>(null)
  #why = $state<'coming' | 'unreachable' | 'refused'>('coming')
  readonly #beat: () => void

  constructor(private readonly hearing: Pick<GateSubscription, 'id' | 'line' | 'now'>) {
    this.#beat = createSubscriber((update) => {
      const timer = setInterval(update, beatMs)
      return () => clearInterval(timer)
    })
  }

  /** Shows the camera in that element while the element is there; of several elements the latest one shows it. */
  show(place: HTMLElement, how: keyof typeof ways): () => void {
    let end: (() => void) | null = null
    let over = false
    const open = async () => {
      const line = await this.hearing.line()
      if (over) return
      end = line.show(this.hearing.id, place, ways[how], {
        seen: (picture) => (this.#picture = picture),
        noSight: (code) => (this.#why = code === 'refused' ? 'refused' : 'unreachable')
      })
    }
    open().catch(() => (this.#why = 'unreachable'))
    return () => {
      over = true
      end?.()
    }
  }

  /** The picture's state now; a component that reads it is redrawn as the picture ages. */
  get sighting(): Sighting {
    this.#beat()
    const picture = this.#picture
    if (!picture) return { kind: 'none', why: this.#why }
    const { at } = picture
    const ageMs = Math.max(0, this.hearing.now() - at)
    return { kind: ageMs < liveMs ? 'live' : ageMs <= oldMs ? 'late' : 'old', at, ageMs }
  }

  /** Tells whether a picture is good enough to decide by; a component follows it like `sighting`. */
  get usable(): boolean {
    const { kind } = this.sighting
    return (kind === 'live' || kind === 'late') && this.#picture?.sha256 != null
  }

  /** Returns the picture on the screen to decide by; null when there is none, or it is too old. */
  async frame(): Promise<SeenFrame | null> {
    const picture = this.#picture
    if (!picture?.sha256) return null
    const sha256 = await picture.sha256()
    const ageMs = Math.round(Math.max(0, this.hearing.now() - picture.at))
    return ageMs > oldMs ? null : { sha256, ageMs }
  }
}
