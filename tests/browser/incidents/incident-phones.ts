import { databaseName } from '#lib/domain/database-names.ts'
import { documentsIn } from '../sync/couch.ts'
import { goTo } from './incident-steps.ts'
import { newPhone, readyForOffline, signIn, type Phone } from '../phone.ts'
import { startServer, type Server } from '../server.ts'
import { forFile, forTest, test } from '../fixtures.ts'

const database = databaseName('xa-phong-hiep', 'incidents', '')

/**
 * The demo for the tests of one file, and the phones that each of them opens at an address of incidents.
 * @param whose `own`: a server that no other file writes to
 */
export function incidentPhones(whose: 'shared' | 'own' = 'shared') {
  let server: Server
  if (whose === 'own') forFile(async (keep) => void (server = keep(await startServer())))
  else test.beforeAll(({ demo }) => void (server = demo))
  const keep = forTest()
  const documents = () => documentsIn(server, 'ph-truc', database)
  return {
    async phoneOf(account: string, path = '/incidents'): Promise<Phone> {
      const phone = keep(await newPhone(server.url))
      await signIn(phone, account)
      await readyForOffline(phone)
      await goTo(phone, path)
      return phone
    },
    /** What the server holds of the unit's incidents. */
    documents,
    /** The bodies of reports and notes with these words. */
    async bodiesWith(text: string) {
      return (await documents()).map(({ body }) => body).filter((body) => body?.['text'] === text)
    }
  }
}
