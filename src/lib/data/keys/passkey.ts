/** A passkey of this phone, and what its secret is derived for. */
export interface Passkey {
  id: Uint8Array<ArrayBuffer>
  /** 32 random bytes. */
  salt: Uint8Array<ArrayBuffer>
}

type PrfResults = { enabled?: boolean; results?: { first?: BufferSource } }

/** Tells whether this phone can open a notebook by its own lock, such as a finger. */
export async function mayHavePasskeys(): Promise<boolean> {
  if (!('PublicKeyCredential' in globalThis)) return false
  const known = PublicKeyCredential as typeof PublicKeyCredential & {
    getClientCapabilities?: () => Promise<Record<string, boolean>>
  }
  const told = await known.getClientCapabilities?.().catch(() => null)
  if (told?.['extension:prf'] === false) return false
  return known.isUserVerifyingPlatformAuthenticatorAvailable()
}

/**
 * Makes a passkey on this phone; it never leaves it as far as the app is concerned, and no server knows it.
 * @returns null when the phone's own lock derives no secrets (WebAuthn Level 3, `prf`)
 * @throws NotAllowedError when nobody confirmed it
 */
export async function makePasskey(account: string): Promise<(Passkey & { secret: BufferSource }) | null> {
  const salt = crypto.getRandomValues(new Uint8Array(32))
  const made = (await navigator.credentials.create({
    publicKey: {
      rp: { name: 'Sổ tay ANTT' },
      user: { id: crypto.getRandomValues(new Uint8Array(16)), name: account, displayName: account },
      // Nobody checks the signature: the derived secret is what counts.
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      pubKeyCredParams: [
        { type: 'public-key', alg: -7 },
        { type: 'public-key', alg: -257 }
      ],
      authenticatorSelection: { authenticatorAttachment: 'platform', userVerification: 'required' },
      extensions: { prf: { eval: { first: salt } } } as AuthenticationExtensionsClientInputs
    }
  })) as PublicKeyCredential | null
  const prf = made && prfOf(made)
  if (!made || !prf?.enabled) return null
  const passkey = { id: new Uint8Array(made.rawId), salt }
  // Many derive nothing while a passkey is being made.
  const secret = prf.results?.first ?? (await askPasskey(passkey))
  return secret ? { ...passkey, secret } : null
}

/**
 * Asks the phone's own lock for the secret of a passkey; null when it derives none.
 * @throws NotAllowedError when nobody confirmed it
 */
export async function askPasskey({ id, salt }: Passkey): Promise<BufferSource | null> {
  const answer = (await navigator.credentials.get({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      allowCredentials: [{ type: 'public-key', id, transports: ['internal'] }],
      userVerification: 'required',
      extensions: { prf: { eval: { first: salt } } } as AuthenticationExtensionsClientInputs
    }
  })) as PublicKeyCredential | null
  return (answer && prfOf(answer)?.results?.first) ?? null
}

const prfOf = (credential: PublicKeyCredential) =>
  (credential.getClientExtensionResults() as { prf?: PrfResults }).prf
