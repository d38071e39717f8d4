import { spawn, type ChildProcess } from 'node:child_process'
import type { Link } from '#lib/data/mqtt/link.ts'
import type { AgentClock } from '../shell/agent-clock.ts'

/** A gate's siren, by a topic at the broker beside it, and its loudspeaker, by a program that plays a file. */
export interface SirenConfig {
  topic?: string | undefined
  on: string
  off: string
  audio?: string | undefined
  player: string
  /** How long it sounds at most. */
  seconds: number
}

export interface SirenDeps {
  link: Pick<Link, 'send' | 'watch'>
  clock: Pick<AgentClock, 'after'>
  trouble(problem: unknown): void
  /** Starts a player; `spawn` of Node by default. */
  play?: (player: string, file: string) => ChildProcess
}

/** Pause before the file is played again, ms: a player that fails at once must not be started without end. */
const pauseMs = 1_000

const playFile = (player: string, file: string) => spawn(player, [file], { stdio: 'ignore' })

/**
 * Sounds for a bounded time. It is told to be silent at each connection to its broker unless it sounds now: so it is at
 * the start, whatever an agent that died has left on.
 */
export class Siren {
  #sounds = false
  #player: ChildProcess | null = null
  #cancelEnd = () => {}
  #cancelNext = () => {}
  readonly #leave: () => void

  constructor(
    private readonly config: SirenConfig,
    private readonly parts: SirenDeps
  ) {
    this.#leave = parts.link.watch((state) => state === 'open' && void this.#publish())
  }

  /** Starts to sound, or begins its time anew; or falls silent. */
  turn(on: boolean): void {
    if (on) this.#sound()
    else if (this.#sounds) void this.#end()
  }

  #sound(): void {
    this.#cancelEnd()
    this.#cancelEnd = this.parts.clock.after(this.config.seconds * 1000, () => this.turn(false))
    const sounded = this.#sounds
    this.#sounds = true
    void this.#publish()
    if (!sounded) this.#play()
  }

  /** Silences it for good, before its connection ends. */
  async stop(): Promise<void> {
    this.#leave()
    if (this.#sounds) await this.#end()
  }

  #end(): Promise<unknown> {
    this.#sounds = false
    this.#cancelEnd()
    this.#cancelNext()
    this.#player?.kill('SIGKILL')
    this.#player = null
    return this.#publish()
  }

  async #publish(): Promise<void> {
    const { topic, on, off, seconds } = this.config
    if (topic === undefined) return
    const payload = this.#sounds ? on : off
    await this.parts.link.send({ topic, payload, expirySeconds: Math.ceil(seconds) })
  }

  /** Plays the file over and over while it sounds. */
  #play() {
    const { audio, player } = this.config
    if (audio === undefined || !this.#sounds) return
    const { play = playFile, clock, trouble } = this.parts
    const playing = play(player, audio)
    this.#player = playing
    playing.once('error', trouble)
    playing.once('close', () => {
      if (this.#player !== playing) return
      this.#player = null
      this.#cancelNext = clock.after(pauseMs, () => this.#play())
    })
  }
}
