import { randomBytes } from 'node:crypto'
import { addressMs, type Addresses } from '#lib/domain/gates/contract/look.ts'
import type { LogBody } from '../core/gate.ts'
import type { Clock } from '../shell/clock.ts'
import { signed, type View } from './address.ts'
import type { Camera } from './go2rtc.ts'
import { CameraProxy } from './proxy.ts'

/** Somebody who looks again and again stands in the log once in this time, ms. */
const againMs = 10 * 60_000

export interface CamerasParts {
  /** By gate. */
  cameras: ReadonlyMap<string, Camera>
  /** Where the proxy listens. */
  listen: { host: string; port: number }
  /** Where phones reach it; '': at the app's own site. */
  publicUrl: string
  clock: Clock
  record(gate: string, body: LogBody): void
  trouble(problem: unknown): void
}

/** The cameras of an agent's gates, as phones may see them. */
export class Cameras {
  readonly #secret = randomBytes(32)
  readonly #viewed = new Map<string, number>()
  readonly #proxy: CameraProxy
  /** The port on which it listens; null: on none, which `trouble` has been told. */
  readonly port: Promise<number | null>

  constructor(private readonly parts: CamerasParts) {
    const { cameras, listen, clock, trouble } = parts
    this.#proxy = new CameraProxy({
      secret: this.#secret,
      cameraOf: (gate) => cameras.get(gate) ?? null,
      now: clock.now,
      viewed: (account, gate) => this.#note(account, gate)
    })
    this.port = this.#proxy.listen(listen.host, listen.port).catch((problem: unknown) => {
      trouble(problem)
      return null
    })
  }

  /** Addresses of a gate's pictures for that account; null: no camera looks at it. */
  addresses(gate: string, account: string): Addresses | null {
    if (!this.parts.cameras.has(gate)) return null
    const until = this.parts.clock.now() + addressMs
    const at = (view: View) => this.parts.publicUrl + signed(this.#secret, { gate, view, account, until })
    return { until, frame: at('frame'), mjpeg: at('mjpeg'), mse: at('mse') }
  }

  stop(): Promise<void> {
    return this.#proxy.stop()
  }

  #note(account: string, gate: string) {
    const who = `${account} ${gate}`
    const now = this.parts.clock.steady()
    const last = this.#viewed.get(who)
    if (last !== undefined && now - last < againMs) return
    this.#viewed.set(who, now)
    try {
      this.parts.record(gate, { kind: 'camera-viewed', source: 'app', actor: account })
    } catch (problem) {
      this.parts.trouble(problem)
    }
  }
}
