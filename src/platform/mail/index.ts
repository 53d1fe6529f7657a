/**
 * Mail: a job in the transaction that causes it, sent by SMTP through `MAIL_URL`. Without one, messages land as files in
 * `data/mail`, and the log says so.
 */
export { createMail, type Mail } from './mail.ts'
export { type Message } from './message.ts'
