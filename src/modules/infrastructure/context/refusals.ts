/** What the broker says no to, and the type that the standard gives each. */
import { refusals, type Refusal } from '#platform/errors'

const TABLE = {
  badEntity: 400,
  badAttribute: 400,
  badTime: 400,
  badGeometry: 400,
  badQuery: 400,
  badGeoQuery: 400,
  badParameter: 400,
  badSubscription: 400,
  badRegistration: 400,
  badContext: 400,
  badPolicy: 400,
  badJson: 400,
  contextTwice: 400,
  contextMissing: 400,
  tooManyParts: 400,
  unknownEntity: 404,
  unknownAttribute: 404,
  unknownType: 404,
  unknownInstance: 404,
  unknownSubscription: 404,
  unknownRegistration: 404,
  unknownContext: 404,
  notAcceptable: 406,
  entityExists: 409,
  subscriptionExists: 409,
  registrationExists: 409,
  tooComplex: 403,
  tooManyResults: 403,
  tooSlow: 403,
  notSupported: 422,
  noTenants: 501,
  contextNotAvailable: 503,
} as const
export const refuse = refusals('context', TABLE)

const ERRORS = 'https://uri.etsi.org/ngsi-ld/errors/'
const BY_CODE: Record<string, string> = {
  'context.tooComplex': 'TooComplexQuery',
  'context.tooSlow': 'TooComplexQuery',
  'context.tooManyResults': 'TooManyResults',
  'context.contextNotAvailable': 'LdContextNotAvailable',
  'context.noTenants': 'NoMultiTenantSupport',
  'context.badJson': 'InvalidRequest',
  'context.contextTwice': 'InvalidRequest',
  'context.contextMissing': 'BadRequestData',
  malformed: 'InvalidRequest',
}
const BY_STATUS: Record<number, string> = {
  400: 'BadRequestData',
  404: 'ResourceNotFound',
  409: 'AlreadyExists',
  422: 'OperationNotSupported',
  500: 'InternalError',
}

/** The standard's type of a refusal; undefined where it has none and the house's own is told. */
export function errorTypeOf({ code, status }: Pick<Refusal, 'code' | 'status'>): string | undefined {
  const name = BY_CODE[code] ?? BY_STATUS[status]
  return name && ERRORS + name
}
