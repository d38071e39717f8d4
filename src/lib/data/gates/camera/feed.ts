import { sha256Of } from '../../photos/hash.ts'
import type { CameraListener, CameraWay } from '#lib/ports/gates.ts'
import { Showing, type CameraFrame, type ShowingDeps } from './showing.ts'

export interface FeedDeps extends Omit<ShowingDeps, 'ways' | 'put' | 'seen' | 'noSight'> {
  /** An element that shows one JPEG. */
  still(jpeg: Blob): unknown
  /** Is the page looked at? */
  visible(): boolean
  /** Runs it whenever that changes; gives back how to end that. */
  onChange(run: () => void): () => void
}

/** Where pictures are shown. */
export interface CameraStage {
  put(element: unknown): void
}

interface Show {
  stage: CameraStage
  ways: readonly CameraWay[]
  listener: CameraListener
}

/** The pictures of one gate for all screens of this page: only the uppermost one has them, and only while it is looked at. */
export class Feed {
  #shows: Show[] = []
  #showing: Showing | null = null
  /** What was seen last stays, with its time. */
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

  /** A screen that comes up shows what was seen last and says when: never another picture than the one that is dated. */
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
