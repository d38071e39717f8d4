import { presets } from './presets.ts'

/** Requirement of each field of a mapping, as the end of the Vietnamese sentence that names the field. */
export const wantedOfMapping: Readonly<Record<string, string>> = {
  mapping: 'có khi và chỉ khi dialect là mqtt',
  preset: `là một trong: ${Object.keys(presets).join(', ')}`,
  topic: 'là một topic MQTT không có + và #',
  payload: 'là nội dung lệnh, không phải lệnh đảo trạng thái (toggle)',
  off: 'là nội dung lệnh nhả rơ-le',
  button: 'đứng riêng, không cùng open, close, stop',
  close: 'có, hoặc phải có open hay button',
  stop: 'là một lệnh, hoặc "release" khi open và close đều có off',
  contacts: 'có cảm biến đầu đóng (closed) khi chỉ có một nút (button, byTurns), và không trùng topic lệnh',
  state: 'có, hoặc phải có contacts hay availability, vì không nghe được gì của cổng',
  words: 'có ít nhất một từ, mỗi từ một nghĩa',
  pointer: 'là JSON pointer, ví dụ /Switch1/Action',
  template: 'là mẫu đơn giản, ví dụ {{ value_json.door }}, và không cùng pointer',
  no: 'là từ khác với yes',
  pulseSeconds: 'là số giây giữ rơ-le, từ 0.1 đến 600',
  pauseSeconds: 'là số giây nghỉ giữa hai chiều, từ 0 đến 60'
}
