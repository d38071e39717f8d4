import { pbkdf2Sync, randomBytes } from 'node:crypto'

/** Rounds of `mosquitto_passwd`; the passwords here are random, so that more of them would guard nothing. */
const iterations = 101

/** Returns a password that nobody has to remember: 144 bits, base64url. */
export const newBrokerPassword = () => randomBytes(18).toString('base64url')

/** Returns a line of Mosquitto's password file: PBKDF2 with SHA-512, as `mosquitto_passwd` of Mosquitto 2 writes it. */
export function passwordLine(name: string, password: string, salt = randomBytes(12)): string {
  const hash = pbkdf2Sync(password, salt, iterations, 64, 'sha512')
  return `${name}:$7$${iterations}$${salt.toString('base64')}$${hash.toString('base64')}`
}
