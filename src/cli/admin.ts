/** Makes the link by which a person becomes an administrator; works while the house runs. */
import { system } from '#platform/actor'
import { createLog } from '#platform/log'
import { createUnia } from '../app.ts'
import type { Command } from './commands.ts'

export const adminInvite: Command = async ({ args: [email], values, config }) => {
  if (!email) {
    process.stderr.write('admin invite <e-mail>\n')
    return 2
  }
  const unia = await createUnia(config(), createLog({ level: 'warn' }))
  try {
    await unia.jobs.start()
    const actor = system('command-line')
    const { id } = await unia.identity.ensureCity(actor, unia.info.names)
    const language = unia.info.languages[0]!
    const draft = { email, organisationId: id, role: 'administrator', language } as const
    const { link, invitation } = await unia.identity.invite(actor, draft)
    const until = invitation.expiresAt.toISOString()
    process.stdout.write(values.json ? `${JSON.stringify({ link, until })}\n` : `${link}\nvalid until ${until}\n`)
    return 0
  } finally {
    await unia.stop()
  }
}
