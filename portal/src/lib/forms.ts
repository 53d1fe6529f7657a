/** What a page knows of a form that was sent and came back: what was typed, and what is wrong with it. */
export type Sent =
  { values?: Record<string, string>; errors?: { field?: string; message: string }[] } | null | undefined

export const valuesIn = (form: object | null | undefined, otherwise: Record<string, string> = {}) =>
  (form as Sent)?.values ?? otherwise

/** What was ticked under a name. */
export const chosenIn = (values: Record<string, string>, name: string): string[] => values[name]?.split('\n') ?? []

/** What is wrong with a field, if anything. */
export const errorIn =
  (form: object | null | undefined) =>
  (name: string): string | undefined =>
    (form as Sent)?.errors?.find(({ field }) => field === name)?.message
