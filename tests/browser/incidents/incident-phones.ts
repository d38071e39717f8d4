import { test } from '@playwright/test'
import { databaseName } from '#lib/domain/database-names.ts'
import { documentsIn } from '../sync/couch.ts'
import { goTo } from './incident-steps.ts'
import { newPhone, readyForOffline, signIn, type Phone } from '../phone.ts'
import { startServer, type Server } from '../server.ts'

const database = databaseName('xa-phong-hiep', 'incidents', '')

/** A server for the tests of one file, and the phones that each of them opens at an address of incidents. */
export function incidentPhones() {
  let server: Server
  const phones: Phone[] = []
  test.beforeAll(async () => {
    test.setTimeout(180_000)
    server = await startServer()
  })
  test.afterAll(() => server.stop())
  test.afterEach(async () => {
    for (const phone of phones.splice(0)) await phone.throwAway()
  })
  const documents = () => documentsIn(server, 'ph-truc', database)
  return {
    async phoneOf(account: string, path = '/incidents'): Promise<Phone> {
      const phone = await newPhone(server.url)
      phones.push(phone)
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
