/** What the environment says, checked once at the start. */
import { z } from 'zod'
import { join, resolve } from 'node:path'
import { systemIds } from '#platform/ids'
import { keptSecret } from '#platform/secrets'

const PORT_MAX = 65_535
const MQTT_PORT = 1883

const urlOf = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)), {
    error: `an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  })

const Environment = z.object({
  PORT: z.coerce
    .number({ error: `a port number from 0 to ${PORT_MAX}` })
    .int()
    .min(0)
    .max(PORT_MAX)
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  MQTT_PORT: z.coerce
    .number({ error: `a port number from 0 to ${PORT_MAX}` })
    .int()
    .min(0)
    .max(PORT_MAX)
    .optional(),
  MQTT_HOST: z.string().min(1).default('127.0.0.1'),
  MQTT_URL: urlOf('mqtt', 'mqtts', 'ws', 'wss').optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: urlOf('postgres', 'postgresql').optional(),
  BASE_URL: urlOf('http', 'https').optional(),
  MAIL_URL: urlOf('smtp', 'smtps').optional(),
  MAIL_FROM: z.string().min(3).default('unia@localhost'),
  CITY_DIR: z.string().min(1).default('cities/lublin'),
  SECRET: z.string().min(32, { error: 'at least 32 characters' }).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TRUST_PROXY: z.stringbool({ error: 'true or false' }).default(false),
  SIGNER_SOCKET: z.string().min(1).optional(),
  CHROMIUM_PATH: z.string().min(1).optional(),
  CONTEXTS_DIR: z.string().min(1).optional(),
  NET_ALLOW: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every((part) => /^[\da-fA-F.:]+\/\d{1,3}$/.test(part)), {
      error: 'networks with commas between, such as 10.20.0.0/16',
    })
    .optional(),
  OIDC_ISSUER: urlOf('https', 'http').optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME_PL: z.string().min(1).optional(),
  OIDC_NAME_EN: z.string().min(1).optional(),
  OIDC_NAME_UK: z.string().min(1).optional(),
  OIDC_SCOPE: z.string().min(1).default('openid profile email'),
  OIDC_CLAIMS: z.string().default(''),
  UPLOAD_BYTES_MAX: z.coerce.number().int().positive().default(500_000_000),
})
type Environment = z.infer<typeof Environment>

/** A login elsewhere that the city has connected: a national one, its own. */
export type OidcConfig = {
  issuer: string
  clientId: string
  clientSecret?: string
  scope: string
  /** How people know it. */
  names: { pl: string; en: string; uk: string }
  /** The claims that are kept; all others are forgotten at once. */
  claims: string[]
}

export type Config = {
  port: number
  host: string
  /** Where devices come: to the house's own server, or to an outside broker, of whose messages the house takes its share. */
  mqtt: { port: number; host: string } | { url: string }
  dataDir: string
  databaseUrl?: string
  baseUrl: string
  mailUrl?: string
  mailFrom: string
  cityDir: string
  secret: string
  logLevel: string
  trustProxy: boolean
  /** Where the keeper of votes' keys listens, if another program runs it. */
  signerSocket?: string
  /** The browser that prints reports; that of the npm package unless said. */
  chromiumPath?: string
  uploadBytesMax: number
  /** A folder with JSON-LD contexts for entities, beside those of the program. */
  contextsDir?: string
  /** Networks of the city's own that requests may go to; where there are any, they may also go without TLS. */
  net: { allow?: string[]; plainHttp?: boolean }
  oidc?: OidcConfig
}

export class ConfigError extends Error {}

/** The configuration. Throws one `ConfigError` that lists every variable that is wrong and what would be right. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { data, error } = Environment.safeParse(set)
  if (error) {
    const lines = error.issues.map(
      (issue) => `  ${issue.path.join('.')}=${String(set[String(issue.path[0])])}: ${issue.message}`,
    )
    throw new ConfigError(`The environment is not right:\n${lines.join('\n')}`)
  }
  const dataDir = resolve(data.DATA_DIR)
  return {
    port: data.PORT,
    host: data.HOST,
    // A house on any free port is one of several on its machine.
    mqtt: data.MQTT_URL
      ? { url: data.MQTT_URL }
      : { port: data.MQTT_PORT ?? (data.PORT === 0 ? 0 : MQTT_PORT), host: data.MQTT_HOST },
    dataDir,
    databaseUrl: data.DATABASE_URL,
    baseUrl: (data.BASE_URL ?? `http://localhost:${data.PORT}`).replace(/\/$/, ''),
    mailUrl: data.MAIL_URL,
    mailFrom: data.MAIL_FROM,
    cityDir: resolve(data.CITY_DIR),
    secret: data.SECRET ?? keptSecret(join(dataDir, 'secret'), () => systemIds.token(48)),
    logLevel: data.LOG_LEVEL,
    trustProxy: data.TRUST_PROXY,
    signerSocket: data.SIGNER_SOCKET,
    chromiumPath: data.CHROMIUM_PATH,
    uploadBytesMax: data.UPLOAD_BYTES_MAX,
    contextsDir: data.CONTEXTS_DIR && resolve(data.CONTEXTS_DIR),
    oidc: oidcOf(data),
    net: data.NET_ALLOW ? { allow: data.NET_ALLOW, plainHttp: true } : {},
  }
}

/** Throws where half of it is said. */
function oidcOf(data: Environment): OidcConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_SCOPE: scope } = data
  if (!issuer && !clientId) return undefined
  if (!issuer || !clientId) throw new ConfigError('OIDC_ISSUER and OIDC_CLIENT_ID go together: set both, or neither.')
  const name = new URL(issuer).hostname
  const { OIDC_NAME_PL: pl = name, OIDC_NAME_EN: en = name, OIDC_NAME_UK: uk = name } = data
  const claims = data.OIDC_CLAIMS.split(/[\s,]+/).filter(Boolean)
  return { issuer, clientId, clientSecret, scope, names: { pl, en, uk }, claims }
}
