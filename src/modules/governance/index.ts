/** Governance: what the city holds, who answers for it, and the one gate through which anything becomes public. */
export { Finding, Severity, Subject } from './gate/types.ts'
