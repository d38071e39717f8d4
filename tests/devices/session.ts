import { sessionRequest, type SessionAnswer } from '#lib/domain/access/session.ts'
import { homeUnit } from '#lib/domain/roles.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { until } from '../until.ts'

/** A device's session with a server. */
export interface TestSession {
  device: TestDevice
  /** The account. */
  name: string
  state: SessionAnswer['state']
  /** `<unit>:<role>` */
  roles: string[]
  /** Cookie and token, as each request carries them; a POST brings JSON. */
  headers: Record<string, string>
  /** fetch under `/db` with them. */
  db(path: string, init?: RequestInit): Promise<Response>
  /** POST of JSON under `/db` with them. */
  post(path: string, body: unknown): Promise<Response>
}

/** Asks for a session as a device would; anything of the request may be forged before it is signed. */
export async function askSession(
  url: string,
  device: TestDevice,
  password?: string,
  forged: object = {}
): Promise<Response> {
  const { nonce } = (await (await fetch(`${url}/session/nonce`)).json()) as { nonce: string }
  const asked = { account: device.account, device: device.id, key: device.publicKey, nonce, origin: url }
  const p = sessionRequest({ ...asked, ...(password !== undefined && { password }), ...forged })
  return postSession(url, { p, s: device.sign(p) })
}

export const postSession = (url: string, body: object): Promise<Response> =>
  fetch(`${url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body)
  })

/** Opens a session for a device. @throws when the server refuses */
export async function openSession(url: string, device: TestDevice, password?: string): Promise<TestSession> {
  const response = await askSession(url, device, password)
  if (!response.ok)
    throw new Error(`session of ${device.account}: ${response.status} ${await response.text()}`)
  return sessionIn(url, device, response)
}

/** Reads the server's answer to `askSession`. */
export async function sessionIn(url: string, device: TestDevice, response: Response): Promise<TestSession> {
  const { state, roles, token = '' } = (await response.json()) as SessionAnswer
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  const headers = { 'content-type': 'application/json', cookie, 'x-antt': token }
  const db = (path: string, init: RequestInit = {}) =>
    fetch(`${url}/db${path}`, { ...init, headers: { ...headers, ...(init.headers as object) } })
  const post = (path: string, body: unknown) => db(path, { method: 'POST', body: JSON.stringify(body) })
  return { device, name: device.account, state, roles, headers, db, post }
}

/** Signs in with a password and a new device, which waits for its approval. */
export const signedIn = (url: string, name: string, password: string): Promise<TestSession> =>
  openSession(url, new TestDevice(name), password)

/** Signs in at a demo server and introduces the device, which it approves by itself. */
export async function demoSession(
  url: string,
  name: string,
  device = new TestDevice(name),
  label = 'Máy thử'
): Promise<TestSession> {
  const waiting = await openSession(url, device, 'antt-demo')
  const unit = homeUnit(waiting.roles)!
  const enrolment = device.enrolment(unit, { body: { key: device.publicKey, label } })
  await waiting.post(`/antt-${unit}-directory/_bulk_docs`, { docs: [asDocument(enrolment)] })
  let session = waiting
  await until(async () => (session = await openSession(url, device)).state === 'approved')
  return session
}
