// `npm run agent -- agent.json`: runs the program beside a gate; `accept <gate>` after it accepts a controller.
import { register } from 'tsx/esm/api'

register()
const { agentMain } = await import('../gate-agent/main.ts')
await agentMain(process.argv.slice(2))
