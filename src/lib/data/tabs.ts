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

/** One tab of this phone; a reload leaves it the same. */
export interface Tab {
  /** Ids sort by when their tabs were opened. */
  id: string
  /** Ids of all tabs that are open now. */
  open(): Promise<ReadonlySet<string>>
}

const tabLock = 'antt-tab '

/** Asked for once a page: from then on it says to the others that it is open. @param now Unix ms */
export async function webTab(memory: Storage, now: number): Promise<Tab> {
  const kept = memory.getItem('tab')
  // A tab that was made as a copy of another begins with that one's memory.
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

/** False when somebody else holds it. */
function holdForever(name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const hold = (lock: Lock | null) => {
      resolve(lock !== null)
      return lock && new Promise(() => {})
    }
    navigator.locks.request(name, { ifAvailable: true }, hold).catch(reject)
  })
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
