/** Що не так із формулою чи одиницею і як було б правильно, українською. */
export const errors = {
  'indicators.formula.syntax':
    'На {line}:{column} {found, select, end {формула закінчується зарано.} other {не може стояти «{text}».}} {hint, select, decimalComma {У числі стоїть десяткова крапка: 1.5, а не 1,5.} percent {Формулі не потрібен знак %: вкажіть % як одиницю, і результат буде перераховано.} expected {Тут може бути: {expected}} other {}}',
  'indicators.formula.tooLong':
    'На {line}:{column} формула задовга: {what, select, characters {знаків} parts {частин} other {значень}}: {found, number}, а може бути щонайбільше {max, number}.',
  'indicators.formula.tooDeep':
    'На {line}:{column} забагато {what, select, parentheses {дужок одна в одній} references {визначень, що спираються одне на одне} other {функцій інших періодів і територій одна в одній}}: може бути щонайбільше {max, number}.',
  'indicators.formula.unknownMeasure':
    'На {line}:{column}: немає міри «{measure}». {hint, select, nearest {Можливо, це «{nearest}»?} other {}}',
  'indicators.formula.unknownDimension':
    'На {line}:{column}: міра «{measure}» не має поділу «{dimension}». {hint, select, nearest {Можливо, це «{nearest}»?} known {Вона має поділ: {known}.} other {}}',
  'indicators.formula.unknownDimensionValue':
    'На {line}:{column}: міра «{measure}» не має «{text}» у поділі «{dimension}». {hint, select, nearest {Можливо, це «{nearest}»?} other {}}',
  'indicators.formula.severalValues':
    'На {line}:{column}: «{text}» означає кілька чисел ({found, number}), а потрібне одне. Щоб їх додати, напишіть sum_dims({text}).',
  'indicators.formula.unknownIndicator':
    'На {line}:{column}: немає показника «@{indicator}». {hint, select, nearest {Можливо, це «@{nearest}»?} spaces {Щоб відняти щось від «@{nearest}», поставте пробіли перед мінусом і після нього.} other {}}',
  'indicators.formula.unknownFunction':
    'На {line}:{column}: немає функції «{function}». {hint, select, nearest {Можливо, це «{nearest}»?} other {}} Функції такі: {known}.',
  'indicators.formula.arguments':
    'На {line}:{column}: {kind, select, count {функція «{function}» має мати в дужках стільки частин: {expected, number}, а має: {found, number}. Частини розділяє кома.} measures {функція «{function}» бере міри з їхніми поділами, а «{text}» нею не є. Щоб додати будь-що, напишіть sum(…).} other {функції «{function}» потрібна всередині міра або показник, а «{text}» нічого не читає.}}',
  'indicators.formula.lagCount': 'На {line}:{column}: «{text}» має бути цілим числом періодів, від 1 до {max, number}.',
  'indicators.formula.unit':
    'Одиниця «{unit}», знак {column}: {why, select, ended {закінчується зарано} unexpected {«{text}» не може тут стояти} ambiguous {її можна прочитати двома способами. Те, на що ділите, після / візьміть у дужки, наприклад bed/(100000 person)} character {«{text}» нічого в одиниці не означає} zero {одиниця не може містити нуля} twoNumbers {два числа стоять поруч: напишіть 100000, а не 100 000} power {степінь — це ціле число від 1 до 12, наприклад m^2} unscalable {degC і dB стоять самі, без інших одиниць і чисел} tooLong {задовга} tooDeep {має забагато дужок} other {більша або менша за будь-яку величину}}.',
  'indicators.formula.unitMismatch':
    'На {line}:{column}: {where, select, operands {«{text}» має одиницю {unit}, а «{otherText}» має {other}: їх не можна додати чи порівняти. Щоб перерахувати, помножте або поділіть на міру, яка каже як.} other {формула дає {unit}, а одиниця показника — {other}: одне не можна перерахувати в інше.}}',
  'indicators.formula.unitNotScalable':
    'На {line}:{column} «{text}»: те, що вимірюють у {unit}, не має справжнього нуля, тож його можна множити й ділити лише на звичайне число.',
  'indicators.formula.cycle': 'На {line}:{column} показники спираються один на одного по колу: {way}.',
  'indicators.formula.duplicate':
    '{what, select, indicator {Є два визначення «{name}».} other {На {line}:{column} «{name}» стоїть двічі.}}',
}
