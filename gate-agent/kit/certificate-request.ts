import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'

/** Makes a P-256 key in a file that only its owner may read. */
export function writeCertificateKey(path: string): void {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
}

/**
 * Writes a certificate request (PKCS #10) for a name and its key, by OpenSSL.
 * @returns false when there is no OpenSSL, or one that cannot
 */
export function writeCertificateRequest(name: string, key: string, path: string): boolean {
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
  try {
    execFileSync('openssl', ['req', '-new', '-key', key, '-out', path, ...subject], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
