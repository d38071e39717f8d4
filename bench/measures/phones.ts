import { startTestStack, type TestAccount, type TestStack } from '../../tests/stack.ts'
import { asDocument, TestDevice } from '../../tests/facts.ts'
import { until } from '../../tests/until.ts'
import { BareClient, readBy } from './phones/bare-client.ts'
import type { Client } from './phones/client.ts'
import { CourierClient } from './phones/courier-client.ts'
import { rounds, type Bench } from '../rounds.ts'
import { seed } from '../seeds.ts'
import { median, rounded } from '../statistics.ts'

const crowd = 200
const factsEach = 1_000
const written = 20
const phonesEach = 20

/** How the phones of one round are made. */
type Make = (stack: TestStack, databases: readonly string[]) => (device: TestDevice) => Client

/**
 * Many phones of one unit at once, in this process beside the gateway: all make their first sync; when the last has it,
 * all bring what they wrote. Each round has a unit of its own, so that nobody reads what an earlier one brought.
 */
export async function phones(bench: Bench) {
  const results = await rounds(bench, {
    ours: () => inNewUnit((stack) => (device) => new CourierClient(stack, device)),
    raw: () => inNewUnit((stack, databases) => (device) => new BareClient(stack, device, databases))
  })
  if (results.raw.some(({ lacking }) => lacking > 0))
    throw new Error('the bare requests did not bring everything')
  const [oursMs, rawMs] = [results.ours, results.raw].map((all) => median(all.map(({ ms }) => ms))) as [
    number,
    number
  ]
  return {
    phones: crowd,
    factsEach,
    oursMs: rounded(oursMs),
    rawMs: rounded(rawMs),
    oursPerRaw: rounded(oursMs / rawMs),
    serverErrors: results.ours.reduce((sum, { lacking }) => sum + lacking, 0)
  }
}

/** @returns the time of both, and what phones still lack and the server has still not taken */
async function inNewUnit(make: Make): Promise<{ ms: number; lacking: number }> {
  const stack = await startTestStack()
  try {
    await seed(stack, factsEach)
    const members: TestAccount[] = []
    for (let i = 0; i < crowd / phonesEach; i++) members.push(await stack.account('officer'))
    const clientOf = make(stack, await readBy(stack, members[0]!))
    const devices = Array.from({ length: crowd }, (_, i) => new TestDevice(members[i % members.length]!.name))
    await approveAll(stack, devices)
    const clients = devices.map(clientOf)
    const read = await timed(clients, (client) => client.firstSync())
    const facts = devices.map((device) => Array.from({ length: written }, () => device.note(stack.unit)))
    const brought = await timed(clients, (client, i) => client.push(facts[i]!))
    const lacking = lackingOf(read.counts, factsEach) + lackingOf(brought.counts, written)
    return { ms: read.ms + brought.ms, lacking }
  } finally {
    await stack.stop()
  }
}

/** Enters all devices in the unit's directory, approved, and waits until the server knows them all. */
async function approveAll(
  { couch, letIn, unit, database, directories }: TestStack,
  devices: readonly TestDevice[]
) {
  const docs = devices.map((device) => asDocument(device.enrolment(unit)))
  await couch.nano.use(database('directory')).bulk({ docs })
  await letIn(...devices.map(({ id }) => id))
  await until(async () => {
    const known = await directories.of(unit)
    const admitted = new Set(known.devices.filter((one) => one.admitted).map(({ id }) => id))
    return devices.every(({ id }) => admitted.has(id))
  })
}

async function timed(clients: readonly Client[], work: (client: Client, i: number) => Promise<number>) {
  const started = performance.now()
  const counts = await Promise.all(clients.map(work))
  return { ms: performance.now() - started, counts }
}

const lackingOf = (counts: readonly number[], wanted: number) =>
  counts.reduce((sum, count) => sum + Math.max(0, wanted - count), 0)
