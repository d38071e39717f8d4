import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { incidentPhones } from './incident-phones.ts'
import { move, reportSent } from './incident-steps.ts'
import { expect, test } from '../fixtures.ts'
import { unique } from '../mark.ts'

const { phoneOf } = incidentPhones()

test('a stage chosen while the commander ended it is compared by him alone, and told as one step', async () => {
  const a = await phoneOf('ph-truc')
  const text = unique('Pháo nổ trong đám cưới')
  await reportSent(a, text)
  const b = await phoneOf('ph-truong')
  await b.page.getByRole('link', { name: text }).click()
  a.signal.lose()
  b.signal.lose()
  await move(a, t.changeStage, t.stages.handling, unique('Đang lấy lời khai'))
  await move(b, t.end, t.stages.closed, unique('Đã nhắc nhở'))
  a.signal.regain()
  b.signal.regain()
  await expect(b.page.getByText(/Cần đối chiếu/)).toBeVisible()
  await expect(a.page.getByText(t.form.endedApart)).toBeVisible()
  await expect(a.page.getByRole('link', { name: t.compare, exact: true })).toHaveCount(0)
  const reason = unique('Lấy lời khai xong mới kết thúc')
  await move(b, t.compare, t.stages.handling, reason)
  for (const { page } of [a, b]) {
    await expect(page.getByText(/Cần đối chiếu/)).toHaveCount(0)
    await expect(page.getByText(t.stages.handling, { exact: true })).toBeVisible()
    await expect(page.getByText(reason)).toHaveCount(1)
  }
  await move(b, t.end, t.stages.cancelled, unique('Báo nhầm'))
  await move(b, t.reopen, t.stages.handling, unique('Có người báo thêm'))
})
