/** Mutual exclusion between the tabs of one phone. */
export interface Locks {
  /** Runs `work` alone among all who ask for this name; `signal` ends the waiting, not the work. */
  request<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

/** Messages between the tabs of one phone; a sender does not hear itself. */
export interface Channel<M> {
  post(message: M): void
  close(): void
}
export type OpenChannel = <M>(name: string, hear: (message: M) => void) => Channel<M>

export const webLocks: Locks = {
  async request<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return navigator.locks.request(name, signal ? { signal } : {}, work)
  }
}

export const webChannel: OpenChannel = (name, hear) => {
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => hear(data)
  return { post: (message) => channel.postMessage(message), close: () => channel.close() }
}

/** Locks for one process: whoever has this object shares them. */
export function processLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>()
  return {
    async request(name, work, signal) {
      const before = tails.get(name) ?? Promise.resolve()
      const turn = before.then(() => {
        signal?.throwIfAborted()
        return work()
      })
      tails.set(
        name,
        turn.catch(() => {})
      )
      return turn
    }
  }
}
