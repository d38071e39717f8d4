/**
 * Tells why a file was not opened. `not-a-bundle`: no phone of this project made it; `newer`: a later build did;
 * `other-unit`: it is for another commune; `no-code`: what was typed is no code; `wrong-code`: it opens another bundle, or the
 * file was changed on the way; `too-large`: it is larger than any bundle.
 */
export type UnopenedBundle = 'not-a-bundle' | 'newer' | 'other-unit' | 'no-code' | 'wrong-code' | 'too-large'

/**
 * Tells why a whole bundle is not taken in by its sender: the phone is not in the directory here; it, or its account, is
 * revoked; its certificate is not in force.
 */
export type SenderRefusal = 'unknown-sender' | 'barred-sender' | 'expired-sender'

/**
 * Tells why nothing of a bundle was kept. `other-receiver`: it is for another account; `bad-sender`: the phone that it names
 * did not sign it; `malformed`: no phone packs so.
 */
export type BundleRefusal = UnopenedBundle | SenderRefusal | 'other-receiver' | 'bad-sender' | 'malformed'

/**
 * Tells why nothing is handed to the phone whose card was read: it is of another commune; it is this account's own; it was
 * made too long ago; its phone is not in the directory here, is revoked, or its certificate is not in force; that phone did
 * not sign it.
 */
export type CardRefusal =
  'other-unit' | 'own-card' | 'stale-card' | 'unknown-taker' | 'barred-taker' | 'expired-taker' | 'bad-card'

/**
 * Tells why a fact of a bundle is not kept, by the words of the gateway, which would not take it either; `not-carried`: an
 * enrolment, which only its own phone's session may bring.
 */
export type CarriedRefusal =
  | 'wrong-place'
  | 'not-allowed'
  | 'not-carried'
  | 'malformed'
  | 'too-large'
  | 'not-enrolled'
  | 'not-approved'
  | 'barred'
  | 'bad-signature'
