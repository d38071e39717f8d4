/**
 * `npm run bench`: the product's speed, mostly in a real Chromium, beside its peers, in one run.
 *
 * firstSync  20,000 facts onto a new phone. Ours: the real courier and the real sealed store through the real gateway.
 *            Raw: `_changes` paging and IndexedDB `put` in clear, same server, same gateway, same indexes, strict
 *            durability. PouchDB: `replicate.from` with its defaults, from the same CouchDB past the gateway, which
 *            refuses its protocol: no rules, no bounds, and on the embedded server a `_bulk_get` made for it.
 * history    A first sync of 10,000 facts in a young unit, and in one with 90,000 gate records of older quarters beside them.
 * catchUp    100 facts that others wrote while a phone had no network: from `online` to all of them stored.
 * save       The built app on a phone with 50,000 facts: from the tap on the button to the frame with the entry in the log,
 *            each entry sent before the next is written, while the phone asks the server every 2 s as ever. Raw: `raw/raw.html`.
 * coldStart  The built app, its server gone: from the start of the navigation to a list of gates, PIN and all. Raw: likewise,
 *            with as many rows; `padPerRaw` and `listPerRaw` leave out the derivation of the key.
 * lists      Each main list of a phone with 50,000 facts, opened at its address, its server gone: from the unwrapped key until it
 *            stands as it was seen last, and until it is live. Raw: likewise.
 * hui        The 300 hụi lines of a commune, about 150,000 facts: what folding all of them costs, and on a phone that holds them
 *            the time to the list after the PIN, and of one payment from the tap to the frame that shows it.
 * use        The built app on a phone with 150,000 facts: its longest task while it opens, and in ten minutes (`--minutes`) in
 *            which somebody looks and writes here and others write elsewhere; one more fact, from its write to its line; heaps.
 * lock       From the PIN to the gates, without the derivation of the key (`kdf`); and an entry saved once the notebook is open.
 * push       2,000 facts written offline: our courier beside bare `_bulk_docs`, same member, gateway and batch size;
 *            and the bare requests once more to a database without a validator.
 * admission  500 facts judged by the gateway, beside `crypto.verify` of their signatures alone with a kept key.
 * audit      A phone with 50,000 facts over 1,000 days, in step with its server: what one comparison of both costs.
 * traffic    Payload of HTTP and WebSocket: a fact up, a fact down, and an hour of the built app on its first page, where
 *            nothing happens: two exchanges of its own and what the bell's line says in a minute and a half, sixty minutes long.
 * phones     200 phones of one unit at once, in one Node process beside the gateway: all make their first sync of 1,000
 *            facts, then all push 20. Ours: the real courier on a store in memory. Raw: the same databases read and the
 *            same facts posted by bare requests. `serverErrors`: facts that ours still lacks or has not brought in the end.
 * gate       2,000 signed commands to a gate's real agent, from the phone to `accepted`, beside the broker's own round trip;
 *            50 gates closed at once; and a STOP amid 300 messages a second. On Mosquitto, and (`…Embedded`) on the broker that the server has built in.
 * chase      An alarm for five phones of the built app, two of them locked and one closed: from the hold on the button until the
 *            last is told, by its own page or by a push that the push service has. Budget: 5 s.
 * peers      Two phones without a server: a bundle of 3,000 facts by codes from one's screen to the other's camera, which sees as
 *            `codes/camera.ts` says; 5,000 facts over a data channel, half of them each way, into the real store; and one bundle
 *            of 5,000 facts: its size, its making, its verifying.
 * bundle     What the first screen loads, from the build's manifest.
 *
 * Each figure is a median of 3, the ways in turn, each with a fresh browser profile on the disk. `6x`: under the
 * browser's own six-fold CPU throttle. COUCHDB_URL and CHROMIUM are honoured.
 * Usage: npm run bench -- [--json] [--only firstSync,push | firstSync push] [--runs N] [--minutes N]
 */
import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { admission } from './measures/admission.ts'
import { audit } from './measures/audit.ts'
import { buildApp } from './build.ts'
import { bundle } from './measures/bundle.ts'
import { catchUp } from './measures/catch-up.ts'
import { chase } from './measures/chase.ts'
import { coldStart } from './measures/cold-start.ts'
import { couchdb, machine } from './machine.ts'
import { firstSync } from './measures/first-sync.ts'
import { gate } from './measures/gate.ts'
import { history } from './measures/history.ts'
import { huiLines } from './measures/hui.ts'
import { peers } from './measures/peers.ts'
import { phones } from './measures/phones.ts'
import { push } from './measures/push.ts'
import { lists } from './measures/lists.ts'
import { lock } from './measures/lock.ts'
import type { Bench } from './rounds.ts'
import { save } from './measures/save.ts'
import { use } from './measures/use.ts'
import { table } from './table.ts'
import { traffic } from './measures/traffic.ts'

const parts = {
  firstSync,
  history,
  catchUp,
  save,
  coldStart,
  lists,
  hui: huiLines,
  use,
  lock,
  push,
  admission,
  audit,
  traffic,
  phones,
  gate,
  chase,
  peers,
  bundle
}
/** They look at the built app. */
const ofTheApp = new Set([
  'save',
  'coldStart',
  'lists',
  'hui',
  'use',
  'lock',
  'traffic',
  'chase',
  'peers',
  'bundle'
])

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string', default: '3' },
    minutes: { type: 'string', default: '10' }
  }
})
const asked = [...values.only, ...positionals].flatMap((names) => names.split(','))
const unknown = asked.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length > 0) {
  console.error(`Không có phần đo “${unknown.join(', ')}”. Các phần: ${Object.keys(parts).join(', ')}.`)
  process.exit(2)
}

const report: Record<string, unknown> = { machine: await machine(), couchdb: await couchdb() }
const chosen = Object.entries(parts).filter(([name]) => asked.length === 0 || asked.includes(name))
const buildDir = chosen.some(([name]) => ofTheApp.has(name)) ? await buildApp() : ''
const bench: Bench = {
  runs: Number(values.runs),
  minutes: Number(values.minutes),
  buildDir,
  say: (line) => console.error(line)
}
for (const [name, measure] of chosen) {
  bench.say(name)
  report[name] = await measure(bench)
}
if (buildDir) await rm(buildDir, { recursive: true })
console.log(values.json ? JSON.stringify(report, null, 2) : table(report))
// The embedded server counts down long polls whose abort did not reach it, for minutes after it was stopped.
process.exit()
