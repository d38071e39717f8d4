import type { Link } from '#lib/data/mqtt/link.ts'

/** Says once why a line never opens: that broker is too old. @param whose which broker, as its operator knows it */
export function sayTooOld(link: Pick<Link, 'watch'>, whose: string, trouble: (problem: unknown) => void) {
  let isSaid = false
  link.watch((state) => {
    if (state !== 'too-old' || isSaid) return
    isSaid = true
    trouble(new Error(`Máy chủ MQTT ${whose} chỉ có bản cũ hơn: cần MQTT 5.`))
  })
}
