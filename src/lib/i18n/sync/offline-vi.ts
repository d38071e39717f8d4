export const offline = {
  coming: 'Đang tải về máy để dùng khi mất mạng. Xin giữ mạng thêm chút nữa.',
  ready: 'Mất mạng vẫn mở và ghi được mọi mục.',
  unkept: 'Trình duyệt này không giữ được trang. Khi mất mạng xin đừng đóng ứng dụng, bản ghi vẫn còn.'
}
