// `npm run agent -- agent.json`: the program beside a gate.
import { register } from 'tsx/esm/api'

register()
const { main } = await import('../gate-agent/main.ts')
await main(process.argv[2])
