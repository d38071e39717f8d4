/** Mutual exclusion between the tabs of one phone. */
export interface Locks {
  /** Runs `work` exclusively under this name; `signal` ends the waiting, not the work. */
  request<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

export interface StealableLocks extends Locks {
  /**
   * Runs `work` at once, whoever holds the name, such as a tab that a browser has frozen: that holder's `request`
   * rejects with an `AbortError`, whatever it still does.
   */
  steal<T>(name: string, work: () => Promise<T>): Promise<T>
}

/** Messages between the tabs of one phone; a sender does not hear itself. */
export interface Channel<M> {
  post(message: M): void
  close(): void
}
export type OpenChannel = <M>(name: string, hear: (message: M) => void) => Channel<M>

export const webLocks: StealableLocks = {
  async request<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    return navigator.locks.request(name, signal ? { signal } : {}, work)
  },
  async steal<T>(name: string, work: () => Promise<T>): Promise<T> {
    return navigator.locks.request(name, { steal: true }, work)
  }
}

export const webChannel: OpenChannel = (name, hear) => {
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }) => hear(data)
  return { post: (message) => channel.postMessage(message), close: () => channel.close() }
}

/** One tab of this phone; a reload leaves it the same. */
export interface Tab {
  /** Ids sort by when their tabs were opened. */
  id: string
  /** Ids of all tabs that are open now. */
  open(): Promise<ReadonlySet<string>>
}

const tabLock = 'antt-tab '

/** Returns this page's tab; call it once. From then on the other tabs see it as open. @param now Unix ms */
export async function webTab(memory: Storage, now: number): Promise<Tab> {
  const kept = memory.getItem('tab')
  // A duplicated tab starts with the original's session storage.
  const id = kept && (await holdForever(tabLock + kept)) ? kept : await newTab(now)
  memory.setItem('tab', id)
  return {
    id,
    async open() {
      const { held = [] } = await navigator.locks.query()
      const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(tabLock))
      return new Set(names.map((name) => name.slice(tabLock.length)))
    }
  }
}

async function newTab(now: number): Promise<string> {
  const id = `${now}-${crypto.randomUUID()}`
  await holdForever(tabLock + id)
  return id
}

/** Takes a lock for good; false when somebody else holds it. */
function holdForever(name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const hold = (lock: Lock | null) => {
      resolve(lock !== null)
      return lock && new Promise(() => {})
    }
    navigator.locks.request(name, { ifAvailable: true }, hold).catch(reject)
  })
}

/** Makes locks for one process, shared by everything that has this object. */
export function processLocks(): StealableLocks {
  const queues = new Map<string, Turn[]>()
  const next = (name: string, over: Turn) => {
    const queue = queues.get(name)!
    const wasFirst = queue[0] === over
    queues.set(
      name,
      queue.filter((turn) => turn !== over)
    )
    if (wasFirst) queues.get(name)![0]?.begin()
  }
  function ask<T>(name: string, work: () => Promise<T>, signal: AbortSignal | undefined, first: boolean) {
    return new Promise<T>((resolve, reject) => {
      const queue = queues.get(name) ?? []
      const turn: Turn = {
        begin() {
          if (signal?.aborted) turn.end(signal.reason)
          else
            void Promise.resolve()
              .then(work)
              .then(resolve, reject)
              .finally(() => next(name, turn))
        },
        end(reason) {
          reject(reason as Error)
          next(name, turn)
        }
      }
      const taken = first ? queue.splice(0, 1) : []
      queues.set(name, first ? [turn, ...queue] : [...queue, turn])
      for (const one of taken) one.end(new DOMException('stolen', 'AbortError'))
      signal?.addEventListener('abort', () => queues.get(name)!.indexOf(turn) > 0 && turn.end(signal.reason))
      if (queues.get(name)![0] === turn) turn.begin()
    })
  }
  return {
    request: (name, work, signal) => ask(name, work, signal, false),
    steal: (name, work) => ask(name, work, undefined, true)
  }
}

interface Turn {
  begin(): void
  end(reason: unknown): void
}
