import type { CameraAddresses } from '#lib/domain/gates/contract/camera/camera-request.ts'
import type { CameraProblem, CameraWay } from '#lib/ports/gates.ts'

/** A picture that is on the screen now. */
export interface CameraFrame {
  /** The time at which the picture reached the gate's agent, Unix ms of the agent's clock. */
  at: number
  /** Its bytes as the camera made them; null for a frame of a video. */
  jpeg: Blob | null
}

/** Plays one address in an element of its own. */
export interface Player {
  element: unknown
  /** Stops; the picture on the screen stays. */
  stop(): void
}
export type Play = (address: string, heard: { picture(picture: CameraFrame): void; end(): void }) => Player

export interface ShowingDeps {
  /** The ways to try, best first. */
  ways: readonly CameraWay[]
  players: Record<CameraWay, Play>
  look(): Promise<CameraAddresses | { code: CameraProblem }>
  /** Returns the agent's time as this phone knows it, Unix ms. */
  now(): number
  /** Runs once after `ms`; returns a function that cancels it. */
  after(ms: number, run: () => void): () => void
  /** Replaces what is shown with an element. */
  put(element: unknown): void
  seen(picture: CameraFrame, way: CameraWay): void
  noSight(code: CameraProblem): void
}

/**
 * How long before the old addresses expire new ones are requested, ms: time for the best way to fail and the next one
 * to start.
 */
export const renewMs = 20_000
/** Silence after which a way of showing the camera (video, single pictures) counts as failed, ms. */
export const stallMs = 5_000
const againMs = 2_000
const lineMs = 500

/**
 * Shows a gate's pictures on one screen while it is visible: single ones at once, then by the best way that works. When a way
 * fails the next one follows; the last picture stays until that has something to show.
 */
export class Showing {
  #over = false
  #addresses: CameraAddresses | null = null
  #way = 0
  /** The player on the screen, and the one that replaces it as soon as it has a picture. */
  #current: Player | null = null
  #coming: Player | null = null
  /** The player of single pictures before video has begun. */
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

  /** Shows single pictures until video begins: on a slow line one alone would be old before that. */
  #glance({ frame }: CameraAddresses) {
    const { players, put, seen } = this.parts
    let isShown = false
    const player = players.glance(frame, {
      picture: (picture) => {
        if (this.#over || this.#current) return
        if (!isShown) put(player.element)
        isShown = true
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

  /** Starts the silence timer for streams; a player that requests each picture notices by itself when one does not come. */
  #expect(player: Player, way: CameraWay) {
    this.#cancelStall()
    if (way !== 'mse' && way !== 'mjpeg') return
    this.#cancelStall = this.parts.after(stallMs, () => this.#end(player))
  }

  /** Handles a failed player or an expired address: tries the next way, or the last one again. */
  #end(player: Player) {
    if (this.#over || (player !== this.#coming && player !== this.#current)) return
    player.stop()
    // The player on the screen runs on beside the one being tried, whose outcome alone decides.
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
