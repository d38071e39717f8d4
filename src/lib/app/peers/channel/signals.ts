import type { Directory } from '#lib/domain/directory/directory.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { PeerEndpoint } from '#lib/domain/peers/channel/endpoint.ts'
import type { SignalRefusal } from '#lib/domain/peers/channel/refusals.ts'
import { signalKey } from '#lib/domain/peers/channel/signal-check.ts'
import { signalIn, signalText, unsignedSignal, type Signal } from '#lib/domain/peers/channel/signal-text.ts'
import type { Signer, Verify } from '#lib/ports/ports.ts'

/** The phone that writes and reads signals. */
export interface SignalDeps {
  unit: string
  account: string
  device: Signer
  verify: Verify
  /** Unix ms. */
  now(): number
  directory(): Promise<Directory>
  /** Returns the last time of the server that this phone knows, Unix ms. */
  serverTime(): Promise<number>
}

/** Writes and signs an offer, or an answer to one. @param answers see `Signal` */
export async function signedSignal(
  endpoint: PeerEndpoint,
  answers: string | null,
  { unit, account, device, now }: SignalDeps
): Promise<string> {
  const signal = unsignedSignal({ unit, account, device: device.id, at: now(), endpoint, answers })
  return signalText(signal, await device.sign(signal.toSign))
}

/** Reads a scanned signal of a colleague's phone and verifies whose it is. @param offered see `signalKey` */
export async function readSignal(
  text: string,
  offered: string | null,
  deps: SignalDeps
): Promise<{ signal: Signal; key: PublicKey } | { code: SignalRefusal }> {
  const read = signalIn(text)
  if (!read) return { code: 'not-a-signal' }
  const { unit, device, verify, now } = deps
  const [known, serverTime] = [await deps.directory(), await deps.serverTime()]
  const check = { unit, device: device.id, offered, known, serverTime, now: now() }
  const key = signalKey(read.signal, check)
  if (typeof key === 'string') return { code: key }
  const isSigned = await verify(key, read.signed, read.sig).catch(() => false)
  return isSigned ? { signal: read.signal, key } : { code: 'bad-sender' }
}
