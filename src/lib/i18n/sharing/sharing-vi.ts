export const sharing = {
  copy: 'Chép nội dung',
  share: 'Chia sẻ',
  copied: 'Đã chép.',
  uncopied: 'Máy không cho chép. Hãy giữ tay vào chữ để chọn rồi chép.'
}

export type SharingWords = typeof sharing
