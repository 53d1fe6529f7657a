/** Devices: let in, read, kept. */
import { createAdmission } from '../admission.ts'
import { createIntake } from '../intake.ts'
import { createSightings } from '../sightings.ts'
import { createKeeping } from './devices.ts'
import type { Needs } from './parts.ts'
import { createProfiles } from './profiles.ts'

export type Devices = ReturnType<typeof createDevices>

export function createDevices(needs: Needs) {
  const admission = createAdmission(needs)
  const sightings = createSightings(needs.db, needs.clock, needs.onError)
  const intake = createIntake({ ...needs, admission, sightings })
  const parts = { ...needs, admission }
  return {
    ...{ letIn: admission.letIn, fromOutside: admission.fromOutside.bind(admission), take: intake.take },
    ...createKeeping(parts),
    ...createProfiles(parts),
    /** When everything that came is stored and noted. */
    async settled(): Promise<void> {
      await intake.idle()
      await sightings.settled()
    },
  }
}
