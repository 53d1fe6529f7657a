/** What counting says no to. */
import { refusals } from '#platform/errors'

export const refuse = refusals('counting', {
  ties: 400,
  choice: 400,
  notPabulib: 422,
  noBudget: 422,
  flowsInCircle: 400,
  unknownPool: 422,
})
