import { expect, test } from 'vitest'
import { locate, positionOf } from './locate.ts'

/** Builds a phone that answers with a position or an error code. */
const answering = (answer: Partial<GeolocationCoordinates> | { code: number }) => {
  const asked: (PositionOptions | undefined)[] = []
  const getCurrentPosition: Geolocation['getCurrentPosition'] = (found, failed, options) => {
    asked.push(options)
    if ('code' in answer) failed!(answer as GeolocationPositionError)
    else found({ coords: answer } as GeolocationPosition)
  }
  return { asked, geolocation: { getCurrentPosition } as Geolocation }
}

test.each([
  [1, 'denied'],
  [2, 'unavailable'],
  [3, 'timeout']
] as const)('the phone answers %i: %s', async (code, says) => {
  expect(await locate(answering({ code }).geolocation)).toEqual({ code: says })
})

test('a phone that has no such thing says so', async () => {
  expect(await locate(undefined)).toEqual({ code: 'unavailable' })
})

test('it waits ten seconds at most, and takes a place of the last half minute', async () => {
  const { asked, geolocation } = answering({ latitude: 9.2851234, longitude: 105.4821999, accuracy: 7.2 })
  expect(await locate(geolocation)).toEqual({ lat: 9285123, lng: 105482200, accuracy: 8 })
  expect(asked).toEqual([{ enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 }])
})

test('places are whole numbers on both sides of the equator, and never surer than one metre', () => {
  const at = (latitude: number, longitude: number, accuracy: number) =>
    positionOf({ latitude, longitude, accuracy } as GeolocationCoordinates)
  expect(at(-9.2851236, -105.4821991, 0)).toEqual({ lat: -9285124, lng: -105482199, accuracy: 1 })
  expect(at(0, 180, 65.01)).toEqual({ lat: 0, lng: 180_000_000, accuracy: 66 })
})
