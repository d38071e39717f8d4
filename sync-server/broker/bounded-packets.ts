import { Transform } from 'node:stream'

/** Largest packet that a client may send, bytes with its fixed header: twice an envelope. */
export const largestPacket = 16 * 1024

/**
 * Passes on what a client sends, byte by byte, and fails at an MQTT packet larger than `largestPacket`, or one whose length
 * is malformed. What a broker takes and then drops on the way to a smaller listener costs that listener a place in its
 * window (Mosquitto 2.0.21); what never arrives costs nobody anything.
 */
export function boundedPackets(): Transform {
  /** Bytes of the current packet's body that are still to come. */
  let left = 0
  /** Bytes of the current fixed header so far, and the length that they tell. */
  let header = 0
  let length = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      let at = 0
      while (at < chunk.length) {
        if (left > 0) {
          const passed = Math.min(left, chunk.length - at)
          left -= passed
          at += passed
          continue
        }
        const byte = chunk[at++]!
        header++
        if (header === 1) continue
        length += (byte & 0x7f) * 128 ** (header - 2)
        if (header + length > largestPacket || header > 5) return done(new Error('packet too large'))
        if (byte >= 0x80) continue
        left = length
        header = length = 0
      }
      done(null, chunk)
    }
  })
}
