import { Decoder, Encoder } from 'raptorq/raptorq.js'

/** Work for the library, which has been loaded. */
export type RaptorqTask =
  | { bytes: Uint8Array<ArrayBuffer>; symbol: number }
  | { size: number; symbol: number; packets: readonly Uint8Array[] }

/** Fewest packets besides the symbols themselves, for bytes of few symbols. */
const fewestRepairs = 16

/** Cuts bytes into one packet for each symbol and as many repairs. */
export function cutIntoPackets(bytes: Uint8Array<ArrayBuffer>, symbol: number): Uint8Array[] {
  const encoder = Encoder.with_defaults(bytes, symbol)
  const repairs = Math.max(fewestRepairs, Math.ceil(bytes.length / symbol))
  const packets = encoder.encode(repairs)
  encoder.free()
  return packets
}

/** Joins packets again; null: they do not suffice, or are none. */
export function joinPackets(size: number, symbol: number, packets: readonly Uint8Array[]): Uint8Array | null {
  const decoder = Decoder.with_defaults(BigInt(size), symbol)
  let whole: Uint8Array | undefined
  for (const packet of packets) whole ??= decoder.decode(packet)
  decoder.free()
  return whole?.length === size ? whole : null
}
