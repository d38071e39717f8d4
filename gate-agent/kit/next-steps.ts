import type { KitAnswers } from './answers.ts'
import { controllerName, type BrokerAccount } from './broker-files.ts'
import { announcesItself, bridgeOf, kitKinds } from './controller-kinds.ts'

interface NextSteps {
  answers: KitAnswers
  /** Names and passwords of controllers at the broker. */
  controllers: readonly BrokerAccount[]
  folder: string
  program: string
  /** False where no certificate request could be made. */
  isRequested: boolean
}

/** Returns LAM-TIEP.txt: what the installer does next, in order, with the passwords that go into the controllers. */
export function nextSteps(steps: NextSteps): string {
  const { answers, folder } = steps
  const { user, name, gates } = answers
  const hasCamera = gates.some(({ camera }) => camera !== undefined)
  const parts = [
    [
      'Tài khoản và quyền',
      `sudo useradd --system --shell /usr/sbin/nologin ${user}`,
      `sudo install -d -o ${user} -m 0700 ${answers.dataDir}`,
      `sudo chown -R ${user}: ${answers.dataDir}`,
      `sudo chown ${user}: ${folder} ${folder}/agent.json`
    ],
    broker(steps),
    controllers(steps),
    ...(hasCamera ? [camera(steps)] : []),
    ...(name ? [certificate(steps, name)] : []),
    agent(steps)
  ]
  const numbered = parts.map(([title, ...body], i) =>
    [`${i + 1}. ${title}`, ...body.map(indented)].join('\n')
  )
  return `LÀM TIẾP — tệp này có mật khẩu: xong việc thì xóa bằng lệnh “shred -u”.

Lệnh gõ trong thư mục ${folder}.

${numbered.join('\n\n')}
`
}

function broker({ answers: { mosquitto } }: NextSteps): string[] {
  return [
    'Mosquitto (bản 2.0.21 trở lên)',
    `sudo install -d -o mosquitto -m 0750 ${mosquitto}`,
    `sudo install -o mosquitto -m 0600 mosquitto/gate.passwd mosquitto/gate.acl mosquitto/people.acl ${mosquitto}`,
    'sudo install -m 0644 mosquitto/so-tay-antt-1.conf /etc/mosquitto/conf.d/',
    'sudo systemctl restart mosquitto'
  ]
}

function controllers({ answers, controllers }: NextSteps): string[] {
  return [
    'Khai vào từng bộ điều khiển: địa chỉ máy này trong mạng tại cổng, và',
    ...answers.gates.map(({ gate, kind, topic }) => {
      const { password } = controllers.find(({ name }) => name === controllerName(gate))!
      return `${gate}: cổng mạng ${answers.brokerPort}, tên ${controllerName(gate)}, mật khẩu ${password}, ${placeOf(kind, topic)}`
    }),
    'Cài đặt còn lại của từng loại: docs/gate-installer trong thư mục chương trình.'
  ]
}

const placeOf = (kind: string, topic: string) =>
  kitKinds[kind]!.bridged
    ? `base_topic ${bridgeOf(topic)}, tên thiết bị ${topic.slice(bridgeOf(topic).length + 1)}`
    : `topic ${topic}`

function camera({ folder }: NextSteps): string[] {
  return [
    'Camera: cài go2rtc và ffmpeg, rồi chạy go2rtc với tệp',
    `go2rtc -config ${folder}/go2rtc.yaml`,
    'Chỉ máy này tới được go2rtc; đừng mở cổng 1984 ra mạng. Chỉnh camera: H.264, mỗi giây một hình khóa (GOP = số hình mỗi giây).'
  ]
}

function certificate({ answers, program, folder, isRequested }: NextSteps, name: string): string[] {
  const { mosquitto, phonesPort } = answers
  const request = isRequested
    ? []
    : [
        `Máy này chưa có OpenSSL. Cài rồi gõ: openssl req -new -key tls/${name}.key -out tls/${name}.csr -subj /CN=${name} -addext subjectAltName=DNS:${name}`
      ]
  return [
    'Chứng chỉ cho điện thoại tại cổng',
    `Trong DNS khai ${name} về địa chỉ của máy này trong mạng tại cổng (192.168…): chứng chỉ xin bằng DNS, không cần mở máy này ra Internet.`,
    ...request,
    `Xin chứng chỉ ACME bằng DNS-01 với tệp tls/${name}.csr, ví dụ: certbot certonly --manual --preferred-challenges dns --csr tls/${name}.csr --fullchain-path tls/${name}.pem`,
    `Thử tên, khóa và ngày: cd ${program} && sudo node scripts/agent.mjs --certificate ${folder}`,
    `sudo install -o mosquitto -m 0600 tls/${name}.pem ${mosquitto}/phones.pem`,
    `sudo install -o mosquitto -m 0600 tls/${name}.key ${mosquitto}/phones.key`,
    'sudo install -m 0644 mosquitto/so-tay-antt-2.conf /etc/mosquitto/conf.d/',
    'sudo systemctl restart mosquitto',
    `Chỉ huy ghi wss://${name}:${phonesPort} vào Cổng → Mạng tại cổng; người trông máy chủ thêm địa chỉ ấy vào GATE_HOSTS.`,
    'Chứng chỉ có hạn: ghi lịch xin lại trước 30 ngày.'
  ]
}

function agent({ answers: { user, account, gates }, program, folder }: NextSteps): string[] {
  const announced = gates.filter(({ kind }) => announcesItself(kind))
  const accept = (gate: string) =>
    `cd ${program} && sudo -u ${user} node scripts/agent.mjs --accept ${folder}/agent.json ${gate}`
  return [
    'Máy tại cổng',
    `cd ${program} && sudo -u ${user} node scripts/agent.mjs --check ${folder}/agent.json`,
    `sudo install -m 0644 ${folder}/so-tay-antt-agent.service /etc/systemd/system/`,
    'sudo systemctl daemon-reload && sudo systemctl enable --now so-tay-antt-agent',
    `Chỉ huy quét mã QR để duyệt: cd ${program} && sudo -u ${user} node scripts/agent.mjs --qr ${folder}/agent.json`,
    `Khi đã duyệt, chỉ huy chọn máy này cho từng cổng (${gates.map(({ gate }) => gate).join(', ')}): trang của cổng → Sửa thông tin cổng → Máy tại cổng này → ${account}.`,
    `Rồi bỏ dòng "password" ở đầu ${folder}/agent.json (mật khẩu của tài khoản trên máy chủ), giữ mật khẩu của broker.`,
    'Nghiệm thu từng cổng trên điện thoại: trang của cổng → Nghiệm thu cổng. Ghi số giây đo được vào travelSeconds.',
    ...(announced.length > 0
      ? [
          'Chấp nhận bộ điều khiển đã nghiệm thu: lệnh cho xem phần giới thiệu và một mã; đúng thì gõ lại lệnh, thêm mã ấy ở cuối.',
          ...announced.map(({ gate }) => accept(gate))
        ]
      : []),
    'Quyết định của UBND: công an hoặc UBND ghi ở trang của cổng. Chưa có quyết định thì cổng không tự đóng theo giờ, không đóng theo báo động.',
    'In bảng: trang của cổng → In bảng treo ở cổng. Treo chỗ người ở hai bên cổng đọc được.'
  ]
}

const indented = (line: string) => `   ${line}`
