import { directory, type Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { rootAccount, serverAccount, type Role } from '#lib/domain/roles.ts'
import { RootPins } from '#lib/data/keys/root-pins.ts'
import { TestDevice } from '../facts.ts'

type Forged = Parameters<TestDevice['fact']>[5]

/** The beginning of certificates that a test gives no other one. */
const always = new Date(0).toISOString()

/** A unit with its root, the server's device and a commander; each fact is written a second after the one before. */
export class DirectoryWorld {
  readonly root = new TestDevice(rootAccount)
  readonly server = new TestDevice(serverAccount)
  readonly commander: TestDevice
  readonly facts: Envelope[] = []
  #ms: number

  /** @param since Unix ms */
  constructor(
    readonly unit = 'xa-thu',
    since = Date.now() - 3_600_000,
    commander = 'truong'
  ) {
    this.#ms = since
    this.facts.push(this.#enrolled(this.root), this.#enrolled(this.server))
    this.facts.push(this.approval(this.root, this.server, []))
    this.commander = this.phone(commander, 'commander')
  }

  /** Lists an account and lets it have a phone, which the server certifies, or the given device. */
  phone(account: string, ...roles: Role[]): TestDevice {
    const device = this.waiting(account, ...roles)
    this.facts.push(this.approval(this.server, device, roles))
    return device
  }

  /** A phone that has introduced itself and waits, of an account that the server lists where it has roles. */
  waiting(account: string, ...roles: Role[]): TestDevice {
    const device = new TestDevice(account)
    if (roles.length > 0) this.facts.push(this.listing(account, roles))
    this.facts.push(this.#enrolled(device))
    return device
  }

  listing(account: string, roles: readonly Role[], forged: Forged = {}): Envelope {
    const listed = { account, name: `Người ${account}`, roles }
    return this.says(this.server, 'account-listed', `account/${account}`, listed, forged)
  }

  /** The order of a new password. */
  reset(by: TestDevice, account: string, forged: Forged & { orderedBy?: string } = {}): Envelope {
    const { orderedBy, ...more } = forged
    const body = { account, ...(orderedBy && { orderedBy }) }
    return this.says(by, 'password-reset', `account/${account}`, body, more)
  }

  approval(
    by: TestDevice,
    device: TestDevice,
    roles: readonly Role[],
    forged: Forged & Times = {}
  ): Envelope {
    const { from = always, until, ...more } = forged
    const body = { account: device.account, device: device.id, roles, from, ...(until && { until }) }
    return this.says(by, 'device-approved', `device/${device.id}`, body, more)
  }

  revocation(by: TestDevice, device: TestDevice, stands: Envelope[] = [], forged: Forged = {}): Envelope {
    const body = { device: device.id, reason: 'Mất máy', stands: stands.map(({ id }) => id) }
    return this.says(by, 'device-revoked', `device/${device.id}`, body, forged)
  }

  says(by: TestDevice, type: string, stream: string, body: object, forged: Forged = {}): Envelope {
    const ms = forged.ms ?? (this.#ms += 1000)
    return by.fact(this.unit, 'directory', `directory.${type}`, stream, body, { ...forged, ms })
  }

  /** Folds what was written, and some more. */
  known(...more: Envelope[]): Directory {
    return directory([...this.facts, ...more], this.root.id)
  }

  #enrolled(device: TestDevice): Envelope {
    return device.enrolment(this.unit, { ms: (this.#ms += 1000) })
  }
}

interface Times {
  from?: string
  until?: string
}

/** The root keys of units, as a phone has pinned them. */
export function pinsOf(...worlds: Pick<DirectoryWorld, 'unit' | 'root'>[]): RootPins {
  return new RootPins(Object.fromEntries(worlds.map(({ unit, root }) => [unit, root.id])), () => {})
}
