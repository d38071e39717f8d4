import { randomBytes } from 'node:crypto'
import { addressMs, type CameraAddresses } from '#lib/domain/gates/contract/camera/camera-request.ts'
import type { LogBody, SnapshotMoment } from '../core/agent-gate.ts'
import type { Snapshot } from '../server/picture-box.ts'
import type { AgentClock } from '../shell/agent-clock.ts'
import { signedAddress, type View } from './camera-address.ts'
import { frameOf, type Camera } from './go2rtc.ts'
import { CameraProxy } from './proxy.ts'

/** Log an account's repeated views at most once in this time, ms. */
const againMs = 10 * 60_000

/** How long a picture may take, ms: a "before" picture is useless once the gate has moved. */
const withinMs: Record<SnapshotMoment, number> = { before: 2_000, after: 5_000, obstruction: 5_000 }

export interface CamerasDeps {
  /** By gate. */
  cameras: ReadonlyMap<string, Camera>
  /** Address on which the proxy listens. */
  listen: { host: string; port: number }
  /** Base URL at which phones reach it; '' for the app's own site. */
  publicUrl: string
  clock: AgentClock
  record(gate: string, body: LogBody): void
  /** Stores a picture for the log until it is delivered to the server. */
  keep(bytes: Uint8Array, at: number, camera: string): Promise<Snapshot>
  trouble(problem: unknown): void
}

/** Gives phones access to the cameras of an agent's gates. */
export class Cameras {
  readonly #secret = randomBytes(32)
  readonly #viewed = new Map<string, number>()
  readonly #proxy: CameraProxy
  /** The port on which it listens; null when it could not listen, which `trouble` was told. */
  readonly port: Promise<number | null>

  constructor(private readonly parts: CamerasDeps) {
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

  /** Signs the addresses of a gate's pictures for that account; null when it has no camera. */
  addresses(gate: string, account: string): CameraAddresses | null {
    if (!this.parts.cameras.has(gate)) return null
    const until = this.parts.clock.now() + addressMs
    const at = (view: View) =>
      this.parts.publicUrl + signedAddress(this.#secret, { gate, view, account, until })
    return { until, frame: at('frame'), mjpeg: at('mjpeg'), mse: at('mse') }
  }

  /** Takes a picture for the log, byte for byte as the camera sent it; null when none came in time. Never throws. */
  async picture(gate: string, moment: SnapshotMoment): Promise<Snapshot | null> {
    const { cameras, clock, keep, trouble } = this.parts
    const camera = cameras.get(gate)
    const frame = camera && (await frameOf(camera, clock.now, withinMs[moment]))
    if (!frame) return null
    try {
      return await keep(frame.bytes, frame.at, camera.src)
    } catch (problem) {
      trouble(problem)
      return null
    }
  }

  /** Tells whether the gate has a camera. */
  lookAt(gate: string): boolean {
    return this.parts.cameras.has(gate)
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
