import type { Link } from '#lib/data/mqtt/link.ts'

/** Reports once that a broker is too old to connect to. @param whose the broker, in words its operator knows */
export function sayTooOld(link: Pick<Link, 'watch'>, whose: string, trouble: (problem: unknown) => void) {
  let isSaid = false
  link.watch((state) => {
    if (state !== 'too-old' || isSaid) return
    isSaid = true
    trouble(new Error(`Máy chủ MQTT ${whose} chỉ có bản cũ hơn: cần MQTT 5.`))
  })
}
