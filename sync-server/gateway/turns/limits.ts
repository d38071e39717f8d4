/** Bounds what callers take of a server's work while others want some. A unit is about a millisecond of it. */
export interface Share {
  /** Turns of all callers at a time. */
  atOnce: number
  /** After so long a turn holds up the next no longer, whatever its client waits for, ms. */
  holdMs: number
  /** Units that a caller may take at once before they have to wait for others. */
  burst: number
  /** Units a second that a caller may take for ever. */
  refill: number
  /** Requests of one caller that may wait; of more the oldest are sent away. */
  waiting: number
  /** How many times as long as it worked the server rests for those who took little. */
  rest: number
}

export interface Limits {
  /** Bounds what reads or writes much: CouchDB, and the files of the app. */
  heavy: Share
  /** All other requests. */
  light: Share
  /** Those for a nonce: all phones of a commune may come back at once, from one address. */
  nonce: Share
  /** `/healthz`: whoever watches a server shares an address with a flood, and gives up after a second. */
  health: Share
  /** Requests of one device under way, and its long polls. */
  atOnce: number
  /** Lines of one caller that wait for a request, and those in the middle of one; of more the oldest are closed. */
  lines: number
  /** After so long without a byte in either direction a request is given up, ms; 0: never. Longer than any long poll. */
  stillMs: number
  /** Sockets of one caller that no pass has opened yet; of more the oldest are closed. */
  unprovedSockets: number
  /** Bytes a second that one socket may send, each message taken for at least `messageBytes`; it is read no faster. */
  socketBytes: number
}

const light: Share = { atOnce: 2, holdMs: 100, burst: 150, refill: 8, waiting: 512, rest: 30 }

/** Those of a server with its CouchDB beside it. */
export const limits: Limits = {
  heavy: { atOnce: 16, holdMs: 1_000, burst: 300, refill: 25, waiting: 128, rest: 12 },
  light,
  nonce: { ...light, burst: 400 },
  health: { ...light, rest: 8 },
  atOnce: 8,
  lines: 512,
  stillMs: 180_000,
  unprovedSockets: 32,
  socketBytes: 256 * 1024
}

/** Those of a server with its CouchDB in the same process: what runs at a time takes as many times as long there. */
export const embeddedLimits: Limits = { ...limits, heavy: { ...limits.heavy, atOnce: 4 } }

const all: Share = { atOnce: Infinity, holdMs: 1_000, burst: Infinity, refill: 0, waiting: Infinity, rest: 0 }
/** Shows what they are for. */
export const noLimits: Limits = {
  heavy: all,
  light: all,
  nonce: all,
  health: all,
  atOnce: Infinity,
  lines: Infinity,
  stillMs: 0,
  unprovedSockets: Infinity,
  socketBytes: Infinity
}
