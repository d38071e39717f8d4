import type { Action, Dialect, Publish } from './dialect.ts'
import { published } from './home-assistant/commands.ts'
import { discoverHomeAssistant } from './home-assistant/discover.ts'
import { hearHomeAssistant } from './home-assistant/hear.ts'
import type { HomeAssistantState } from './home-assistant/state.ts'
import { discoveryTopics } from './home-assistant/discovery-topic.ts'
import { forces } from './obstruction.ts'

export type { HomeAssistantState } from './home-assistant/state.ts'

/**
 * Covers as Home Assistant's MQTT discovery describes them: ESPHome, ratgdo, zigbee2mqtt, zwave-js-ui, ESPSomfy and
 * whatever else announces itself so. `prefix` is the site's discovery prefix. Refuses nothing silently: what cannot
 * be read or driven safely stands in `warnings`. Source: home-assistant.io, MQTT and MQTT cover.
 */
export function homeAssistant(prefix = 'homeassistant'): Dialect<HomeAssistantState> {
  return {
    discovery: discoveryTopics(prefix),
    discover: (message, known) => discoverHomeAssistant(message, prefix, known),
    topics: topicsOf,
    normalise: hearHomeAssistant,
    command,
    // The contract has no query; a controller that is there retains what it says.
    ask: () => []
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
