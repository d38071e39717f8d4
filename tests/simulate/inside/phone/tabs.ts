import type { OpenChannel, StealableLocks } from '#lib/data/tabs.ts'
import type { Life } from './life.ts'

interface Turn {
  life: Life
  begin(): void
  end(problem: Error): void
}

/** What the tabs of one phone share: locks, which a tab that dies gives up, and channels. */
export class SharedTabs {
  readonly #queues = new Map<string, Turn[]>()
  readonly #hearers = new Map<string, Map<(message: never) => void, Life>>()

  locks(life: Life): StealableLocks {
    life.atEnd(() => this.#leave(life))
    return {
      request: <T>(name: string, work: () => Promise<T>, signal?: AbortSignal) =>
        new Promise<T>((resolve, reject) => {
          if (life.dead) return
          const queue = this.#queues.get(name) ?? this.#queues.set(name, []).get(name)!
          const over = () => this.#remove(name, turn)
          const abort = () => {
            if (queue.indexOf(turn) < 1) return
            over()
            reject(signal!.reason as Error)
          }
          const turn: Turn = {
            life,
            begin: () => void life.lasting(work()).finally(over).then(resolve, reject),
            end: reject
          }
          signal?.addEventListener('abort', abort)
          queue.push(turn)
          if (queue.length === 1) turn.begin()
        }),
      steal: <T>(name: string, work: () => Promise<T>) =>
        new Promise<T>((resolve, reject) => {
          if (life.dead) return
          const queue = this.#queues.get(name) ?? this.#queues.set(name, []).get(name)!
          const over = () => this.#remove(name, turn)
          const turn: Turn = {
            life,
            begin: () => void life.lasting(work()).finally(over).then(resolve, reject),
            end: reject
          }
          const [holder] = queue.splice(0, 1, turn)
          holder?.end(new DOMException('stolen', 'AbortError'))
          turn.begin()
        })
    }
  }

  channels(life: Life): OpenChannel {
    return (name, hear) => {
      const all = this.#hearers.get(name) ?? this.#hearers.set(name, new Map()).get(name)!
      all.set(hear as never, life)
      const close = () => void all.delete(hear as never)
      life.atEnd(close)
      return {
        post: (message) => {
          if (life.dead) return
          for (const [other, its] of all)
            if (other !== (hear as never)) its.after(1, () => all.has(other) && other(message as never))
        },
        close
      }
    }
  }

  #remove(name: string, turn: Turn) {
    const queue = this.#queues.get(name)!
    const at = queue.indexOf(turn)
    if (at < 0) return
    queue.splice(at, 1)
    if (at === 0) queue[0]?.begin()
  }

  #leave(life: Life) {
    for (const [name, queue] of this.#queues)
      for (const turn of queue.filter((turn) => turn.life === life)) this.#remove(name, turn)
  }
}
