import { bornAgain, type BirthMessage } from './birth.ts'
import type { Action, Dialect, Publish } from './dialect.ts'
import { describedBy, type GateDescription } from './description.ts'
import { published } from './home-assistant/commands.ts'
import { discoverHomeAssistant } from './home-assistant/discover.ts'
import { hearHomeAssistant } from './home-assistant/hear.ts'
import { withEvidenceWhileHere, type HomeAssistantState } from './home-assistant/state.ts'
import { afterCommand } from './measured.ts'
import { discoveryTopics } from './home-assistant/discovery-topic.ts'
import { forces } from './obstruction.ts'
import { isSibling, type Sensor } from './home-assistant/sensor.ts'
import { relayAt, type Relay } from './relay.ts'

export type { HomeAssistantState } from './home-assistant/state.ts'

/**
 * Drives covers as Home Assistant's MQTT discovery describes them: ESPHome, ratgdo, zigbee2mqtt, zwave-js-ui, ESPSomfy
 * and anything else that announces itself that way. `prefix` is the site's discovery prefix, `birth` its birth message.
 * Never ignores a problem silently: whatever cannot be read or driven safely is listed in `warnings`. Source:
 * home-assistant.io, MQTT and MQTT cover.
 */
export function homeAssistant(prefix = 'homeassistant', birth?: BirthMessage): Dialect<HomeAssistantState> {
  return {
    discovery: discoveryTopics(prefix),
    discover: (message, known) => discoverHomeAssistant(message, prefix, known),
    topics: topicsOf,
    normalise: hearHomeAssistant,
    describe,
    command,
    relays,
    orders: (_, state) =>
      state
        ? [state.cover.commands.topic, state.cover.setPosition?.topic].filter(
            (topic) => typeof topic === 'string'
          )
        : [],
    obeysEmpty: ({ cover: { commands } }) => [commands.open, commands.close].includes(''),
    owns: ({ device }, part) => isSibling(device, (part as Sensor).device),
    told: (state, action) => withEvidenceWhileHere(state, afterCommand(state.evidence, action)),
    // MQTT discovery defines no other query, and some controllers forget all they know at one of their own.
    ask: () => bornAgain(birth)
  }
}

function topicsOf({ cover: { ears }, presence, sensors }: HomeAssistantState): string[] {
  const topics = [
    ears.state?.topic,
    ears.position?.topic,
    ...[presence, ...sensors.map(({ presence }) => presence)].flatMap(
      (presence) => presence?.entries.map(({ topic }) => topic) ?? []
    ),
    ...sensors.map(({ ear }) => ear?.topic)
  ]
  return [...new Set(topics.filter((topic) => topic !== undefined))]
}

function command(state: HomeAssistantState, action: Action): Publish[] | null {
  return forces(state, action) ? null : published(state.cover.commands, state.cover.setPosition, action)
}

/** Most makes announce themselves by the name under which they are commanded. */
function relays(id: string, state: HomeAssistantState | null): Relay[] {
  if (!state) return [{ device: id.split('/')[0]!, way: 'announced', channel: id }]
  const { commands, setPosition } = state.cover
  return [commands.topic, setPosition?.topic].flatMap((topic) => (topic ? [relayAt(topic)] : []))
}

function describe({ source, device, cover, sensors }: HomeAssistantState): GateDescription {
  const { ears, commands, setPosition, assumed } = cover
  const { topic, open, close, stop } = commands
  const obstacles = sensors
    .map(({ source, device, ear, presence, lasts }) => ({
      source,
      device,
      ear,
      presence: presence && [presence.mode, presence.entries],
      lasts
    }))
    .sort((a, b) => (a.source < b.source ? -1 : 1))
  return describedBy({
    source,
    device: device.join(', '),
    commands: topic,
    open,
    close,
    stop,
    setPosition,
    state: ears.state,
    position: ears.position,
    presence: ears.presence && [ears.presence.mode, ears.presence.entries],
    obstacles: obstacles.length > 0 ? obstacles : null,
    assumed: assumed ? 'true' : null
  })
}
