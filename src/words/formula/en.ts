/** What is wrong with a formula or a unit, and what would be right, in English. */
export const errors = {
  'indicators.formula.syntax':
    'At {line}:{column} {found, select, end {the formula ends too soon.} other {“{text}” cannot stand here.}} {hint, select, decimalComma {A number has a decimal point: 1.5, not 1,5.} percent {A formula needs no %: say % as the unit, and the result is converted.} expected {It could be: {expected}} other {}}',
  'indicators.formula.tooLong':
    'At {line}:{column} the formula is too long: {what, select, characters {characters} parts {parts} other {values}}: {found, number}, at most {max, number}.',
  'indicators.formula.tooDeep':
    'At {line}:{column} there are too many {what, select, parentheses {parentheses inside one another} references {definitions that stand on one another} other {functions of other periods and areas inside one another}}: at most {max, number}.',
  'indicators.formula.unknownMeasure':
    'At {line}:{column} there is no measure “{measure}”. {hint, select, nearest {Did you mean “{nearest}”?} other {}}',
  'indicators.formula.unknownDimension':
    'At {line}:{column} the measure “{measure}” is not broken down by “{dimension}”. {hint, select, nearest {Did you mean “{nearest}”?} known {It is by: {known}.} other {}}',
  'indicators.formula.unknownDimensionValue':
    'At {line}:{column} the measure “{measure}” has no “{text}” in “{dimension}”. {hint, select, nearest {Did you mean “{nearest}”?} other {}}',
  'indicators.formula.severalValues':
    'At {line}:{column} “{text}” means {found, number} figures, and one is needed. To add them up, write sum_dims({text}).',
  'indicators.formula.unknownIndicator':
    'At {line}:{column} there is no indicator “@{indicator}”. {hint, select, nearest {Did you mean “@{nearest}”?} spaces {To subtract from “@{nearest}”, put spaces around the minus.} other {}}',
  'indicators.formula.unknownFunction':
    'At {line}:{column} there is no function “{function}”. {hint, select, nearest {Did you mean “{nearest}”?} other {}} The functions are: {known}.',
  'indicators.formula.arguments':
    'At {line}:{column} {kind, select, count {the function “{function}” takes {expected, number}, not {found, number}: its parts are separated by commas.} measures {the function “{function}” takes measures with their dimensions, and “{text}” is none. To add up anything, write sum(…).} other {the function “{function}” needs a measure or an indicator inside; “{text}” reads none.}}',
  'indicators.formula.lagCount':
    'At {line}:{column} “{text}” must be a whole number of periods, from 1 to {max, number}.',
  'indicators.formula.unit':
    'The unit “{unit}”, at character {column}: {why, select, ended {it ends too soon} unexpected {“{text}” cannot stand here} ambiguous {it can be read in two ways. After / put what you divide by in parentheses, such as bed/(100000 person)} character {“{text}” has no meaning in a unit} zero {a unit cannot hold zero} twoNumbers {two numbers stand side by side: write 100000, not 100 000} power {a power is a whole number from 1 to 12, such as m^2} unscalable {degC and dB stand alone, without other units or numbers} tooLong {it is too long} tooDeep {it has too many parentheses} other {it is larger or smaller than any quantity}}.',
  'indicators.formula.unitMismatch':
    'At {line}:{column} {where, select, operands {“{text}” is in {unit}, and “{otherText}” in {other}: these cannot be added or compared. To convert, multiply or divide by a measure that says how.} other {the formula gives {unit}, and the unit of the indicator is {other}: the one cannot be converted into the other.}}',
  'indicators.formula.unitNotScalable':
    'At {line}:{column} “{text}”: what is measured in {unit} has no true zero, so it can be multiplied or divided only by a plain number.',
  'indicators.formula.cycle': 'At {line}:{column} the indicators stand on one another in a circle: {way}.',
  'indicators.formula.duplicate':
    '{what, select, indicator {There are two definitions “{name}”.} other {At {line}:{column} “{name}” stands twice.}}',
}
