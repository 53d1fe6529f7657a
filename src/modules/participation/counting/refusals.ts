/** What counting refuses. Sentences in words/results. */
import { refusals } from '#platform/errors'

export const refuse = refusals('participation', {
  notCounted: 404,
  unknownPool: 404,
  unknownArchive: 404,
  notCompared: 409,
  archiveEmpty: 422,
})
