import { databaseName } from '#lib/domain/database-names.ts'
import { documentsIn } from '../sync/couch.ts'
import type { Phone } from '../phone.ts'
import { phonesOf, phonesOfFile } from '../phones.ts'
import { startServer, type Server } from '../server.ts'
import { forFile, forTest, test } from '../fixtures.ts'

const database = databaseName('xa-phong-hiep', 'incidents', '')

/**
 * The demo for the tests of one file, and their phones, which each test opens at an address of incidents.
 * @param whose `own`: a server that no other file writes to
 */
export function incidentPhones(whose: 'shared' | 'own' = 'shared') {
  let server: Server
  if (whose === 'own') forFile(async (keep) => void (server = keep(await startServer())))
  else test.beforeAll(({ demo }) => void (server = demo))
  const phoneOf = phonesOfFile(() => server)
  const newPhoneOf = phonesOf(() => server, forTest())
  const documents = () => documentsIn(server, 'ph-truc', database)
  return {
    phoneOf: (account: string, path = '/incidents'): Promise<Phone> => phoneOf(account, path),
    /** Signs in on a phone that no other test uses. */
    newPhoneOf: (account: string): Promise<Phone> => newPhoneOf(account, '/incidents'),
    /** Reads the unit's incidents from the server. */
    documents,
    /** The bodies of reports and notes with these words. */
    async bodiesWith(text: string) {
      return (await documents()).map(({ body }) => body).filter((body) => body?.['text'] === text)
    }
  }
}
