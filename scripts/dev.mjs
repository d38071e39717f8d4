/**
 * `npm run dev`: the same server and demo as `npm start`, with Vite and hot reload in place of the built app, in one
 * process on one port (PORT, 5173 by default). Vite answers what is no path of the server, so there is no list of paths
 * to keep.
 */
import { register } from 'tsx/esm/api'
import { createServer } from 'vite'
import { runGates } from './demo-gates.mjs'

// Vite warms up while the server opens its databases.
const vite = createServer({ server: { middlewareMode: true } })
register()
const { startServer } = await import('../sync-server/start-server.ts')
const server = await startServer({ ...process.env, PORT: process.env.PORT || '5173' }, (request, response) =>
  vite.then(({ middlewares }) => middlewares(request, response))
)
await runGates(server)
