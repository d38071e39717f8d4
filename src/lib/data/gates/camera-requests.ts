import type { CameraAddresses, CameraGrant } from '#lib/domain/gates/contract/camera/camera-request.ts'
import { acceptedWithinMs } from '#lib/domain/gates/contract/timers.ts'
import type { CameraListener, CameraProblem, CameraWay } from '#lib/ports/gates.ts'
import type { Feed } from './camera/feed.ts'
import type { GateClock } from './gate-clock.ts'

export interface CameraRequestsDeps {
  isOpen(): boolean
  /** Signs a request to see a gate and sends it once. */
  ask(gate: string, wish: { id: string; look: 'camera' }): Promise<string>
  clockOf(gate: string): GateClock
  /** A new UUIDv7. */
  newId(): string
  /** Runs once after `ms`; returns a function that cancels it. */
  after(ms: number, run: () => void): () => void
}

/**
 * Only a refusal by the account's role is final; a request that came too late, or before an agent knew this phone, is
 * repeated.
 */
const noSightOf = ({ code }: { code: string }): CameraProblem =>
  code === 'NOT_ALLOWED' ? 'refused' : 'UNKNOWN'

/** The camera pictures of a unit's gates: the requests, their answers, and the pictures on this page. */
export class CameraRequests {
  readonly #waiting = new Map<string, (found: CameraAddresses | { code: CameraProblem }) => void>()
  readonly #feeds = new Map<string, Feed>()

  constructor(private readonly parts: CameraRequestsDeps) {}

  /** See `GateConnection.show` in `ports/ports.ts`. */
  show(gate: string, place: HTMLElement, ways: readonly CameraWay[], listener: CameraListener): () => void {
    let over = false
    let end = () => {}
    const open = async () => {
      const { openFeed, cameraStage } = await import('./camera/open-feed.ts')
      if (over) return
      const { clockOf, after } = this.parts
      const look = () => this.look(gate)
      const feed = this.#feeds.get(gate) ?? openFeed({ look, now: () => clockOf(gate).now(), after })
      this.#feeds.set(gate, feed)
      end = feed.show(cameraStage(place), ways, listener)
    }
    open().catch(() => listener.noSight('OFFLINE'))
    return () => {
      over = true
      end()
    }
  }

  /** Returns the addresses at which this account sees the gate for a minute. */
  async look(gate: string): Promise<CameraAddresses | { code: CameraProblem }> {
    const { isOpen, newId, ask } = this.parts
    if (!isOpen()) return { code: 'OFFLINE' }
    const id = newId()
    const answer = this.#answer(id)
    const code = await ask(gate, { id, look: 'camera' })
    if (code === 'sent') return answer
    return { code: code === 'NOT_ALLOWED' ? 'refused' : code === 'OFFLINE' ? 'OFFLINE' : 'UNKNOWN' }
  }

  answered(sight: CameraGrant): void {
    this.parts.clockOf(sight.gate).answered(sight.id, sight.at)
    this.#waiting.get(sight.id)?.(sight.sight === 'given' ? sight : { code: noSightOf(sight.refusal) })
  }

  /** Resolves with the answer to that request, or when it is overdue. */
  #answer(id: string): Promise<CameraAddresses | { code: CameraProblem }> {
    return new Promise((resolve) => {
      const end = (found: CameraAddresses | { code: CameraProblem }) => {
        cancel()
        this.#waiting.delete(id)
        resolve(found)
      }
      const cancel = this.parts.after(acceptedWithinMs, () => end({ code: 'UNKNOWN' }))
      this.#waiting.set(id, end)
    })
  }
}
