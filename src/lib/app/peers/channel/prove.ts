import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { base64UrlOf } from '#lib/domain/peers/bundle/base64url.ts'
import { proofText, type ProvingPhone } from '#lib/domain/peers/channel/proof.ts'
import type { Signer, Verify } from '#lib/ports/ports.ts'
import { ChannelEnd, type Conversation } from './conversation.ts'

const nonceBytes = 32

/** The two ends of a channel as their signals named them. */
export interface Ends {
  unit: string
  own: Omit<ProvingPhone, 'nonce'>
  other: Omit<ProvingPhone, 'nonce'> & { key: PublicKey }
}

/**
 * Has both phones prove on this very channel, with bytes that were made for it, that they have the keys of the phones whose
 * signals were scanned. @throws ChannelEnd
 */
export async function prove(
  talk: Conversation,
  { unit, own, other }: Ends,
  { device, verify }: { device: Signer; verify: Verify }
): Promise<void> {
  const nonce = base64UrlOf(crypto.getRandomValues(new Uint8Array(nonceBytes)))
  await talk.say({ kind: 'challenge', nonce })
  const theirs = await talk.gift<'challenge'>()
  const [here, there] = [
    { ...own, nonce },
    { ...other, nonce: theirs.nonce }
  ]
  await talk.say({ kind: 'proof', sig: await device.sign(proofText(unit, here, there)) })
  const { sig } = await talk.gift<'proof'>()
  const isProven = await verify(other.key, proofText(unit, there, here), sig).catch(() => false)
  if (!isProven) throw new ChannelEnd('unproven')
}
