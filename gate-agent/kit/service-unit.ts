import type { KitAnswers } from './answers.ts'

/**
 * Returns the systemd unit of the agent. It writes to its `dataDir` only. `MemoryDenyWriteExecute` is left out, since Node
 * compiles while it runs, and `PrivateDevices`, since a modem may be a device.
 * @param folder of `agent.json` @param node path of Node
 */
export function serviceUnit(
  { dataDir, user }: KitAnswers,
  { folder, program, node }: { folder: string; program: string; node: string }
): string {
  return `[Unit]
Description=Sổ tay ANTT: máy tại cổng
Wants=network-online.target
After=network-online.target mosquitto.service
StartLimitIntervalSec=0

[Service]
User=${user}
WorkingDirectory=${program}
ExecStart=${node} scripts/agent.mjs ${folder}/agent.json
Environment=NODE_ENV=production
Restart=always
RestartSec=2
UMask=0077
NoNewPrivileges=true
ProtectSystem=strict
ReadWritePaths=${dataDir}
ProtectHome=read-only
PrivateTmp=true
ProtectKernelTunables=true
ProtectKernelModules=true
ProtectKernelLogs=true
ProtectControlGroups=true
ProtectHostname=true
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
LockPersonality=true
SystemCallArchitectures=native
CapabilityBoundingSet=

[Install]
WantedBy=multi-user.target
`
}
