import type { FactOf } from '#lib/domain/facts.ts'
import type { FigureKind, Precision } from '#lib/domain/movement/facts.ts'

type Publication = FactOf<'movement.figures-published'>['body']

const asOf = '2025-03-29'
const source = 'Số liệu công bố ngày 29/03/2025'
const bacLieu = 'tỉnh Bạc Liêu'

const figure = (what: FigureKind, value: number, precision: Precision = 'exact') => ({
  what,
  value,
  precision
})

/** Models of former Bạc Liêu, and the points where they were replicated. */
export const provinceFigures: Publication = {
  asOf,
  area: { level: 'province', id: 'bac-lieu', kind: 'tỉnh', name: 'Bạc Liêu' },
  figures: [
    figure('models', 50),
    figure('groups', 330),
    figure('members', 6000, 'over'),
    figure('points', 311),
    figure('point-groups', 1233),
    figure('point-members', 16_700, 'over')
  ],
  source
}

/** Smart gates of former Phước Long district. */
export const phuocLongFigures: Publication = {
  asOf,
  area: { level: 'district', id: 'phuoc-long', kind: 'huyện', name: 'Phước Long', province: bacLieu },
  figures: [figure('smart-gates', 8), figure('communes-with-gates', 7), figure('incidents-prevented', 4)],
  since: '2022-11',
  place: 'Ấp 1B, xã Phong Thạnh Tây A',
  source
}

/** Figures on hụi in former Láng Tròn ward, where people manage it in groups. */
export const langTronFigures: Publication = {
  asOf,
  area: {
    level: 'commune',
    id: 'phuong-lang-tron.gia-rai',
    kind: 'phường',
    name: 'Láng Tròn',
    district: 'thị xã Giá Rai',
    province: bacLieu
  },
  figures: [
    figure('hui-hosts', 65),
    figure('hui-members', 1000, 'about'),
    figure('hui-tips', 19),
    figure('hui-collapses', 0),
    figure('hui-complaints', 0)
  ],
  since: '2022-04-21',
  note: 'Đã nhân rộng tại xã Tân Phong, thị trấn Gành Hào, thị trấn Châu Hưng.',
  source
}
