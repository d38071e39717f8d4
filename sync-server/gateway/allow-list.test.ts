import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decide } from './allow-list.ts'

const passes = (method: string, target: string) => {
  const decision = decide(method, target)
  return decision.pass ? decision.path : decision.status
}

describe('on the list', () => {
  test.each([
    ['GET', '/antt-xa-phong-hiep-gates-2026q4/_all_docs'],
    ['POST', '/antt-xa-hui/_all_docs?include_docs=true'],
    ['GET', '/antt-xa-hui/_changes?since=12-g1AAA_-&limit=1000&include_docs=true'],
    ['GET', '/antt-xa-hui/_changes?feed=longpoll&since=0&timeout=50000'],
    ['POST', '/antt-xa-hui/_changes'],
    ['POST', '/antt-xa-hui/_bulk_docs'],
    ['GET', '/antt-xa-hui/epoch'],
    ['GET', '/antt-xa-hui/_design/audit/_view/days?group=true'],
    ['GET', '/antt-xa-evidence/01a20e38-d9ba-73b3-a323-5dea1e74a913/anh.jpg']
  ])('%s %s', (method, target) => expect(passes(method, target)).toBe(target))
})

describe('not on the list', () => {
  test.each([
    ['GET', ''],
    ['GET', '/'],
    ['GET', '/_all_dbs'],
    ['GET', '/_users/_all_docs'],
    ['GET', '/_utils/'],
    ['GET', '/_node/_local/_config'],
    ['POST', '/_replicate'],
    ['PUT', '/antt-xa-hui'],
    ['DELETE', '/antt-xa-hui'],
    ['PUT', '/antt-xa-hui/01a20e38-d9ba-73b3-a323-5dea1e74a913'],
    ['GET', '/antt-xa-hui/01a20e38-d9ba-73b3-a323-5dea1e74a913'],
    ['PUT', '/antt-xa-hui/epoch'],
    ['GET', '/antt-xa-hui/_security'],
    ['PUT', '/antt-xa-hui/_security'],
    ['GET', '/antt-xa-hui/_design/antt'],
    ['PUT', '/antt-xa-hui/_design/antt'],
    ['GET', '/antt-xa-hui/_design/antt/_show/x'],
    ['POST', '/antt-xa-hui/_design/antt/_view/days'],
    ['PUT', '/antt-xa-hui/_design/audit/_view/days'],
    ['GET', '/antt-xa-hui/_design/audit'],
    ['GET', '/antt-xa-hui/_design/audit/_view'],
    ['GET', '/antt-xa-hui/_design/audit/_view/'],
    ['GET', '/antt-xa-hui/_design/audit/_view/days/queries'],
    ['GET', '/antt-xa-hui/_design/audit/_view/_info'],
    ['GET', '/antt-xa-hui/_design/_view/_view/days'],
    ['GET', '/antt-xa-hui/_design/other/_view/days?group=true'],
    ['GET', '/antt-xa-hui/_design/audit/_list/x/days'],
    ['GET', '/antt-xa-hui/_design%2Faudit/_view/days'],
    ['GET', '/antt-xa-hui/_partition/x/_design/audit/_view/days'],
    ['GET', '/_users/_design/audit/_view/days'],
    ['GET', '/antt-xa-hui//'],
    ['GET', '/_users/'],
    ['GET', '/_users/_local/x'],
    ['DELETE', '/antt-xa-hui/_local/x'],
    ['GET', '/antt-xa-hui/_local/x/y'],
    ['POST', '/antt-xa-hui/_find'],
    ['POST', '/antt-xa-hui/_temp_view'],
    ['POST', '/antt-xa-hui/_purge'],
    ['PUT', '/antt-xa-hui/doc/att'],
    ['DELETE', '/antt-xa-hui/doc/att'],
    ['GET', '/antt-xa-hui/doc/att'],
    ['PUT', '/antt-xa-evidence/doc/att'],
    ['DELETE', '/antt-xa-evidence/doc/att'],
    ['GET', '/antt-xa-hui//_all_docs'],
    ['GET', '//antt-xa-hui/_all_docs'],
    ['GET', '/antt-xa-hui/_all_docs/'],
    ['GET', '/antt-xa-hui/_ALL_DOCS'],
    ['GET', '/ANTT-xa-hui/_all_docs'],
    ['GET', '/antt-xa-hui/x/../_all_docs'],
    ['GET', '/antt-xa-hui/../_users/_all_docs'],
    ['GET', '/antt-xa-hui/x/..'],
    ['GET', '/antt-xa-hui/./x'],
    ['GET', '/antt-xa-hui%2F_all_docs'],
    ['GET', '/antt-xa-hui/%5Fall_docs'],
    ['GET', '/%61ntt-xa-hui/_all_docs'],
    ['GET', '/antt-xa-hui/_all_docs%00'],
    ['GET', '/antt-xa-hui\\_all_docs'],
    ['GET', '/antt-xa-hui/_all_docs?a?b'],
    ['GET', '/antt-xa-hui/_all_docs#x'],
    ['GET', 'http://elsewhere/antt-xa-hui/_all_docs']
  ])('%s %s', (method, target) => expect(passes(method, target)).toBe(404))
})

describe('of the replication protocol, which is not offered', () => {
  test.each([
    ['GET', '/antt-xa-hui'],
    ['GET', '/antt-xa-hui/'],
    ['HEAD', '/antt-xa-hui'],
    ['GET', '/antt-xa-hui/_local/x'],
    ['PUT', '/antt-xa-hui/_local/pelIhxKqEYkiIOYBQ8ZZWw%3D%3D'],
    ['POST', '/antt-xa-hui/_revs_diff'],
    ['POST', '/antt-xa-hui/_missing_revs'],
    ['POST', '/antt-xa-hui/_bulk_get?revs=true&latest=true']
  ])('%s %s', (method, target) => expect(passes(method, target)).toBe(403))
})

test.each(['GET', 'POST', 'DELETE'])(
  '%s /_session, of apps from before: gone, with a time to wait',
  (method) => {
    const gone = { status: 410, reason: '{"code":"app-too-old"}', headers: { 'retry-after': '600' } }
    expect(decide(method, '/_session')).toMatchObject(gone)
    expect(passes(method, '/_session/x')).toBe(404)
  }
)

describe('parameters', () => {
  test.each([
    ['GET', '/antt-xa-hui/_changes?feed=continuous'],
    ['GET', '/antt-xa-hui/_changes?feed=eventsource'],
    ['GET', '/antt-xa-hui/_changes?since=now'],
    ['GET', '/antt-xa-hui/_changes?timeout=99999999'],
    ['GET', '/antt-xa-hui/_changes?heartbeat=10000'],
    ['GET', '/antt-xa-hui/_changes?feed=longpoll&limit=0'],
    ['GET', '/antt-xa-hui/_changes?filter=_view&view=a/b'],
    ['GET', '/antt-xa-hui/_changes?limit=1&limit=9'],
    ['GET', '/antt-xa-hui/_all_docs?attachments=true'],
    ['GET', '/antt-xa-hui/_all_docs?__proto__=1'],
    ['GET', '/antt-xa-hui/_all_docs?keys=1'],
    ['GET', '/antt-xa-hui/_design/audit/_view/days'],
    ['GET', '/antt-xa-hui/_design/audit/_view/days?group=true&startkey=0'],
    ['GET', '/antt-xa-hui/_design/audit/_view/days?reduce=false'],
    ['GET', '/antt-xa-hui/_design/audit/_view/days?stale=ok'],
    ['GET', '/antt-xa-hui/_design/audit/_view/days?update=lazy'],
    ['GET', '/antt-xa-hui/_design/audit/_view/days?group=1'],
    ['GET', '/antt-xa-hui/_design/audit/_view/days?group=true&group=false'],
    ['GET', '/antt-xa-hui/_design/audit/_view/days?conflicts=true'],
    ['GET', '/antt-xa-hui/_design/audit/_view/days?attachments=true'],
    ['POST', '/antt-xa-hui/_bulk_docs?batch=ok'],
    ['GET', '/antt-xa-hui/epoch?rev=1-a']
  ])('refused: %s %s', (method, target) => expect(passes(method, target)).toBe(400))
})

test('whatever comes, what passes is a listed method on a plain path', () => {
  const piece = fc.constantFrom(
    '/',
    '_all_docs',
    'antt-xa-hui',
    '..',
    '%2f',
    '?',
    '&',
    '=',
    'x',
    '_session',
    'epoch'
  )
  const target = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(''))
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'COPY', 'HEAD', '__proto__')
  fc.assert(
    fc.property(method, fc.oneof(target, fc.string()), (method, target) => {
      const decision = decide(method, target)
      if (!decision.pass) return
      const [path] = decision.path.split('?')
      expect(['GET', 'POST', 'DELETE']).toContain(method)
      expect(path).toMatch(/^\/(_session|antt-[a-z0-9-]+\/[A-Za-z0-9_./-]+)$/)
      expect(path).not.toMatch(/\/\/|\/\.|\/$/)
    }),
    { numRuns: 2000 }
  )
})
