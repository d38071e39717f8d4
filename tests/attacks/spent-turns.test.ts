import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseName } from '#lib/domain/database-names.ts'
import { deviceOf, rolesAt } from '#lib/domain/directory/directory.ts'
import type { Role } from '#lib/domain/roles.ts'
import { directoryOf } from '../../sync-server/directory/unit-directory.ts'
import { openSession, type TestSession } from '../devices/session.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { approve, startTestStack, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

/** A commander changes so much about an accomplice that the server stops telling it to the accomplice's second unit. */
let stack: TestStack
let [home, other] = ['', '']
beforeAll(async () => {
  stack = await startTestStack()
  ;[home = '', other = ''] = [stack.unit, await stack.anotherUnit()].sort()
})
afterAll(() => stack.stop())

/** An account whose phone its home unit has approved. */
async function member(...held: [unit: string, roles: Role[]][]): Promise<TestSession> {
  const device = new TestDevice(`tk-${randomBytes(4).toString('hex')}`)
  const { account } = device
  await stack.provision({
    units: held.map(([id]) => ({ id, name: 'Thử', kind: 'xã' })),
    accounts: [{ account, password: 'mat-khau-thu', name: account, rolesByUnit: new Map(held) }],
    gates: []
  })
  await approve(stack, device.enrolment(home))
  return openSession(stack.url, device)
}
const known = (unit: string) => directoryOf(stack.couch.nano, unit, stack.tools.roots)

test('a suspension at home reaches the other unit, whatever was told there before', async () => {
  const chief = await member([home, ['commander']])
  const { device } = await member([home, ['officer']], [other, ['keeper']])
  const { id, account } = device
  await until(async () => rolesAt(await known(other), account, id, Date.now()).join() === 'keeper')
  const says = async (type: string, stream: string, body: object) => {
    const fact = chief.device.fact(home, 'directory', `directory.${type}`, stream, body)
    const docs = [asDocument(fact)]
    const answer = await chief.post(`/${databaseName(home, 'directory', '')}/_bulk_docs`, { docs })
    expect(await answer.json()).toMatchObject([{ ok: true }])
    return fact.id
  }
  const isOut = async () =>
    deviceOf(await known(other), account, id)!.barrings.some((barring) => barring.until === null)
  const stream = `device/${id}`
  const why = { reason: 'Thử', stands: [] }
  // Each turn is two changes; what is told ends with the phone barred there at the latest.
  for (let i = 0; i < 26 && !(await isOut()); i++) {
    const revocation = await says('device-revoked', stream, { device: id, ...why })
    await until(isOut)
    await says('device-readmitted', stream, { device: id, revocation })
    if (i < 24) await until(async () => !(await isOut()))
  }
  await says('account-suspended', `account/${account}`, { account, ...why })
  await until(async () => (await known(other)).barrings.accounts.get(account)?.at(-1)?.until === null)
})
