/** What analysis says no to. */
import { refusals } from '#platform/errors'

export const refuse = refusals('analysis', {
  unknownTarget: 404,
  unknownArea: 404,
  unknownPeers: 422,
  conflict: 409,
  withdrawn: 409,
  nothingChanged: 409,
  targetPassed: 409,
  targetInPast: 422,
  targetUnit: 422,
  targetOutside: 422,
  targetBound: 422,
  parameter: 422,
  weightsZero: 422,
  input: 422,
})
