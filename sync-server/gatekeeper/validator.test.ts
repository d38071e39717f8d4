import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { asSealed, TestDevice } from '../../tests/facts.ts'
import { partDocuments, someBytes } from '../../tests/photo.ts'
import { gatewayRole } from './refusal-of.ts'
import { validator } from './validator.ts'

/** Compiles the function as CouchDB calls it, in an engine limited to ES2017. */
async function inOldEngine(place: 'gates' | 'evidence' | 'pictures', lacking = '') {
  const { designFor } = await validator()
  const { validate_doc_update, lib } = designFor('xa', place)
  const context = createContext({})
  runInContext(
    'delete Object.hasOwn; delete Object.fromEntries; delete String.prototype.isWellFormed',
    context
  )
  runInContext(
    'delete Array.prototype.at; delete Array.prototype.flat; delete Array.prototype.flatMap',
    context
  )
  runInContext(lacking, context)
  const load = (code: string) =>
    runInContext(
      `(function () { var module = { exports: {} }; (function (module, exports) { ${code}\n })(module, module.exports); return module.exports })()`,
      context
    )
  // Loads a module when it is asked for: before that the function has what the engine has, no more.
  context['require'] = (name: string) => load(lib[name.slice('lib/'.length)]!)
  runInContext(`var validate = (${validate_doc_update})`, context)
  /** Asks as for a member by way of the gateway. */
  return (document: object, held: string[], name: string | null = 'k', way = [gatewayRole]) => {
    const user = { name, roles: [...held, ...way] }
    Object.assign(context, { document: JSON.stringify(document), user: JSON.stringify(user) })
    return runInContext(
      `try { validate(JSON.parse(document), null, JSON.parse(user)); 'ok' } catch (e) { e.forbidden || String(e) }`,
      context
    ) as string
  }
}

test('it runs in an engine without Object.hasOwn and its kin', async () => {
  const ask = await inOldEngine('gates')
  const note = asSealed(new TestDevice('k').note('xa'))
  expect(ask(note, ['xa:keeper'])).toBe('ok')
  expect(ask(note, ['xa:ubnd'])).toBe('{"code":"not-allowed"}')
  expect(ask({ ...note, type: 'constructor' }, ['xa:keeper'])).toBe('{"code":"unknown-type"}')
  expect(ask(note, [], null)).toBe('{"code":"signed-out"}')
  expect(ask({ _id: 'x' }, ['_admin'])).toBe('ok')
})

test('it takes words in an engine whose strings cannot be normalised, by the fast path and by the whole rule', async () => {
  const ask = await inOldEngine('gates', 'delete String.prototype.normalize')
  const device = new TestDevice('k')
  const claim = device.fact('xa', 'gates', 'gates.hand-claimed', 'gate/a', { what: 'closed', note: 'Đóng' })
  for (const fact of [device.note('xa'), { ...device.note('xa'), via: 'k2', by: 'khac' }, claim])
    expect(ask(asSealed(fact), ['xa:keeper'])).not.toContain('normalize')
  expect(ask(asSealed(device.note('xa')), ['xa:keeper'])).toBe('ok')
  const blank = { what: 'closed', reason: '   ', who: 'Tư' }
  expect(ask(asSealed(device.note('xa', { body: blank })), ['xa:keeper'])).toContain('malformed')
})

test('the check of photos runs there too', async () => {
  const ask = await inOldEngine('evidence')
  const [part] = partDocuments(someBytes(100), 'k')
  expect(ask(part!, ['xa:officer'])).toBe('ok')
  const stub = { content_type: 'application/octet-stream', stub: true, length: 100, revpos: 0 }
  expect(ask({ ...part!, _attachments: { bytes: stub } }, ['xa:officer'])).toBe('ok')
  expect(ask(part!, ['xa:keeper'])).toBe('{"code":"not-allowed"}')
  expect(ask(part!, ['other:officer'])).toBe('{"code":"not-allowed"}')
  expect(ask(part!, [], null)).toBe('{"code":"signed-out"}')
})

test('and that of gate pictures, with writers of its own', async () => {
  const ask = await inOldEngine('pictures')
  const [part] = partDocuments(someBytes(100), 'k')
  for (const role of ['commander', 'officer', 'keeper', 'hamlet', 'agent'])
    expect(ask(part!, [`xa:${role}`])).toBe('ok')
  for (const role of ['auditor', 'ubnd', 'province-incidents'])
    expect(ask(part!, [`xa:${role}`])).toBe('{"code":"not-allowed"}')
})

test('its version is that of the rule, whatever unit and book', async () => {
  const { version, designFor } = await validator()
  expect(version).toMatch(/^[0-9a-f]{16}$/)
  expect(designFor('xa', 'gates')).not.toEqual(designFor('xa', 'hui'))
})

test('a member’s write that does not come by way of the gateway is refused, a record and a part of a photo', async () => {
  const note = asSealed(new TestDevice('k').note('xa'))
  const [part] = partDocuments(someBytes(100), 'k')
  const refused = '{"code":"not-allowed"}'
  expect((await inOldEngine('gates'))(note, ['xa:keeper'], 'k', [])).toBe(refused)
  // Takes one that the fast path leaves to the whole rule.
  const carried = { ...note, by: 'nguoi-khac', via: 'k' }
  expect((await inOldEngine('gates'))(carried, ['xa:keeper'])).toBe('ok')
  expect((await inOldEngine('gates'))(carried, ['xa:keeper'], 'k', [])).toBe(refused)
  expect((await inOldEngine('evidence'))(part!, ['xa:officer'], 'k', [])).toBe(refused)
})
