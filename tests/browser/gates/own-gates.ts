import type { Role } from '#lib/domain/roles.ts'
import { startTestStack, theirHamlet, type TestAccount, type TestStack } from '../../stack.ts'
import { forFile, forTest } from '../fixtures.ts'
import { goInside, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { logOf, phoneOf as newPhoneOf, toGate } from './gate-stage.ts'
import { ScriptedAgent } from './scripted-agent.ts'

type Known = Awaited<ReturnType<typeof newPhoneOf>>

/**
 * A server and phones for all tests of a file, one phone a role, and for each test a motor gate of its own: its log and
 * its shutter are as nobody has touched them.
 */
export function ownGates() {
  const left = [...'abcdefghijklm'].map((letter) => ({ gate: `cong-${letter}`, name: `Cổng ${letter}` }))
  const phones = new Map<Role, Known>()
  let stack: TestStack
  let agent: ScriptedAgent | undefined
  let own: (typeof left)[number]

  const keepForFile = forFile(async (keep) => {
    stack = keep(await startTestStack({ buildDir: build }))
    const { unit } = stack
    await stack.provision({
      units: [{ id: unit, name: 'Thử', kind: 'xã' }],
      accounts: [],
      gates: left.map((one) => ({ ...one, unit, kind: 'motor', hamlet: theirHamlet }))
    })
  })
  const keep = forTest(async () => {
    agent = undefined
    own = left.pop()!
  })

  return {
    own: () => own,
    async startAgent(settings: Parameters<typeof ScriptedAgent.start>[2] = {}): Promise<ScriptedAgent> {
      return (agent = keep(await ScriptedAgent.start(stack, own.gate, settings)))
    },
    /** The file's phone of a role, which looks at no gate. */
    async phoneOf(role: Role): Promise<Known & { page: Phone['page'] }> {
      const known = phones.get(role)
      const { phone, account } = known ?? (await newPhoneOf(stack, role, agent))
      if (known) await goInside(phone, '/gates')
      else keepForFile(phone)
      phones.set(role, { phone, account })
      return { phone, account, page: phone.page }
    },
    toOwnGate: (phone: Phone, further = '') => toGate(phone, `/gate/${own.gate}${further}`),
    ownLog: (account: TestAccount) => logOf(stack, account, own.gate)
  }
}
