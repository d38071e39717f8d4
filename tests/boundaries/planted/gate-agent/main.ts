import { link } from '#lib/data/mqtt/link.ts'
import { main as server } from '../sync-server/main.ts'
import { stored } from '#lib/data/store.ts'
export const main = [link, server, stored]
