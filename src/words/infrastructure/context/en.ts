/** What the context broker says, in English. Names in quotes are those of the standard. */
export const contextErrors = {
  badEntity:
    '{problem, select, id {“{value}” cannot be an id: it must be a URI, such as urn:ngsi-ld:Streetlight:17.} type {The type is missing or is no name: {value}.} scope {A scope is a path such as /street/lamps, not {value}.} list {A list with at least one entity is expected.} tooMany {An entity may have at most {value, number} attributes.} otherId {The id in the body is another one: {value}.} other {An entity is an object with id and type.}}',
  badAttribute:
    '“{where}” is not right: {problem, select, null {null is no value here} noValue {it has no value} kind {what it holds does not fit its type} name {this cannot be a name} uri {a URI is expected} text {a short text is expected} list {a list is expected} languages {texts by language tag are expected, such as pl: lampa} sameDataset {two instances have the same datasetId} tooDeep {it is nested too deep} tooMany {it has too many instances} character {it holds a character that cannot be kept} other {it cannot be read}}.',
  badTime: '“{value}” in “{where}” is not a time with its zone, such as 2026-11-24T10:00:00Z.',
  badGeometry:
    '“{where}” is not a geometry of GeoJSON: {problem, select, type {its type is unknown} range {longitude comes first, from −180 to 180, then latitude, from −90 to 90} ring {a ring needs four positions or more, the last the same as the first} tooMany {it has too many positions} other {its coordinates cannot be read}}.',
  badQuery:
    'The query is not right at place {at, number}, “{q}”: {problem, select, name {the name of an attribute is expected} value {a value is expected} quote {a quotation mark is not closed} bracket {a bracket is not closed} range {a range goes from one number, time or text to another of its kind} list {a list of values goes with == and !=} order {true and false have no order} pattern {this is no regular expression} other {nothing is expected here}}.',
  badGeoQuery:
    '{problem, select, incomplete {georel, geometry and coordinates go together.} relation {“{value}” is no georel.} distance {near needs maxDistance or minDistance in metres, such as near;maxDistance==500.} other {The coordinates cannot be read: {value}.}}',
  badParameter:
    'The parameter “{parameter}” is missing or not right: “{value}”. At least one of type, id, attrs, q or a place says what is asked for.',
  badSubscription:
    'The subscription is not right: {where}. {problem, select, missing {This is needed.} past {It lies in the past.} both {timeInterval and watchedAttributes exclude each other.} other {This value does not fit.}}',
  badRegistration: 'The registration is not right: {where}.',
  badContext: 'The @context cannot be used: {cause}.',
  badPolicy:
    'A policy says of a type whether it is public, internal or personal; what was said of “{type}” is none of these.',
  badJson: 'This is not JSON: {cause}.',
  contextTwice: 'The @context is either in the body, sent as application/ld+json, or in one Link header; not in both.',
  contextMissing: 'What is sent as application/ld+json needs its @context.',
  tooManyParts: 'At most {most, number} may be sent at once.',
  unknownEntity: 'There is no entity {id} that you may see.',
  unknownAttribute: '{id} has no attribute “{attribute}”.',
  unknownType: 'There is no entity of the type “{type}”.',
  unknownInstance: 'There is no instance {instanceId}.',
  unknownSubscription: 'There is no subscription {id}.',
  unknownRegistration: 'There is no registration {id}.',
  unknownContext: 'There is no context {id} here.',
  notAcceptable: 'The answer can be had as {types}.',
  entityExists: 'There is an entity {id} already.',
  subscriptionExists: 'There is a subscription {id} already.',
  registrationExists: 'There is a registration {id} already.',
  tooComplex:
    '{problem, select, long {The query has more than {most, number} characters.} deep {The query has more than {most, number} brackets in one another.} pattern {A pattern may have at most {most, number} characters.} other {The query has more than {most, number} conditions.}}',
  tooManyResults: '“{parameter}” may be at most {most, number}. Ask page by page.',
  tooSlow:
    'The answer took more than {seconds, plural, one {# second} other {# seconds}} and was given up. Ask for less, or by a simpler pattern.',
  notSupported: 'This broker does not do that: {what}.',
  noTenants: 'This broker has one tenant; leave NGSILD-Tenant out.',
  contextNotAvailable:
    'The @context {address} cannot be had: {reason}. Host it here by POST /ngsi-ld/v1/jsonldContexts, or let the operator lay it into CONTEXTS_DIR.',
  notUpdated: {
    exists: 'It is there already, and was not to be overwritten.',
    missing: 'The entity has no such attribute.',
    null: 'It cannot be added as null.',
  },
}
