/** What things refuse. Sentences in words/infrastructure/assets. */
import { refusals } from '#platform/errors'

export const refuse = refusals('things', {
  unknown: 404,
  codeTaken: 409,
  changed: 409,
  hasParts: 409,
  kindUnknown: 422,
  field: 422,
  parentUnknown: 422,
  cycle: 422,
  tooDeep: 422,
  areaUnknown: 422,
  organisationUnknown: 422,
  shape: 422,
  order: 422,
  entityTaken: 409,
  fileUnknown: 404,
  fileType: 415,
  tooManyFiles: 409,
})
