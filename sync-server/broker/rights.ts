import { reaches } from '#lib/domain/mqtt-topic.ts'
import { books, mayRead, rolesIn, unitsOf, type Role } from '#lib/domain/roles.ts'

/** MQTT filters that an account may publish under, and hear. */
export interface Rights {
  publish: string[]
  hear: string[]
  /** Where it may take away what lies there, and say nothing else; a broker that cannot tell lets it publish. */
  clear: string[]
}

/** Who may command gates at all; which of them, and when, is each gate's own policy. */
const commanders: ReadonlySet<Role> = new Set<Role>(['commander', 'officer', 'keeper', 'hamlet'])

/**
 * What an account with these CouchDB roles (`<unit>:<role>`) may do at the broker, all of it in its own units:
 * everybody hears the bells of the books they read; readers of the gates' book hear the gates; commanders write to a
 * gate's agent under their own name only, to move the gate or to see it; an agent speaks for the gates, hears commands, and takes those away that were
 * left lying. A command is nobody's word without a person's signature, so an agent makes none.
 */
export function rightsOf(account: string, granted: readonly string[]): Rights {
  const rights: Rights = { publish: [], hear: [], clear: [] }
  for (const unit of unitsOf(granted)) {
    const held = rolesIn(unit, granted)
    const base = `antt/v1/${unit}`
    rights.hear.push(...books.filter((book) => mayRead(held, book)).map((book) => `${base}/bell/${book}`))
    if (mayRead(held, 'gates'))
      rights.hear.push(`${base}/gate/+/state`, `${base}/gate/+/alert`, `${base}/agent/+/status`)
    if (held.some((role) => commanders.has(role))) {
      rights.publish.push(`${base}/gate/+/cmd/${account}`, `${base}/gate/+/look/${account}`)
      rights.hear.push(`${base}/rsp/${account}/+`)
    }
    if (held.includes('agent')) {
      rights.publish.push(`${base}/gate/+/state`, `${base}/gate/+/alert`)
      rights.publish.push(`${base}/rsp/+/+`, `${base}/agent/${account}/status`)
      rights.hear.push(`${base}/gate/+/cmd/+`, `${base}/gate/+/look/+`)
      rights.clear.push(`${base}/gate/+/cmd/+`)
    }
  }
  return rights
}

/** What a locked phone may do with its alarm key: command gates, hear what they answer and how they stand. */
export function alarmRightsOf(unit: string, account: string): Rights {
  const base = `antt/v1/${unit}`
  return {
    publish: [`${base}/gate/+/cmd/${account}`],
    hear: [`${base}/gate/+/state`, `${base}/agent/+/status`, `${base}/rsp/${account}/+`],
    clear: []
  }
}

/** Is everything under a topic or filter allowed by one of these? A `#` is never asked for by us, so never given. */
export function covers(allowed: readonly string[], asked: string): boolean {
  return !asked.split('/').includes('#') && allowed.some((filter) => reaches(asked, filter))
}
