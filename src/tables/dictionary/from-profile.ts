/** The dictionary that a profile speaks for: every column as it was found, nothing demanded of it. */
import type { Profile } from '../types.ts'
import type { Dictionary, Field } from './schema.ts'

export function dictionaryOf({ columns }: Pick<Profile, 'columns'>, lang: 'pl' | 'en' | 'uk' = 'pl'): Dictionary {
  return {
    fields: columns.map(({ name, title, type, format, unit, decimalChar, groupChar, trueValues, falseValues, missingValues }) => {
      const field: Field = { name, type }
      if (title !== '') field.title = { [lang]: title }
      if (format !== undefined) field.format = format
      if (unit !== undefined) field.unit = unit
      if (decimalChar !== undefined) field.decimalChar = decimalChar
      if (groupChar !== undefined) field.groupChar = groupChar
      if (trueValues !== undefined) field.trueValues = trueValues
      if (falseValues !== undefined) field.falseValues = falseValues
      if (missingValues.length > 0) field.missingValues = missingValues
      return field
    }),
  } // prettier-ignore
}
