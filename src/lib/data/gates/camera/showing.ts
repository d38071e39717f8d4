import type { CameraAddresses } from '#lib/domain/gates/contract/camera-request.ts'
import type { CameraProblem, CameraWay } from '#lib/ports/gates.ts'

/** A picture that is on the screen now. */
export interface CameraFrame {
  /** When it reached the gate's agent, Unix ms of the agent's clock. */
  at: number
  /** Its bytes as the camera made them; null: it is one of a video. */
  jpeg: Blob | null
}

/** Shows what comes from one address in an element of its own. */
export interface Player {
  element: unknown
  /** Nothing comes any more; what is on the screen stays. */
  stop(): void
}
export type Play = (address: string, heard: { picture(picture: CameraFrame): void; end(): void }) => Player

export interface ShowingDeps {
  /** The ways to try, the best one first. */
  ways: readonly CameraWay[]
  players: Record<CameraWay, Play>
  look(): Promise<CameraAddresses | { code: CameraProblem }>
  /** The agent's time as this phone knows it, Unix ms. */
  now(): number
  /** Runs once after `ms`; gives back how to call it off. */
  after(ms: number, run: () => void): () => void
  /** Puts an element in the place of what is shown. */
  put(element: unknown): void
  seen(picture: CameraFrame, way: CameraWay): void
  noSight(code: CameraProblem): void
}

/** New addresses are asked for so long before the old ones end: the other way has time to fail first, ms. */
export const renewMs = 20_000
/** A way by which nothing comes for so long has failed, ms. */
export const stallMs = 5_000
const againMs = 2_000
const lineMs = 500

/**
 * Pictures of a gate on one screen for as long as it is looked at: one at once, then by the best way that works. Where
 * one fails the next one follows, and what was seen last stays until it has something to show.
 */
export class Showing {
  #over = false
  #addresses: CameraAddresses | null = null
  #way = 0
  /** What is on the screen, and what shall be as soon as it has a picture. */
  #current: Player | null = null
  #coming: Player | null = null
  /** The picture at once, while it is on its way. */
  #first: Player | null = null
  #cancelStall = () => {}
  #cancelRenewal = () => {}
  #cancelAgain = () => {}

  constructor(private readonly parts: ShowingDeps) {
    void this.#renew()
  }

  stop(): void {
    this.#over = true
    this.#addresses = null
    for (const cancel of [this.#cancelStall, this.#cancelRenewal, this.#cancelAgain]) cancel()
    for (const player of [this.#first, this.#coming, this.#current]) player?.stop()
  }

  async #renew(): Promise<void> {
    this.#cancelRenewal()
    const { look, now, after, noSight } = this.parts
    const found = await look().catch(() => ({ code: 'UNKNOWN' }) as const)
    if (this.#over) return
    if ('code' in found) {
      noSight(found.code)
      if (found.code !== 'refused')
        this.#cancelRenewal = after(found.code === 'OFFLINE' ? lineMs : againMs, () => void this.#renew())
      return
    }
    const first = this.#addresses === null && this.#current === null
    this.#addresses = found
    const left = found.until - now()
    this.#cancelRenewal = after(Math.max(againMs, left - renewMs), () => void this.#renew())
    if (first && this.parts.ways[0] === 'mse') this.#glance(found)
    this.#way = 0
    this.#play()
  }

  /** One picture at once, for video takes a moment to begin. */
  #glance({ frame }: CameraAddresses) {
    const { players, put, seen } = this.parts
    const player = players.glance(frame, {
      picture: (picture) => {
        player.stop()
        if (this.#over || this.#current) return
        put(player.element)
        seen(picture, 'glance')
      },
      end: () => {}
    })
    this.#first = player
  }

  #play() {
    const { ways, players } = this.parts
    const way = ways[this.#way]!
    this.#coming?.stop()
    const address = this.#addresses![way === 'glance' ? 'frame' : way]
    const player = players[way](address, {
      picture: (picture) => this.#picture(player, picture, way),
      end: () => this.#end(player)
    })
    this.#coming = player
    this.#expect(player, way)
  }

  #picture(player: Player, picture: CameraFrame, way: CameraWay) {
    if (this.#over || (player !== this.#coming && player !== this.#current)) return
    if (player === this.#coming) {
      this.#first?.stop()
      this.#current?.stop()
      this.#current = player
      this.#coming = null
      this.parts.put(player.element)
    }
    if (!this.#coming) this.#expect(player, way)
    this.parts.seen(picture, way)
  }

  /** A stream may fall silent; who asks for each picture by itself knows when one does not come. */
  #expect(player: Player, way: CameraWay) {
    this.#cancelStall()
    if (way !== 'mse' && way !== 'mjpeg') return
    this.#cancelStall = this.parts.after(stallMs, () => this.#end(player))
  }

  /** It has failed, or its address is over: the next way, or the last one again. */
  #end(player: Player) {
    if (this.#over || (player !== this.#coming && player !== this.#current)) return
    player.stop()
    // What is shown runs on beside what is tried: that alone decides.
    if (player === this.#current && this.#coming) return
    this.#coming = null
    this.#cancelStall()
    if (this.#way < this.parts.ways.length - 1) {
      this.#way++
      return this.#play()
    }
    this.#cancelAgain()
    this.#cancelAgain = this.parts.after(againMs, () => {
      const isGood = this.#addresses !== null && this.#addresses.until > this.parts.now()
      if (isGood) this.#play()
      else void this.#renew()
    })
  }
}
