import type { Position } from '#lib/domain/incidents/facts.ts'

/** Allows ten seconds for a fix, and accepts one of the last half minute. */
const options: PositionOptions = { enableHighAccuracy: true, timeout: 10_000, maximumAge: 30_000 }

/**
 * Asks the phone where it is.
 * @returns `denied` when it is not allowed, `timeout` after ten seconds, otherwise `unavailable`
 */
export function locate(
  geolocation: Geolocation | undefined
): Promise<Position | { code: 'denied' | 'unavailable' | 'timeout' }> {
  return new Promise((resolve) => {
    if (!geolocation) return resolve({ code: 'unavailable' })
    geolocation.getCurrentPosition(
      ({ coords }) => resolve(positionOf(coords)),
      ({ code }) => resolve({ code: code === 1 ? 'denied' : code === 3 ? 'timeout' : 'unavailable' }),
      options
    )
  })
}

/** Rounds to whole millionths of a degree and whole metres: facts hold no fractions. */
export function positionOf({ latitude, longitude, accuracy }: GeolocationCoordinates): Position {
  const micro = (degrees: number) => Math.round(degrees * 1e6)
  return { lat: micro(latitude), lng: micro(longitude), accuracy: Math.max(1, Math.ceil(accuracy)) }
}
