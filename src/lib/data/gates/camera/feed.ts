import { sha256Of } from '../../photos/hash.ts'
import type { CameraListener, CameraWay } from '#lib/ports/gates.ts'
import { Showing, type CameraFrame, type ShowingDeps } from './showing.ts'

export interface FeedDeps extends Omit<ShowingDeps, 'ways' | 'put' | 'seen' | 'noSight'> {
  /** An element that shows one JPEG. */
  still(jpeg: Blob): unknown
  /** Tells whether the page is visible. */
  visible(): boolean
  /** Runs the callback whenever that changes; returns a function that ends this. */
  onChange(run: () => void): () => void
}

/** The element in which pictures are shown. */
export interface CameraStage {
  put(element: unknown): void
}

interface Show {
  stage: CameraStage
  ways: readonly CameraWay[]
  listener: CameraListener
}

/**
 * Feeds one gate's pictures to all screens of this page: only the uppermost one gets them, and only while it is
 * visible.
 */
export class Feed {
  #shows: Show[] = []
  #showing: Showing | null = null
  /** The last picture, kept with its time. */
  #last: { at: number; jpeg: Blob } | null = null
  #leave = () => {}

  constructor(private readonly parts: FeedDeps) {}

  /** Shows the gate there until the returned stop is called. */
  show(stage: CameraStage, ways: readonly CameraWay[], listener: CameraListener): () => void {
    const show = { stage, ways, listener }
    if (this.#shows.length === 0) this.#leave = this.parts.onChange(() => this.#begin())
    this.#shows.push(show)
    this.#recall()
    this.#begin()
    return () => {
      const isUpper = this.#shows.at(-1) === show
      this.#shows = this.#shows.filter((other) => other !== show)
      if (this.#shows.length === 0) this.#leave()
      if (!isUpper) return
      this.#recall()
      this.#begin()
    }
  }

  /**
   * Shows the last picture on a screen that comes up, with its own time: a date always belongs to the picture that is
   * shown.
   */
  #recall() {
    const show = this.#shows.at(-1)
    if (!show || !this.#last) return
    show.stage.put(this.parts.still(this.#last.jpeg))
    this.#tell(show, this.#last, 'glance')
  }

  #begin() {
    this.#showing?.stop()
    this.#showing = null
    const show = this.#shows.at(-1)
    if (!show || !this.parts.visible()) return
    this.#showing = new Showing({
      ...this.parts,
      ways: show.ways,
      put: (element) => show.stage.put(element),
      seen: (picture, way) => {
        if (picture.jpeg) this.#last = { at: picture.at, jpeg: picture.jpeg }
        this.#tell(show, picture, way)
      },
      noSight: (code) => show.listener.noSight(code)
    })
  }

  #tell({ listener }: Show, { at, jpeg }: CameraFrame, way: CameraWay) {
    const sha256 = jpeg && (async () => sha256Of(new Uint8Array(await jpeg.arrayBuffer())))
    listener.seen({ at, way, sha256 })
  }
}
